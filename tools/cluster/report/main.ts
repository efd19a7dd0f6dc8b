// Usage: node tools/cluster/report/main.ts [--check]
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pageOf } from './page.ts';
import { readSections } from './section.ts';

const path = 'docs/reference/validity.md';
const file = fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const { values } = parseArgs({ options: { check: { type: 'boolean' } } });
const page = pageOf(readSections());

if (values.check !== true) {
  writeFileSync(file, page);
  console.log(`written: ${path}`);
} else if (readFileSync(file, 'utf8') === page) {
  console.log(`${path} says what the last run proved`);
} else {
  console.error(`${path} differs from what the last run proved: run npm run cluster:report`);
  process.exitCode = 1;
}
