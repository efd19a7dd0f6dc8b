// Usage: node tools/lock/main.ts. Completes package-lock.json after npm wrote it.
import { readFileSync, writeFileSync } from 'node:fs';
import { completed, missingFrom, type LockFile } from './lock.ts';

const path = new URL('../../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8')) as LockFile;
const missing = missingFrom(lock);
if (missing.length > 0) writeFileSync(path, `${JSON.stringify(completed(lock), undefined, 2)}\n`);
console.log(missing.length === 0 ? 'the lock file is complete' : `added ${missing.length} platform packages`);
