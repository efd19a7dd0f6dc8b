import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createRunFolder,
  folderPrefix,
  isAlive,
  livesOn,
  ownerNamed,
  ownerOf,
  removeLeftOvers,
} from './run-folder.ts';

/** More than any system gives out. */
const nobody = 2 ** 31 - 2;

describe('the folder of a run', () => {
  it('says who owns it', () => {
    const owner = { namespace: '4026531836', pid: 17, started: '12345' };
    expect(ownerNamed(`${folderPrefix(owner)}abc`)).toEqual(owner);
    expect(ownerNamed('fairway-cluster-abc')).toBeUndefined();
    expect(ownerNamed('something-else')).toBeUndefined();
  });

  it('stays while its owner lives, and goes when the owner is gone or its number is another process now', () => {
    const mine = createRunFolder();
    const self = ownerOf(process.pid);
    const left = (owner: typeof self): string => mkdtempSync(join(tmpdir(), folderPrefix(owner)));
    const gone = left({ ...self, pid: nobody });
    const reused = left({ ...self, started: '1' });
    const elsewhere = left({ ...self, namespace: '1', pid: nobody });
    removeLeftOvers();
    expect([mine, gone, reused, elsewhere].map((folder) => existsSync(folder))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    for (const folder of [mine, elsewhere]) rmSync(folder, { recursive: true });
  });
});

describe('a process', () => {
  it('lives as long as it is the very one that is meant', () => {
    const self = ownerOf(process.pid);
    expect(isAlive(self.pid)).toBe(true);
    expect(livesOn(self)).toBe(true);
    expect(livesOn({ ...self, started: '1' })).toBe(false);
    expect(isAlive(nobody)).toBe(false);
  });
});
