import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateOrganization } from './workload.ts';

/** Writes the organization of N services to a temporary folder and returns its path. */
export function writeOrganization(count: number): string {
  const root = mkdtempSync(join(tmpdir(), `fairway-bench-${count}-`));
  for (const { path, text } of generateOrganization(count)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return root;
}
