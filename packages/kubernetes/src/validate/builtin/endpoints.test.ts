import { describe, expect, it } from 'vitest';
import { verdict } from './testing.ts';
import type { Case, Fields } from './testing.ts';

function slice(addressType: string, address: string, endpoint: Fields = {}, fields: Fields = {}): Fields {
  return { addressType, endpoints: [{ addresses: [address], ...endpoint }], ports: [{ port: 80 }], ...fields };
}

const wrong = ['format endpoints[0].addresses[0]'];
const hints = (given: Fields): Fields => slice('IPv4', '10.0.0.1', { hints: given });
const named = (...names: readonly string[]): readonly Fields[] => names.map((name) => ({ name }));

const addresses: readonly (readonly [type: string, address: string, fits: boolean])[] = [
  ['IPv4', '10.0.0.1', true],
  ['IPv4', '::ffff:10.0.0.1', true],
  ['IPv4', 'fd00::1', false],
  ['IPv4', '127.0.0.1', false],
  ['IPv4', '169.254.0.1', false],
  ['IPv4', '0.0.0.0', false],
  ['IPv4', '224.0.0.1', false],
  ['IPv6', 'fd00::1', true],
  ['IPv6', 'fd00:0:0:1::2', true],
  ['IPv6', '2001:db8:0:1:1:1:1:1', true],
  ['IPv6', '1:0:0:2::', true],
  ['IPv6', '1::2:0:0:0:0', false],
  ['IPv6', 'FD00::1', false],
  ['IPv6', 'fd00:0::1', false],
  ['IPv6', 'fd00::01', false],
  ['IPv6', '::1', false],
  ['IPv6', 'fe80::1', false],
  ['IPv6', '::ffff:1.2.3.4', false],
  ['IPv6', '10.0.0.1', false],
  ['FQDN', 'a.b', true],
  ['FQDN', 'a.b.', true],
  ['FQDN', 'localhost', false],
  ['FQDN', `${'a'.repeat(64)}.b`, false],
];

const slices: readonly Case[] = [
  ...addresses.map(([type, address, fits]): Case => [
    `${type} ${address}`,
    slice(type, address),
    fits ? [] : wrong,
  ]),
  [
    'ports without names',
    slice('IPv4', '10.0.0.1', {}, { ports: [{ port: 80 }, { port: 81 }] }),
    ['duplicate ports[port=81].name'],
  ],
  [
    'one port without a name',
    slice('IPv4', '10.0.0.1', {}, { ports: [{ port: 80 }, { port: 81, name: 'a' }] }),
    [],
  ],
  ['a wrong node', slice('IPv4', '10.0.0.1', { nodeName: 'A' }), ['format endpoints[0].nodeName']],
  ['zones', hints({ forZones: named('a', 'b') }), []],
  ['an empty zone', hints({ forZones: named('') }), []],
  [
    'two empty zones',
    hints({ forZones: [{}, ...named('')] }),
    ['duplicate endpoints[0].hints.forZones[1].name'],
  ],
  ['a zone twice', hints({ forZones: named('a', 'a') }), ['duplicate endpoints[0].hints.forZones[1].name']],
  ['many zones', hints({ forZones: named(...'abcdefghi') }), ['length endpoints[0].hints.forZones']],
  ['a wrong zone', hints({ forZones: named('a b') }), ['format endpoints[0].hints.forZones[name="a b"].name']],
  ['a node twice', hints({ forNodes: named('a', 'a') }), ['duplicate endpoints[0].hints.forNodes[1].name']],
];

function subset(address: Fields, ports: readonly Fields[] = [{ port: 80 }]): Fields {
  return { subsets: [{ addresses: [{ ip: '10.0.0.1', ...address }], ports }] };
}

const endpoints: readonly Case[] = [
  ['an address', subset({}), []],
  ['the loopback', subset({ ip: '127.0.0.1' }), ['format subsets[0].addresses[0].ip']],
  ['a link', subset({ ip: '169.254.1.1' }), ['format subsets[0].addresses[0].ip']],
  ['a wrong node', subset({ nodeName: 'A' }), ['format subsets[0].addresses[0].nodeName']],
  [
    'a wrong protocol of applications',
    subset({}, [{ port: 80, appProtocol: 'a b' }]),
    ['format subsets[0].ports[port=80].appProtocol'],
  ],
  [
    'ports without names',
    subset({}, [{ port: 80 }, { port: 81 }]),
    ['required subsets[0].ports[port=80].name', 'required subsets[0].ports[port=81].name'],
  ],
];

describe.each<readonly [apiVersion: string, kind: string, cases: readonly Case[]]>([
  ['discovery.k8s.io/v1', 'EndpointSlice', slices],
  ['v1', 'Endpoints', endpoints],
])('%s %s', (apiVersion, kind, cases) => {
  it.each(cases)('%s', (_, fields, expected) => {
    expect(verdict(apiVersion, kind, fields)).toEqual(expected);
  });
});

it('hints of nodes are dropped before 1.34', () => {
  expect(verdict('discovery.k8s.io/v1', 'EndpointSlice', hints({ forNodes: named('A') }), '1.33')).toEqual([]);
  expect(verdict('discovery.k8s.io/v1', 'EndpointSlice', hints({ forNodes: named('A') }), '1.34')).toHaveLength(
    1,
  );
});
