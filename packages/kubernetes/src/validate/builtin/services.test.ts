import { describe, expect, it } from 'vitest';
import type { Minor } from '../../upstream/index.ts';
import { verdict } from './testing.ts';
import type { Case, Fields } from './testing.ts';

function service(spec: Fields, annotations: Fields = {}): Fields {
  return { metadata: { name: 'a', annotations }, spec: { ports: [{ port: 80 }], ...spec } };
}

const external = { type: 'ExternalName', externalName: 'a.b' };
const RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const annotated = (type: string, ranges: string): Fields => service({ type }, { [RANGES]: ranges });

function onNodes(...protocols: readonly string[]): Fields {
  const ports = protocols.map((protocol, at) => ({
    name: `p${at}`,
    port: 80 + at,
    protocol,
    nodePort: 30_001,
  }));
  return service({ type: 'NodePort', ports });
}

const services: readonly Case[] = [
  ['an outside name without addresses', service({ ...external, clusterIP: '', ipFamilies: [] }), []],
  [
    'an outside name with families',
    service({ ...external, ipFamilies: ['IPv4'] }),
    ['forbidden spec.ipFamilies'],
  ],
  [
    'an outside name with a policy',
    service({ ...external, ipFamilyPolicy: 'SingleStack' }),
    ['forbidden spec.ipFamilyPolicy'],
  ],
  [
    'an outside name with addresses',
    service({ ...external, clusterIPs: ['10.0.0.1'] }),
    ['forbidden spec.clusterIPs'],
  ],
  ['a family twice', service({ ipFamilies: ['IPv4', 'IPv4'] }), ['duplicate spec.ipFamilies[1]']],
  [
    'two families in one stack',
    service({ ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4', 'IPv6'] }),
    ['combination spec.ipFamilyPolicy'],
  ],
  ['two families', service({ ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv6'] }), []],
  [
    'no address twice',
    service({ clusterIP: 'None', clusterIPs: ['None', 'None'] }),
    ['combination spec.clusterIPs'],
  ],
  [
    'two addresses of a family',
    service({ clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1', '10.0.0.2'] }),
    ['combination spec.clusterIPs'],
  ],
  ['an address of each family', service({ clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1', 'fd00::1'] }), []],
  ['a port of nodes twice', onNodes('TCP', 'TCP'), ['duplicate spec.ports[name=p1].nodePort']],
  ['a port of nodes for two protocols', onNodes('TCP', 'UDP'), []],
  ['an outside address', service({ externalIPs: ['10.1.1.1', '239.0.0.1'] }), []],
  ...[
    '127.0.0.1',
    '0.0.0.0',
    '169.254.1.1',
    '224.0.0.1',
    '::1',
    '::',
    'fe80::1',
    'ff02::1',
    '::ffff:127.0.0.1',
  ].map((address): Case => [address, service({ externalIPs: [address] }), ['format spec.externalIPs[0]']]),
  ['ranges in an annotation', annotated('LoadBalancer', '10.0.0.0/8, 11.0.0.0/8'), []],
  ['no ranges in an annotation', annotated('LoadBalancer', ''), []],
  [
    'wrong ranges in an annotation',
    annotated('LoadBalancer', '10.0.0.0/8, foo'),
    [`format metadata.annotations["${RANGES}"]`],
  ],
  ['ranges inside', annotated('ClusterIP', '10.0.0.0/8'), [`forbidden metadata.annotations["${RANGES}"]`]],
];

const path = { path: '/', pathType: 'Prefix', backend: { resource: { apiGroup: 'a', kind: 'A', name: 'b' } } };
const resource = (fields: Fields): Fields => ({
  spec: {
    rules: [{ http: { paths: [{ ...path, backend: { resource: { ...path.backend.resource, ...fields } } }] } }],
  },
});
const backend = 'spec.rules[0].http.paths[0].backend.resource';

const ingresses: readonly Case[] = [
  ['a resource', resource({}), []],
  ['a resource of no kind', resource({ kind: 'A/B' }), [`format ${backend}.kind`]],
  ['a resource of no name', resource({ name: 'b/c' }), [`format ${backend}.name`]],
];

const parameters = (fields: Fields): Fields => ({
  spec: { controller: 'example.org/a', parameters: { kind: 'A', name: 'a', ...fields } },
});

const classes: readonly Case[] = [
  ['parameters of the cluster', parameters({ scope: 'Cluster' }), []],
  ['parameters of a namespace', parameters({ scope: 'Namespace', namespace: 'b' }), []],
  ['parameters of no namespace', parameters({ scope: 'Namespace' }), ['required spec.parameters.namespace']],
  [
    'parameters of the cluster in a namespace',
    parameters({ namespace: 'b' }),
    ['forbidden spec.parameters.namespace'],
  ],
  [
    'parameters of a wrong namespace',
    parameters({ scope: 'Namespace', namespace: 'B' }),
    ['format spec.parameters.namespace'],
  ],
  ['parameters of no kind', parameters({ kind: 'A/B' }), ['format spec.parameters.kind']],
];

describe.each<readonly [apiVersion: string, kind: string, cases: readonly Case[]]>([
  ['v1', 'Service', services],
  ['networking.k8s.io/v1', 'Ingress', ingresses],
  ['networking.k8s.io/v1', 'IngressClass', classes],
])('%s %s', (apiVersion, kind, cases) => {
  it.each(cases)('%s', (_, fields, expected) => {
    expect(verdict(apiVersion, kind, fields)).toEqual(expected);
  });
});

function policy(cidr: string): Fields {
  return { spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr } }] }] } };
}

function toService(name: string): Fields {
  const rule = { http: { paths: [{ ...path, backend: { service: { name, port: { number: 80 } } } }] } };
  return { spec: { rules: [rule] } };
}

const block = 'spec.ingress[0].from[0].ipBlock.cidr';
const serviceName = 'spec.rules[0].http.paths[0].backend.service.name';

describe.each<
  readonly [
    what: string,
    apiVersion: string,
    kind: string,
    fields: Fields,
    before: readonly string[],
    after: readonly string[],
    since: Minor,
  ]
>([
  [
    'names that start with a digit',
    'v1',
    'Service',
    { ...service({}), metadata: { name: '1a' } },
    ['format metadata.name'],
    [],
    '1.36',
  ],
  [
    'backends that start with a digit',
    'networking.k8s.io/v1',
    'Ingress',
    toService('1a'),
    [`format ${serviceName}`],
    [],
    '1.36',
  ],
  [
    'bits behind a prefix',
    'networking.k8s.io/v1',
    'NetworkPolicy',
    policy('10.0.0.1/8'),
    [],
    [`format ${block}`],
    '1.36',
  ],
  [
    'leading zeros',
    'networking.k8s.io/v1',
    'NetworkPolicy',
    policy('010.0.0.0/8'),
    [],
    [`format ${block}`],
    '1.36',
  ],
  [
    'IPv4 within IPv6',
    'v1',
    'Service',
    service({ externalIPs: ['::ffff:10.0.0.1'] }),
    [],
    ['format spec.externalIPs[0]'],
    '1.36',
  ],
  [
    'blanks around ranges',
    'v1',
    'Service',
    service({ type: 'LoadBalancer', loadBalancerSourceRanges: [' 10.0.0.0/8'] }),
    [],
    [],
    '1.36',
  ],
  [
    'ranges with bits',
    'v1',
    'Service',
    service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.1/8'] }),
    [],
    ['format spec.loadBalancerSourceRanges[0]'],
    '1.36',
  ],
  [
    'the same node',
    'v1',
    'Service',
    service({ trafficDistribution: 'PreferSameNode' }),
    ['enum spec.trafficDistribution'],
    [],
    '1.34',
  ],
])('%s', (_what, apiVersion, kind, fields, before, after, since) => {
  it(`count from ${since} on`, () => {
    const last = `1.${Number(since.slice(2)) - 1}` as Minor;
    expect(verdict(apiVersion, kind, fields, last)).toEqual(before);
    expect(verdict(apiVersion, kind, fields, since)).toEqual(after);
  });
});
