import * as fs from 'node:fs';
import * as path from 'node:path';
import { errorCode } from './disk-tree.ts';

/**
 * Makes a folder and the missing ones above it; the first one made, or `undefined` where all were there.
 * Unlike `mkdirSync` with `recursive` it ends on file systems that refuse new folders with `ENOENT`, such as `/proc`.
 *
 * @throws system errors such as `EACCES`, `ENOTDIR`, `ENOENT`.
 */
export function makeFolder(folder: string): string | undefined {
  const missing: string[] = [];
  for (let here = path.resolve(folder); !fs.existsSync(here); here = path.dirname(here)) missing.push(here);
  const first = missing.at(-1);
  for (const one of missing.toReversed()) make(one);
  return first;
}

function make(folder: string): void {
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    // Somebody else was faster.
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}
