import { describe, expect, it } from 'vitest';
import { labels, verdict, workload } from './testing.ts';
import type { Case, Fields } from './testing.ts';

const provisioner = 'example.org/a';

function topologies(...terms: readonly (readonly Fields[])[]): Fields {
  const allowedTopologies = terms.map((matchLabelExpressions) =>
    matchLabelExpressions.length === 0 ? {} : { matchLabelExpressions },
  );
  return { provisioner, allowedTopologies };
}

const zone = (...values: readonly string[]): Fields => ({ key: 'zone', values });
const term = 'allowedTopologies[0].matchLabelExpressions';
const many = Object.fromEntries(Array.from({ length: 513 }, (_, at) => [`k${at}`, 'v']));

const classes: readonly Case[] = [
  ['upper case', { provisioner: 'Example.org/A' }, []],
  ['no name', { provisioner: 'a b' }, ['format provisioner']],
  ['none', {}, ['required provisioner']],
  ['a parameter without a name', { provisioner, parameters: { '': 'a' } }, ['name parameters']],
  ['many parameters', { provisioner, parameters: many }, ['length parameters']],
  ['large parameters', { provisioner, parameters: { a: 'x'.repeat(262_144) } }, ['length parameters']],
  ['zones', topologies([zone('a', 'b')], [zone('c')]), []],
  ['a zone twice', topologies([zone('a', 'a')]), [`duplicate ${term}[0].values[1]`]],
  ['no zones', topologies([zone()]), [`length ${term}[0].values`]],
  ['nothing', topologies([]), [`duplicate ${term}`]],
  [
    'the same in another order',
    topologies([zone('a', 'b')], [zone('b', 'a')]),
    ['duplicate allowedTopologies[1].matchLabelExpressions'],
  ],
  ['a key twice', topologies([zone('a'), zone('b')]), [`duplicate ${term}[1]`]],
  ['no key', topologies([{ key: 'z z', values: ['a'] }]), [`format ${term}[0].key`]],
];

function volume(spec: Fields): Fields {
  return {
    spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/a' }, ...spec },
  };
}

const without = { hostPath: undefined };
const nodeAffinity = {
  required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] }] },
};
const csi = { driver: 'a', volumeHandle: 'b' };

