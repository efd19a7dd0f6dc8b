import { describe, expect, it } from 'vitest';
import { verdict } from './testing.ts';
import type { Case, Fields } from './testing.ts';

function named(metadata: Fields): Fields {
  return { metadata: { name: 'a', ...metadata } };
}

const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a', uid: 'b' };
const owned = (apiVersion: string): Fields => named({ ownerReferences: [{ ...owner, apiVersion }] });
const refused = ['pattern metadata.ownerReferences[name=a].apiVersion'];

const settings: readonly Case[] = [
  ['a finalizer with a domain', named({ finalizers: ['example.org/a'] }), []],
  ['finalizers of Kubernetes', named({ finalizers: ['kubernetes', 'orphan'] }), []],
  ['a finalizer without a domain', named({ finalizers: ['abc'] }), ['format metadata.finalizers[0]']],
  ['a prefix of names', named({ generateName: 'a-' }), []],
  ['a prefix of no names', named({ generateName: 'a_B' }), ['name metadata.generateName']],
  ['a prefix that no name ends with', named({ generateName: 'a.' }), ['name metadata.generateName']],
  ['a prefix alone', { metadata: { generateName: 'a-' } }, []],
  ['neither name nor prefix', { metadata: {} }, ['required metadata.name']],
  ['an owner of a group', owned('apps/v1'), []],
  ['an owner of the core group', owned('v1'), []],
  ['an owner of no version', owned('apps/'), refused],
  ['an owner of two groups', owned('a/b/c'), refused],
];

const namespaces: readonly Case[] = [
  ['finalizers', { spec: { finalizers: ['kubernetes', 'a.b/x'] } }, []],
  ['a finalizer without a domain', { spec: { finalizers: ['x'] } }, ['format spec.finalizers[0]']],
];

const lease = (renewTime: string): Fields => ({
  metadata: { name: 'a', finalizers: ['abc'] },
  spec: { renewTime },
});

const leases: readonly Case[] = [
  ['a time to the millionth', lease('2026-01-31T12:00:00.000000Z'), []],
  ['a time elsewhere', lease('2026-01-31T12:00:00.000000+01:00'), []],
  ['a time to the second', lease('2026-01-31T12:00:00Z'), ['pattern spec.renewTime']],
  ['a time to the thousandth', lease('2026-01-31T12:00:00.000Z'), ['pattern spec.renewTime']],
];

describe.each<readonly [apiVersion: string, kind: string, cases: readonly Case[]]>([
  ['v1', 'ConfigMap', settings],
  ['v1', 'Namespace', namespaces],
  ['coordination.k8s.io/v1', 'Lease', leases],
])('%s %s', (apiVersion, kind, cases) => {
  it.each(cases)('%s', (_, fields, expected) => {
    expect(verdict(apiVersion, kind, fields)).toEqual(expected);
  });
});
