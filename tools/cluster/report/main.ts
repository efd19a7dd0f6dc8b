// Usage: node tools/cluster/report/main.ts [--check]
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cannotRun } from '../requirements.ts';
import { differencesOf, pageOf } from './page.ts';
import { readSections } from './section.ts';

const path = 'docs/reference/validity.md';
const file = fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const { values } = parseArgs({ options: { check: { type: 'boolean' } } });
const sections = readSections();

if (sections.length === 0) refuse();
else if (values.check === true) await check();
else write();

function write(): void {
  const { missing } = differencesOf(readFileSync(file, 'utf8'), sections);
  for (const title of missing) console.warn(`not proved by the last run, so it goes: ${title}`);
  writeFileSync(file, pageOf(sections));
  console.log(`written: ${path}`);
}

/** Where a layer cannot run, its sections are missing from the run; that is said, and the others still must be right. */
async function check(): Promise<void> {
  const { missing, changed } = differencesOf(readFileSync(file, 'utf8'), sections);
  const reasons = [await cannotRun('simulated'), await cannotRun('real')].filter((one) => one !== undefined);
  for (const title of missing) console.log(`not proved by the last run: ${title}`);
  for (const title of changed) console.error(`${path} says something else than the last run: ${title}`);
  if (changed.length === 0 && (missing.length === 0 || reasons.length > 0)) {
    console.log(`${path} says what the last run proved`);
    for (const reason of reasons) console.log(reason);
  } else refuse();
}

function refuse(): void {
  console.error('run npm run test:cluster in full, then npm run cluster:report');
  process.exitCode = 1;
}
