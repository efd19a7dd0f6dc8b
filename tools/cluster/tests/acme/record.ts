import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readDocuments } from '@fairway/kubernetes';
import type { KubernetesObject } from '../../client.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** What the record holds for one namespace of a cluster. */
export interface NamespaceRecord {
  readonly environment: string;
  readonly name: string;
  /** In the order in which they can be applied: those of the namespace first. */
  readonly objects: readonly KubernetesObject[];
}

/**
 * The example organization as users compile it, files to files, for all environments: what each cluster gets. A
 * cluster serves several environments.
 */
export async function compileAcme(): Promise<ReadonlyMap<string, readonly NamespaceRecord[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'fairway-acme-'));
  try {
    const program = join(root, 'packages', 'cli', 'bin', 'fairway.js');
    await run(process.execPath, [program, 'compile', join(root, 'examples', 'acme'), '--out', folder]);
    return readRecord(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readRecord(folder: string): ReadonlyMap<string, readonly NamespaceRecord[]> {
  const clusters = new Map<string, NamespaceRecord[]>();
  const namespaces = new Map<string, KubernetesObject[]>();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const file of files.filter((name) => name.endsWith('/manifests.yaml'))) {
    const [environment = '', cluster = '', name = ''] = file.split('/');
    const key = `${environment}/${cluster}/${name}`;
    let objects = namespaces.get(key);
    if (objects === undefined) {
      objects = [];
      namespaces.set(key, objects);
      const records = clusters.get(cluster) ?? [];
      records.push({ environment, name, objects });
      clusters.set(cluster, records);
    }
    const { documents } = readDocuments(readFileSync(join(folder, file), 'utf8'), file);
    for (const { value } of documents) objects.push(value as KubernetesObject);
  }
  return clusters;
}
