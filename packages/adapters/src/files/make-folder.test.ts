import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

let space: string;
beforeEach(() => {
  space = mkdtempSync(join(tmpdir(), 'fairway-folders-'));
});
afterEach(() => rmSync(space, { recursive: true, force: true }));

describe('making a folder', () => {
  it('makes what is missing above it, and says where that began', () => {
    expect(makeFolder(join(space, 'a/b/c'))).toBe(join(space, 'a'));
    expect(existsSync(join(space, 'a/b/c'))).toBe(true);
    expect(makeFolder(join(space, 'a/b/c'))).toBeUndefined();
    expect(makeFolder(join(space, 'a/d'))).toBe(join(space, 'a/d'));
  });

  it('below a file is an error', () => {
    writeFileSync(join(space, 'file'), '');
    expect(() => makeFolder(join(space, 'file/a/b'))).toThrow(/ENOTDIR/);
  });

  it.runIf(process.platform === 'linux')('ends where the system refuses folders', () => {
    expect(() => makeFolder('/proc/no-such-folder/a')).toThrow(/ENOENT|EACCES|EPERM/);
  });
});
