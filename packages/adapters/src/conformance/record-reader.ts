import * as assert from 'node:assert/strict';
import type { RecordReader } from '@fairway/model';
import type { ConformanceCase, Contents } from './organization-source.ts';

/** Makes a reader of the record in the folder `record` of `contents`. */
export type MakeReader = (contents: Contents) => Promise<RecordReader>;

const HASH = `sha256:${'0'.repeat(64)}`;

/** The requirements of `RecordReader`. */
export const recordReaderCases: readonly ConformanceCase<MakeReader>[] = [
  {
    name: 'reads the locks of all places that hold units, sorted, and no others',
    run: async (make) => {
      const folders = [
        '_clusters/eks',
        '_clusters/eks/ingress',
        '_docs/_shared',
        '_docs/shop/orders',
        'prod/eks/shop/_namespace',
        'prod/eks/shop/orders',
      ];
      const contents: Record<string, string> = {
        'record/other/record/prod/eks/shop/orders/fairway.lock': lock({}),
        'record/prod/fairway.lock': lock({}),
        'record/.git2/eks/shop/orders/fairway.lock': lock({}),
        'record/README.md': 'mine',
      };
      for (const folder of folders) contents[`record/${folder}/fairway.lock`] = lock({});
      const snapshot = await (await make(contents)).readRecord();
      assert.deepEqual(snapshot.diagnostics, []);
      assert.deepEqual(
        snapshot.units.map((unit) => unit.folder),
        folders,
      );
    },
  },
  {
    name: 'gives the whole lock, the claimed files, and their bytes only when asked',
    run: async (make) => {
      const files = {
        'manifests.yaml': HASH,
        'gone.yaml': HASH,
        '_tests/prod/eks/shop/orders/alerts.yaml': HASH,
      };
      const reader = await make({
        'record/prod/eks/shop/orders/fairway.lock': lock(files),
        'record/prod/eks/shop/orders/manifests.yaml': 'objects',
        'record/prod/eks/shop/orders/foreign.yaml': 'foreign',
        'record/_tests/prod/eks/shop/orders/alerts.yaml': 'alerts',
      });
      const without = await reader.readRecord();
      assert.deepEqual(without.units[0]?.lock, { files, nodes: [{ id: 'workload:shop/orders' }] });
      assert.deepEqual(
        without.units[0]?.files.map((file) => file.text),
        [null, null, null],
      );
      const [unit] = (await reader.readRecord({ contents: true })).units;
      assert.deepEqual(
        unit?.files.map((file) => [file.name, file.hash, file.text && Buffer.from(file.text).toString('utf8')]),
        [
          ['_tests/prod/eks/shop/orders/alerts.yaml', HASH, 'alerts'],
          ['gone.yaml', HASH, null],
          ['manifests.yaml', HASH, 'objects'],
        ],
      );
    },
  },
  {
    name: 'says that a lock is damaged or claims what it must not (FWY4025), and reads the others',
    run: async (make) => {
      const snapshot = await (
        await make({
          'record/prod/eks/shop/conflict/fairway.lock': '<<<<<<< ours\n{}\n',
          'record/prod/eks/shop/escape/fairway.lock': lock({ '../x.yaml': HASH }),
          'record/prod/eks/shop/foreign/fairway.lock': lock({ 'dev/eks/shop/orders/manifests.yaml': HASH }),
          'record/prod/eks/shop/list/fairway.lock': '[]',
          'record/prod/eks/shop/orders/fairway.lock': lock({}),
        })
      ).readRecord();
      assert.deepEqual(
        snapshot.diagnostics.map((problem) => problem.code),
        ['FWY4025', 'FWY4025', 'FWY4025', 'FWY4025'],
      );
      assert.deepEqual(
        snapshot.units.map((unit) => unit.folder),
        ['prod/eks/shop/orders'],
      );
    },
  },
  {
    name: 'has no units where there is no record',
    run: async (make) => {
      assert.deepEqual(await (await make({ 'other/x': '' })).readRecord(), { units: [], diagnostics: [] });
    },
  },
];

function lock(files: { readonly [name: string]: string }): string {
  return JSON.stringify({ files, nodes: [{ id: 'workload:shop/orders' }] });
}
