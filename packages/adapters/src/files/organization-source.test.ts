import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { organizationSourceCases } from '../conformance/organization-source.ts';
import { temporaryDirectory, writeContents } from '../testing/temporary.ts';
import { readDiskFile } from './disk-tree.ts';
import { findOrganization } from './find-organization.ts';
import { filesOrganizationSource } from './organization-source.ts';

let home: ReturnType<typeof temporaryDirectory>;
beforeEach(() => {
  home = temporaryDirectory();
});
afterEach(() => {
  home[Symbol.dispose]();
});

describe('files organization source', () => {
  for (const { name, run } of organizationSourceCases) {
    it(name, async () => {
      await expect(
        run((contents, roots = []) => {
          writeContents(home.path, contents);
          const directory = path.join(home.path, 'org');
          return Promise.resolve(
            filesOrganizationSource({ directory, roots: roots.map((root) => path.join(home.path, root)) }),
          );
        }),
      ).resolves.toBeUndefined();
    });
  }

  it('never opens a pipe (FWY1024)', async () => {
    writeContents(home.path, { 'fairway.yaml': '', 'services/a.yaml': 'a' });
    execFileSync('mkfifo', [path.join(home.path, 'services/pipe.yaml'), path.join(home.path, 'services/pipe')]);
    fs.symlinkSync('pipe', path.join(home.path, 'services/link.yaml'));
    const tree = await filesOrganizationSource({ directory: home.path }).readTree();
    expect(tree.diagnostics.map(({ code, file }) => [code, file])).toEqual([
      ['FWY1024', 'services/link.yaml'],
      ['FWY1024', 'services/pipe.yaml'],
    ]);
    expect(tree.files.map((file) => file.path)).toEqual(['fairway.yaml', 'services/a.yaml']);
  });

  it('does not block on a file that became a pipe', () => {
    const pipe = path.join(home.path, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(readDiskFile(pipe, 100)).toMatchObject({ fault: 'special' });
  });

  it('says that a file is unreadable (FWY1022) and reads the others', async () => {
    writeContents(home.path, { 'fairway.yaml': 'o', 'services/a.yaml': 'a', 'services/b.yaml': 'b' });
    const source = filesOrganizationSource({
      directory: home.path,
      readFile: (location, limit) =>
        location.endsWith('a.yaml')
          ? { fault: 'unreadable', reason: 'permission is denied' }
          : readDiskFile(location, limit),
    });
    const tree = await source.readTree();
    expect(tree.files.map((file) => file.path)).toEqual(['fairway.yaml', 'services/b.yaml']);
    expect(tree.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['FWY1022', 'services/a.yaml cannot be read: permission is denied.'],
    ]);
  });

  it('says that a name is not UTF-8 (FWY1025)', async () => {
    writeContents(home.path, { 'fairway.yaml': '', 'services/\uFFFD.yaml': 'a real replacement character' });
    fs.writeFileSync(Buffer.from(`${home.path}/services/bad\xff.yaml`, 'latin1'), 'x');
    const tree = await filesOrganizationSource({ directory: home.path }).readTree();
    expect(tree.diagnostics.map(({ code, file }) => [code, file])).toEqual([
      ['FWY1025', 'services/bad\uFFFD.yaml'],
    ]);
    expect(tree.files.map((file) => file.path)).toEqual(['fairway.yaml', 'services/\uFFFD.yaml']);
  });

  it('reads a file whose size is not known beforehand, up to the limit', () => {
    const size = readDiskFile('/proc/self/status', 1_000_000);
    expect(size).toBeInstanceOf(Uint8Array);
    expect(readDiskFile('/proc/self/status', 10)).toMatchObject({ fault: 'tooLarge' });
  });

  it('reads through a linked organization folder', async () => {
    writeContents(home.path, { 'real/fairway.yaml': '', 'real/services/a.yaml': 'a', org: { link: 'real' } });
    const tree = await filesOrganizationSource({ directory: path.join(home.path, 'org') }).readTree();
    expect(tree.diagnostics).toEqual([]);
    expect(tree.files.map((file) => file.path)).toEqual(['fairway.yaml', 'services/a.yaml']);
  });
});

describe('findOrganization', () => {
  it('walks upwards to the nearest fairway.yaml', () => {
    writeContents(home.path, {
      'fairway.yaml': '',
      'inner/fairway.yaml': '',
      'inner/services/deep/a.yaml': '',
    });
    const inner = path.join(home.path, 'inner');
    expect(findOrganization(path.join(inner, 'services/deep')).directory).toBe(inner);
    expect(findOrganization(inner).directory).toBe(inner);
    expect(findOrganization(home.path).directory).toBe(home.path);
  });

  it('says how to make one where there is none', () => {
    const { directory, diagnostic } = findOrganization(home.path);
    expect(directory).toBeNull();
    expect(diagnostic).toMatchObject({
      code: 'FWY1020',
      fix: { summary: expect.stringContaining('fairway init') },
    });
  });

  it('says that a folder does not exist, and that fairway.yml is the wrong name', () => {
    expect(findOrganization(path.join(home.path, 'gone')).diagnostic?.message).toContain('There is no folder');
    writeContents(home.path, { 'fairway.yml': '' });
    expect(findOrganization(home.path).diagnostic?.fix?.summary).toContain('mv fairway.yml fairway.yaml');
  });
});
