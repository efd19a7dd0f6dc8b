import * as fs from 'node:fs';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordReaderCases } from '../conformance/record-reader.ts';
import { filesRecordStore } from '../files/record-store.ts';
import { readPreviousGraph } from '../record/previous-graph.ts';
import { commitAll, temporaryDirectory, writeContents } from '../testing/temporary.ts';
import { unit } from '../testing/units.ts';
import { gitRecordReader } from './record-reader.ts';

let home: ReturnType<typeof temporaryDirectory>;
let record = '';
beforeEach(() => {
  home = temporaryDirectory();
  record = path.join(home.path, 'record');
});
afterEach(() => {
  home[Symbol.dispose]();
});

describe('Git record reader', () => {
  for (const { name, run } of recordReaderCases) {
    it(name, async () => {
      await expect(
        run((contents) => {
          writeContents(home.path, contents);
          commitAll(home.path);
          fs.rmSync(record, { recursive: true, force: true });
          return Promise.resolve(gitRecordReader({ directory: record, revision: 'HEAD' }));
        }),
      ).resolves.toBeUndefined();
    });
  }

  it('reads at the top of a repository', async () => {
    await filesRecordStore({ directory: home.path }).write({ units: [unit('prod/eks/shop/orders')] });
    commitAll(home.path);
    const { units } = await gitRecordReader({ directory: home.path, revision: 'main' }).readRecord({
      contents: true,
    });
    expect(units.map(({ folder, files }) => [folder, files.map((file) => file.name)])).toEqual([
      ['prod/eks/shop/orders', ['manifests.yaml']],
    ]);
  });
});

describe('readPreviousGraph', () => {
  it('reads a folder, else a revision at the place of the target, else says that it is neither (FWY4026)', async () => {
    const store = filesRecordStore({ directory: record });
    await store.write({ units: [unit('prod/eks/shop/orders')] });
    commitAll(home.path);
    await store.write({ units: [unit('prod/eks/shop/carts')] });
    const folders = async (previous: string): Promise<readonly string[]> => {
      const { locks, diagnostics } = await readPreviousGraph(previous, record);
      return [...locks.map((lock) => lock.folder), ...diagnostics.map((problem) => problem.code)];
    };
    expect(await folders(record)).toEqual(['prod/eks/shop/carts']);
    expect(await folders('HEAD')).toEqual(['prod/eks/shop/orders']);
    expect(await folders('nowhere')).toEqual(['FWY4026']);
  });
});
