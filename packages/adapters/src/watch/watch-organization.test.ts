import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryDirectory, writeContents } from '../testing/temporary.ts';
import { watchOrganization } from './watch-organization.ts';

let home: ReturnType<typeof temporaryDirectory>;
let told: string[][] = [];
let close = (): void => undefined;

beforeEach(() => {
  home = temporaryDirectory();
  told = [];
});
afterEach(() => {
  close();
  home[Symbol.dispose]();
});

function start(debounceMilliseconds = 30): void {
  ({ close } = watchOrganization(home.path, (paths) => told.push([...paths]), { debounceMilliseconds }));
}

/** Waits until all of these were told, in whatever portions. */
async function expectTold(...paths: readonly string[]): Promise<void> {
  await vi.waitFor(() => expect(told.flat()).toEqual(expect.arrayContaining([...paths])), { timeout: 3000 });
}

describe('watchOrganization', () => {
  it('tells changed, new, and deleted files, several at once', async () => {
    writeContents(home.path, { 'fairway.yaml': '', 'services/a.yaml': 'a', 'services/b.yaml': 'b' });
    start(100);
    writeContents(home.path, { 'fairway.yaml': 'x', 'services/c.yaml': 'c' });
    fs.rmSync(path.join(home.path, 'services/b.yaml'));
    fs.writeFileSync(path.join(home.path, 'services/a.yaml.tmp'), 'new');
    fs.renameSync(path.join(home.path, 'services/a.yaml.tmp'), path.join(home.path, 'services/a.yaml'));
    await expectTold('fairway.yaml');
    expect(told).toEqual([['fairway.yaml', 'services/a.yaml', 'services/b.yaml', 'services/c.yaml']]);
  });

  it('says nothing of what does not belong to the organization', async () => {
    writeContents(home.path, { 'fairway.yaml': '', 'services/a.yaml': 'a', 'platform/rules/r.yaml': '' });
    start();
    writeContents(home.path, {
      'out/manifests.yaml': '',
      'services/notes.md': '',
      'services/.a.yaml.swp': '',
      'platform/rules/r.yaml': 'x',
    });
    await sleep(150);
    expect(told).toEqual([]);
  });

  it('follows folders that come, go, and come again', async () => {
    writeContents(home.path, { 'fairway.yaml': '' });
    start();
    for (let round = 0; round < 3; round++) {
      told = [];
      writeContents(home.path, { 'services/team/deep/a.yaml': 'a' });
      await expectTold('services');
      await sleep(60);
      told = [];
      fs.writeFileSync(path.join(home.path, 'services/team/deep/a.yaml'), 'b');
      await expectTold('services/team/deep/a.yaml');
      told = [];
      fs.rmSync(path.join(home.path, 'services'), { recursive: true });
      await expectTold('services');
      await sleep(60);
    }
  });

  it('says nothing after it was closed', async () => {
    writeContents(home.path, { 'fairway.yaml': '', 'services/a.yaml': 'a' });
    start();
    fs.writeFileSync(path.join(home.path, 'services/a.yaml'), 'b');
    await sleep(10);
    close();
    await sleep(100);
    expect(told).toEqual([]);
  });

  it('tells that it cannot watch', () => {
    const errors: string[] = [];
    const gone = path.join(home.path, 'gone');
    close = watchOrganization(gone, () => undefined, { onError: (error) => errors.push(error.code) }).close;
    expect(errors).toEqual(['watch-failed']);
  });
});
