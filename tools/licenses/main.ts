// Usage: node tools/licenses/main.ts
import { readFileSync } from 'node:fs';
import { licenseProblems, packagesOf } from './licenses.ts';

const packages = packagesOf(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));
const problems = licenseProblems(packages);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${packages.length} packages, all with an allowed license`);
