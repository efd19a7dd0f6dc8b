/**
 * The yardstick of `fairway compile`: reads the same intent files, parses them, and writes objects that are
 * already there as JSON, a file for each unit, as fast as plain code can.
 *
 * node bench/baseline.ts ORGANIZATION OBJECTS.json OUT
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocuments } from '@fairway/kubernetes';

const [organization, objects, out] = process.argv.slice(2) as [string, string, string];
let parsed = 0;
for (const name of readdirSync(join(organization, 'services'))) {
  parsed += readDocuments(readFileSync(join(organization, 'services', name)), name).documents.length;
}
const units = JSON.parse(readFileSync(objects, 'utf8')) as Record<string, readonly unknown[]>;
for (const [folder, list] of Object.entries(units)) {
  const target = join(out, folder);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'manifests.json'), list.map((object) => JSON.stringify(object)).join('\n'));
  writeFileSync(join(target, 'fairway.lock'), JSON.stringify({ unit: folder, parsed }));
}
