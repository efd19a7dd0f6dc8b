import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readDocuments } from '@fairway/kubernetes';
import type { KubernetesObject } from '../../client.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** A copy of the example organization that a test may change, compiled as users do: files to files. */
export interface Organization {
  /** Replaces the only place where a file says `from`. */
  readonly edit: (file: string, from: string, to: string) => void;
  readonly remove: (file: string) => void;
  /** Compiles one environment and gives the part of the record below `folder`. */
  readonly compile: (environment: string, folder: string) => Promise<Readonly<Record<string, string>>>;
  readonly delete: () => void;
}

export function copyOfAcme(): Organization {
  const folder = mkdtempSync(join(tmpdir(), 'fairway-organization-'));
  const source = join(folder, 'acme');
  const record = join(folder, 'record');
  cpSync(join(root, 'examples', 'acme'), source, { recursive: true });
  return {
    edit: (file, from, to) => {
      const path = join(source, file);
      const parts = readFileSync(path, 'utf8').split(from);
      if (parts.length !== 2) throw new Error(`${file} says ${parts.length - 1} times: ${from}`);
      writeFileSync(path, parts.join(to));
    },
    remove: (file) => rmSync(join(source, file)),
    compile: async (environment, below) => {
      const program = join(root, 'packages', 'cli', 'bin', 'fairway.js');
      await run(process.execPath, [program, 'compile', source, '--env', environment, '--out', record]);
      return filesBelow(record, below);
    },
    delete: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function filesBelow(folder: string, below: string): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(join(folder, below), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[path.slice(folder.length + 1)] = readFileSync(path, 'utf8');
  }
  return files;
}

/** The objects of a record, by `Kind namespace/name`. */
export function objectsOf(files: Readonly<Record<string, string>>): ReadonlyMap<string, KubernetesObject> {
  const objects = new Map<string, KubernetesObject>();
  for (const [path, text] of Object.entries(files)) {
    if (!path.endsWith('/manifests.yaml')) continue;
    for (const { value } of readDocuments(text, path).documents) {
      const object = value as KubernetesObject;
      objects.set(nameOf(object), object);
    }
  }
  return objects;
}

/** `Kind namespace/name`, or `Kind name` without a namespace. */
export function nameOf({ kind, metadata }: Pick<KubernetesObject, 'kind' | 'metadata'>): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

/** Which objects two records say differently, or only one of them has, sorted. */
export function differences(
  before: ReadonlyMap<string, KubernetesObject>,
  after: ReadonlyMap<string, KubernetesObject>,
): readonly string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names]
    .filter((name) => JSON.stringify(before.get(name)) !== JSON.stringify(after.get(name)))
    .toSorted((a, b) => (a < b ? -1 : 1));
}
