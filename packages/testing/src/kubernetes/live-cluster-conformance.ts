import * as assert from 'node:assert/strict';
import { compareText, isObject, type LiveCluster } from '@fairway/model';
import { clusterState, crd, readingRights, type ClusterState } from './cluster-state.ts';

/** Makes a cluster that holds at least what a state says, seen with credentials that lack what it denies. */
export type MakeCluster = (state: ClusterState) => Promise<LiveCluster>;

export interface LiveClusterCase {
  readonly name: string;
  readonly run: (make: MakeCluster) => Promise<void>;
}

const widgets = crd({
  group: 'conformance.example.com',
  kind: 'Widget',
  plural: 'widgets',
  versions: ['v1', 'v1beta1'],
});
const everythingDenied = clusterState({ denied: Object.values(readingRights) });

/** The requirements of `LiveCluster`, of every implementation. */
export const liveClusterCases: readonly LiveClusterCase[] = [
  {
    name: 'says its version in full and as a minor',
    run: async (make) => {
      const { full, minor } = await (await make(clusterState())).version();
      assert.match(minor, /^1\.\d+$/);
      assert.ok(full.startsWith(`v${minor}.`), full);
    },
  },
  {
    name: 'says what is served, in every version, sorted, without subresources',
    run: async (make) => {
      const served = await (await make(clusterState({ definitions: [widgets] }))).servedKinds();
      assert.ok(served.known);
      const { kinds } = served.value;
      const find = (apiVersion: string, kind: string): unknown =>
        kinds.find((one) => one.apiVersion === apiVersion && one.kind === kind);
      assert.deepEqual(find('v1', 'Namespace'), {
        apiVersion: 'v1',
        kind: 'Namespace',
        plural: 'namespaces',
        namespaced: false,
      });
      assert.deepEqual(find('apps/v1', 'Deployment'), {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        plural: 'deployments',
        namespaced: true,
      });
      for (const version of ['v1', 'v1beta1'])
        assert.ok(find(`conformance.example.com/${version}`, 'Widget') !== undefined, version);
      assert.deepEqual(
        kinds.filter(({ plural }) => plural.includes('/')),
        [],
      );
      const versions = kinds.map(({ apiVersion }) => apiVersion);
      assert.deepEqual(versions, versions.toSorted(compareText));
    },
  },
  {
    name: 'gives a definition with its status, and null where there is none',
    run: async (make) => {
      const cluster = await make(clusterState({ definitions: [widgets] }));
      const found = await cluster.customResourceDefinition('widgets.conformance.example.com');
      assert.ok(found.known && found.value !== null);
      const { spec, status } = found.value;
      assert.equal(isObject(spec) && spec['group'], 'conformance.example.com');
      assert.ok(isObject(status) && Array.isArray(status['conditions']));
      const missing = await cluster.customResourceDefinition('gadgets.conformance.example.com');
      assert.deepEqual(missing, { known: true, value: null });
    },
  },
  {
    name: 'finds the identity of an API server',
    run: async (make) => {
      const identities = await (await make(clusterState())).apiServerIdentities();
      assert.ok(identities.known);
      assert.ok(identities.value.length > 0);
      for (const name of identities.value) assert.match(name, /^(?:kube-)?apiserver-/);
    },
  },
  {
    name: 'finds programs by name, with the version of the label, else of the image, and no others',
    run: async (make) => {
      const programs = [
        { name: 'conformance-a', namespace: 'default', version: 'v1.2.3', image: 'registry.example.com/a:9' },
        { name: 'conformance-b', namespace: 'default', image: 'registry.example.com:5000/b:v4.5.6' },
        { name: 'conformance-c', namespace: 'default', image: 'registry.example.com/c:1' },
      ];
      const cluster = await make(clusterState({ programs }));
      assert.deepEqual(await cluster.programs(['conformance-b', 'conformance-a', 'conformance-d']), {
        known: true,
        value: [
          { name: 'conformance-a', namespace: 'default', version: '1.2.3' },
          { name: 'conformance-b', namespace: 'default', version: '4.5.6' },
        ],
      });
      assert.deepEqual(await cluster.programs([]), { known: true, value: [] });
    },
  },
  {
    name: 'tells rights that the credentials have from those that they lack',
    run: async (make) => {
      const right = { verb: 'list', group: 'apps', resource: 'deployments' };
      assert.deepEqual(await (await make(clusterState())).may(right), { known: true, value: true });
      assert.deepEqual(await (await make(everythingDenied)).may(right), { known: true, value: false });
    },
  },
  {
    name: 'names the missing right instead of an answer',
    run: async (make) => {
      const cluster = await make(everythingDenied);
      const missing = (missingRight: string): object => ({ known: false, missingRight });
      assert.deepEqual(
        await cluster.customResourceDefinition('widgets.conformance.example.com'),
        missing(readingRights.definition),
      );
      assert.deepEqual(await cluster.apiServerIdentities(), missing(readingRights.identities));
      assert.deepEqual(await cluster.programs(['conformance-a']), missing(readingRights.programs));
    },
  },
];
