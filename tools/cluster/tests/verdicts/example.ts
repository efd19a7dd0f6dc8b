import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDocuments } from '@fairway/kubernetes';
import type { KubernetesObject } from '../../client.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Every object that compiling the example gives, in all of its environments. */
export function exampleObjects(): readonly KubernetesObject[] {
  const folder = mkdtempSync(join(tmpdir(), 'fairway-verdicts-'));
  try {
    const program = join(root, 'packages', 'cli', 'bin', 'fairway.js');
    execFileSync(process.execPath, [program, 'compile', join(root, 'examples', 'acme'), '--out', folder], {
      stdio: 'ignore',
    });
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('manifests.yaml'),
    );
    return files
      .toSorted()
      .flatMap((file) =>
        readDocuments(readFileSync(join(folder, file), 'utf8'), file).documents.map(
          ({ value }) => value as unknown as KubernetesObject,
        ),
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of each kind the object with the most to say. */
export function representatives(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const chosen = new Map<string, { readonly object: KubernetesObject; readonly size: number }>();
  for (const object of objects) {
    const size = JSON.stringify(object).length;
    if (size > (chosen.get(object.kind)?.size ?? 0)) chosen.set(object.kind, { object, size });
  }
  return [...chosen.values()].map(({ object }) => object);
}
