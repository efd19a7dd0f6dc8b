import { describe, expect, it } from 'vitest';
import { CONTAINER_OF_POD, pod, verdict } from './testing.ts';
import type { Case, Fields } from './testing.ts';

const source = `${CONTAINER_OF_POD}.env[name=A].valueFrom`;

function from(valueFrom: Fields): Fields {
  return pod({ env: [{ name: 'A', valueFrom }] });
}

const field = (fieldPath: string, apiVersion = 'v1'): Fields => from({ fieldRef: { apiVersion, fieldPath } });
const divided = (resource: string, divisor: unknown): Fields =>
  from({ resourceFieldRef: { resource, divisor } });

const variables: readonly Case[] = [
  ['a label', field("metadata.labels['a/b']"), []],
  ['no label', field("metadata.labels['a b']"), [`format ${source}.fieldRef.fieldPath`]],
  ['an annotation in upper case', field("metadata.annotations['Example.org/A']"), []],
  ['a field of another version', field('metadata.name', 'v2'), [`enum ${source}.fieldRef.apiVersion`]],
  ['a field of any version', field('metadata.name', ''), []],
  [
    'a key of no ConfigMap',
    from({ configMapKeyRef: { key: 'a' } }),
    [`required ${source}.configMapKeyRef.name`],
  ],
  [
    'a key of no Secret',
    from({ secretKeyRef: { name: 'A_b', key: 'a' } }),
    [`format ${source}.secretKeyRef.name`],
  ],
  ...(['1', 1, '1m', '1000m', '0'] as const).map((given): Case => [
    `cpu by ${given}`,
    divided('limits.cpu', given),
    [],
  ]),
  ...['2', '1k', '10m', '1e0'].map((given): Case => [
    `cpu by ${given}`,
    divided('requests.cpu', given),
    [`enum ${source}.resourceFieldRef.divisor`],
  ]),
  ...['1', '1k', '1Mi', '1E', '1024Ki', '1000'].map((given): Case => [
    `memory by ${given}`,
    divided('limits.memory', given),
    [],
  ]),
  ...['10Mi', '1m', '1e3', '1024', '1e0'].map((given): Case => [
    `memory by ${given}`,
    divided('limits.memory', given),
    [`enum ${source}.resourceFieldRef.divisor`],
  ]),
];

function volume(fields: Fields): Fields {
  return pod({}, { volumes: [{ name: 'v', ...fields }] });
}

const at = 'spec.volumes[name=v]';
const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
const ephemeral = (metadata: Fields): Fields =>
  volume({ ephemeral: { volumeClaimTemplate: { metadata, spec: claim } } });
const iscsi = { targetPortal: 'a', iqn: 'iqn.2001-04.com.example:disk', lun: 0 };

const volumes: readonly Case[] = [
  ['a directory of the host', volume({ hostPath: { path: './a' } }), []],
  ['a directory upwards', volume({ hostPath: { path: '/a/../b' } }), [`format ${at}.hostPath.path`]],
  [
    'a file with two periods',
    volume({ configMap: { name: 'a', items: [{ key: 'a', path: '..x' }] } }),
    [`format ${at}.configMap.items[key=a].path`],
  ],
  [
    'a file with two periods further below',
    volume({ configMap: { name: 'a', items: [{ key: 'a', path: 'a/..x' }] } }),
    [],
  ],
  ['a driver in upper case', volume({ csi: { driver: 'Example.org' } }), []],
  ['no driver', volume({ csi: { driver: 'Not_valid' } }), [`format ${at}.csi.driver`]],
  [
    'a driver without its secret',
    volume({ csi: { driver: 'a', nodePublishSecretRef: {} } }),
    [`required ${at}.csi.nodePublishSecretRef.name`],
  ],
  ['a claim with labels', ephemeral({ labels: { a: 'b' } }), []],
  [
    'a claim with no labels',
    ephemeral({ labels: { 'a b': 'c' } }),
    [`name ${at}.ephemeral.volumeClaimTemplate.metadata.labels["a b"]`],
  ],
  [
    'a claim with a uid',
    ephemeral({ uid: 'a' }),
    [`forbidden ${at}.ephemeral.volumeClaimTemplate.metadata.uid`],
  ],
  ['a claim with an empty name', ephemeral({ name: '' }), []],
  [
    'a claim with a name',
    ephemeral({ name: 'a' }),
    [`forbidden ${at}.ephemeral.volumeClaimTemplate.metadata.name`],
  ],
  ['an image', volume({ image: { reference: 'a', pullPolicy: 'Always' } }), []],
  [
    'an image at no time',
    volume({ image: { reference: 'a', pullPolicy: 'always' } }),
    [`enum ${at}.image.pullPolicy`],
  ],
  [
    'a repository upwards',
    volume({ gitRepo: { repository: 'a', directory: '../a' } }),
    [`format ${at}.gitRepo.directory`],
  ],
  ['a disk in the network', volume({ iscsi }), []],
  ['a disk of no name', volume({ iscsi: { ...iscsi, iqn: 'foo' } }), [`pattern ${at}.iscsi.iqn`]],
  ['a disk of no number', volume({ iscsi: { ...iscsi, lun: 256 } }), [`range ${at}.iscsi.lun`]],
  ['a disk over fibre', volume({ fc: { targetWWNs: ['a'], lun: 1 } }), []],
  ['a disk over fibre without its number', volume({ fc: { targetWWNs: ['a'] } }), [`required ${at}.fc.lun`]],
  ['a disk over fibre of any number', volume({ fc: { wwids: ['a'], lun: 300 } }), []],
  ['a disk over fibre of no number', volume({ fc: { targetWWNs: ['a'], lun: 300 } }), [`range ${at}.fc.lun`]],
  ['no disk over fibre', volume({ fc: {} }), [`combination ${at}.fc`]],
  ['no monitors', volume({ cephfs: { monitors: [] } }), [`length ${at}.cephfs.monitors`]],
];

function affine(requirement: Fields): Fields {
  const nodeSelectorTerms = [{ matchFields: [requirement] }];
  return pod(
    {},
    { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } },
  );
}

const fields =
  'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0]';
const profile = (localhostProfile: string): Fields =>
  pod({ securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile } } });
const armor = `${CONTAINER_OF_POD}.securityContext.appArmorProfile.localhostProfile`;

const others: readonly Case[] = [
  ['a node', affine({ key: 'metadata.name', operator: 'In', values: ['a'] }), []],
  [
    'two nodes',
    affine({ key: 'metadata.name', operator: 'In', values: ['a', 'b'] }),
    [`length ${fields}.values`],
  ],
  ['another field', affine({ key: 'metadata.uid', operator: 'In', values: ['a'] }), [`enum ${fields}.key`]],
  ['any node', affine({ key: 'metadata.name', operator: 'Exists' }), [`enum ${fields}.operator`]],
  ['a profile that looks like a path', profile('/a/../b'), []],
  ['no profile', profile(''), [`length ${armor}`]],
  ['a profile with blanks', profile(' a '), [`pattern ${armor}`]],
  ['a long profile', profile('a'.repeat(4096)), [`length ${armor}`]],
];

describe.each<readonly [string, readonly Case[]]>([
  ['sources of variables', variables],
  ['sources of volumes', volumes],
  ['nodes and profiles', others],
])('%s', (_what, cases) => {
  it.each(cases)('%s', (_, given, expected) => {
    expect(verdict('v1', 'Pod', given)).toEqual(expected);
  });
});
