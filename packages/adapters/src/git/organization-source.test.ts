import * as fs from 'node:fs';
import * as path from 'node:path';
import { OutsideSystemError } from '@fairway/model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { organizationSourceCases } from '../conformance/organization-source.ts';
import { commitAll, git, temporaryDirectory, writeContents } from '../testing/temporary.ts';
import { gitOrganizationSource } from './organization-source.ts';
import { runGit } from './run-git.ts';

let home: ReturnType<typeof temporaryDirectory>;
beforeEach(() => {
  home = temporaryDirectory();
});
afterEach(() => {
  home[Symbol.dispose]();
});

function filesAt(directory: string, revision: string): Promise<readonly string[]> {
  return gitOrganizationSource({ directory, revision })
    .readTree()
    .then((tree) => [
      ...tree.files.map((file) => file.path),
      ...tree.diagnostics.map((problem) => problem.code),
    ]);
}

describe('Git organization source', () => {
  for (const { name, run } of organizationSourceCases) {
    it(name, async () => {
      await expect(
        run((contents, roots = []) => {
          writeContents(home.path, contents);
          commitAll(home.path);
          // The working tree must not matter.
          for (const entry of fs.readdirSync(home.path)) {
            if (entry !== '.git') fs.rmSync(path.join(home.path, entry), { recursive: true });
          }
          return Promise.resolve(
            gitOrganizationSource({
              directory: path.join(home.path, 'org'),
              revision: 'HEAD',
              roots: roots.map((root) => path.join(home.path, root)),
            }),
          );
        }),
      ).resolves.toBeUndefined();
    });
  }

  it('reads any name of a commit, with the organization at the top of the repository', async () => {
    writeContents(home.path, { 'fairway.yaml': '', 'services/a.yaml': 'a', 'services/up': { link: '../..' } });
    commitAll(home.path);
    git(home.path, 'tag', 'v1');
    writeContents(home.path, { 'services/b.yaml': 'b' });
    commitAll(home.path);
    const hash = git(home.path, 'rev-parse', 'v1').trim();
    expect(await filesAt(home.path, 'v1')).toEqual(['fairway.yaml', 'services/a.yaml', 'FWY1021']);
    expect(await filesAt(home.path, hash)).toEqual(await filesAt(home.path, 'HEAD~1'));
    expect(await filesAt(home.path, 'main')).toContain('services/b.yaml');
  });

  it('says that a revision is unknown (FWY1027), whatever it looks like', async () => {
    writeContents(home.path, { 'fairway.yaml': '' });
    commitAll(home.path);
    for (const name of [
      'nope',
      '--all',
      '-h',
      'HEAD:fairway.yaml',
      'main..main',
      '',
      'a\0b',
      'HEAD\nHEAD',
      '$(id)',
    ]) {
      expect(await filesAt(home.path, name)).toEqual(['FWY1027']);
    }
  });

  it('says that there is no repository (FWY1029)', async () => {
    writeContents(home.path, { 'fairway.yaml': '' });
    expect(await filesAt(home.path, 'HEAD')).toEqual(['FWY1029']);
  });

  it('says that a submodule is not read (FWY1028) and that a name is not UTF-8 (FWY1025)', async () => {
    writeContents(home.path, { 'fairway.yaml': '', 'services/x/a.yaml': '' });
    fs.writeFileSync(Buffer.from(`${home.path}/services/bad\xff.yaml`, 'latin1'), 'x');
    commitAll(home.path);
    const commit = git(home.path, 'rev-parse', 'HEAD').trim();
    git(home.path, 'update-index', '--add', '--cacheinfo', `160000,${commit},services/module`);
    git(home.path, 'commit', '-q', '-m', 'module');
    expect(await filesAt(home.path, 'HEAD')).toEqual([
      'fairway.yaml',
      'services/x/a.yaml',
      'FWY1025',
      'FWY1028',
    ]);
  });

  it('fails with a stable code when the repository is damaged', async () => {
    writeContents(home.path, { 'fairway.yaml': 'text' });
    commitAll(home.path);
    const blob = git(home.path, 'rev-parse', 'HEAD:fairway.yaml').trim();
    fs.rmSync(path.join(home.path, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    await expect(filesAt(home.path, 'HEAD')).rejects.toMatchObject({ code: 'git-failed' });
  });

  it('ignores variables of a surrounding Git command', async () => {
    writeContents(home.path, { 'fairway.yaml': '' });
    commitAll(home.path);
    process.env['GIT_DIR'] = path.join(home.path, 'elsewhere');
    try {
      expect(await filesAt(home.path, 'HEAD')).toEqual(['fairway.yaml']);
    } finally {
      delete process.env['GIT_DIR'];
    }
  });
});

describe('runGit', () => {
  it('has a stable code for each way to fail', async () => {
    const directory = home.path;
    const command = { directory, arguments: ['version'] };
    await expect(runGit({ ...command, program: 'no-such-git' })).rejects.toMatchObject({ code: 'git-missing' });
    await expect(runGit({ ...command, outputLimit: 3 })).rejects.toMatchObject({
      code: 'git-output-too-large',
    });
    const slow = { directory, arguments: ['5'], program: 'sleep', timeoutMilliseconds: 50 };
    await expect(runGit(slow)).rejects.toMatchObject({ code: 'git-timeout' });
    await expect(runGit(slow)).rejects.toBeInstanceOf(OutsideSystemError);
  });
});