const volumes: readonly Case[] = [
  ['a directory', volume({}), []],
  ['no source', volume(without), ['combination spec']],
  ['two sources', volume({ csi }), ['combination spec']],
  ['no capacity', volume({ capacity: undefined }), ['required spec.capacity']],
  ['an empty capacity', volume({ capacity: {} }), ['required spec.capacity.storage']],
  ['a capacity of processors', volume({ capacity: { storage: '1Gi', cpu: '1' } }), ['name spec.capacity.cpu']],
  ['a capacity of nothing', volume({ capacity: { storage: '0' } }), ['format spec.capacity.storage']],
  ['no modes', volume({ accessModes: undefined }), ['required spec.accessModes']],
  ['a mode by its short name', volume({ accessModes: ['RWX'] }), ['enum spec.accessModes[0]']],
  [
    'a mode that stands alone',
    volume({ accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'] }),
    ['combination spec.accessModes'],
  ],
  [
    'a wrong policy',
    volume({ persistentVolumeReclaimPolicy: 'retain' }),
    ['enum spec.persistentVolumeReclaimPolicy'],
  ],
  [
    'a root that is emptied',
    volume({ hostPath: { path: '/' }, persistentVolumeReclaimPolicy: 'Recycle' }),
    ['forbidden spec.persistentVolumeReclaimPolicy'],
  ],
  [
    'another directory that is emptied',
    volume({ hostPath: { path: '/...' }, persistentVolumeReclaimPolicy: 'Recycle' }),
    [],
  ],
  ['a wrong class', volume({ storageClassName: 'A_B' }), ['format spec.storageClassName']],
  ['a wrong mode', volume({ volumeMode: 'x' }), ['enum spec.volumeMode']],
  ['a local volume', volume({ ...without, local: { path: '/a' }, nodeAffinity }), []],
  ['a local volume of no node', volume({ ...without, local: { path: '/a' } }), ['required spec.nodeAffinity']],
  ['an empty affinity', volume({ nodeAffinity: {} }), ['required spec.nodeAffinity.required']],
  ['a driver', volume({ ...without, csi }), []],
  ['a wrong driver', volume({ ...without, csi: { ...csi, driver: 'A_' } }), ['format spec.csi.driver']],
  ['no handle', volume({ ...without, csi: { driver: 'a' } }), ['required spec.csi.volumeHandle']],
  [
    'a secret of no namespace',
    volume({ ...without, csi: { ...csi, nodePublishSecretRef: { name: 'a' } } }),
    ['required spec.csi.nodePublishSecretRef.namespace'],
  ],
  ['attributes without a driver', volume({ volumeAttributesClassName: 'a' }), ['required spec.csi']],
  ['a directory upwards', volume({ hostPath: { path: '/a/../b' } }), ['format spec.hostPath.path']],
  ['nothing', {}, ['required spec']],
];

const claimed = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
const claim = (spec: Fields): Fields => ({ spec: { ...claimed, ...spec } });
const other = { kind: 'PersistentVolumeClaim', name: 'a' };
const snapshot = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot' };

const claims: readonly Case[] = [
  ['another claim', claim({ dataSource: other }), []],
  ['another claim of no name', claim({ dataSource: { kind: other.kind } }), ['required spec.dataSource.name']],
  ['a snapshot', claim({ dataSource: { ...snapshot, name: 'a' } }), []],
  ['a snapshot of no name', claim({ dataSource: snapshot }), ['required spec.dataSource.name']],
  ['what is dropped', claim({ dataSource: { apiGroup: 'x', kind: 'V' } }), []],
  ['the same twice', claim({ dataSource: other, dataSourceRef: other }), []],
  [
    'two claims',
    claim({ dataSource: other, dataSourceRef: { ...other, name: 'b' } }),
    ['combination spec.dataSource'],
  ],
  ['any object', claim({ dataSourceRef: { apiGroup: 'x.y', kind: 'V', name: 'a' } }), []],
  [
    'an object of no group',
    claim({ dataSourceRef: { kind: 'V', name: 'a' } }),
    ['required spec.dataSourceRef.apiGroup'],
  ],
  ['an object of no group elsewhere', claim({ dataSourceRef: { kind: 'V', name: 'a', namespace: 'b' } }), []],
  [
    'an object of a wrong group',
    claim({ dataSourceRef: { apiGroup: 'X', kind: 'V', name: 'a' } }),
    ['format spec.dataSourceRef.apiGroup'],
  ],
  ['wrong attributes', claim({ volumeAttributesClassName: 'A' }), ['format spec.volumeAttributesClassName']],
  ['no attributes', claim({ volumeAttributesClassName: '' }), []],
];

const priorities: readonly Case[] = [
  ['a priority', { value: 1_000_000_000 }, []],
  ['a priority of the system', { value: 1_000_000_001 }, ['range value']],
  [
    'the highest priority of the system',
    { metadata: { name: 'system-node-critical' }, value: 2_000_001_000 },
    [],
  ],
  ['a name of the system', { metadata: { name: 'system-a' }, value: 1 }, ['name metadata.name']],
];

describe.each<readonly [apiVersion: string, kind: string, cases: readonly Case[]]>([
  ['storage.k8s.io/v1', 'StorageClass', classes],
  ['v1', 'PersistentVolume', volumes],
  ['v1', 'PersistentVolumeClaim', claims],
  ['scheduling.k8s.io/v1', 'PriorityClass', priorities],
  ['storage.k8s.io/v1', 'CSIDriver', [['no settings', {}, []]]],
])('%s %s', (apiVersion, kind, cases) => {
  it.each(cases)('%s', (_, fields, expected) => {
    expect(verdict(apiVersion, kind, fields)).toEqual(expected);
  });
});

it('templates of claims have no source that is dropped', () => {
  const spec = { ...claimed, dataSource: { kind: 'VolumeSnapshot', name: 'a' } };
  const fields = workload(
    {},
    {},
    { serviceName: 'a', volumeClaimTemplates: [{ metadata: { name: 'd', labels }, spec }] },
  );
  expect(verdict('apps/v1', 'StatefulSet', fields)).toEqual([
    'required spec.volumeClaimTemplates[0].spec.dataSource.apiGroup',
  ]);
});

it('classes of attributes are dropped before 1.34', () => {
  expect(verdict('v1', 'PersistentVolume', volume({ volumeAttributesClassName: 'A' }), '1.33')).toEqual([]);
  expect(verdict('v1', 'PersistentVolumeClaim', claim({ volumeAttributesClassName: 'A' }), '1.33')).toEqual([]);
});
