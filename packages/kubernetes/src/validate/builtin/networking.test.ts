import { describe, expect, it } from 'vitest';
import { verdict } from './testing.ts';
import type { KindCases } from './testing.ts';

const web = { ports: [{ port: 80 }] };
const path = { path: '/', pathType: 'Prefix', backend: { service: { name: 'a', port: { number: 80 } } } };

describe.each<KindCases>([
  [
    'v1',
    'Service',
    [
      ['no ports', { spec: {} }, ['required spec.ports']],
      [
        'ports without names',
        { spec: { ports: [{ port: 80 }, { port: 81 }] } },
        ['required spec.ports[port=80].name', 'required spec.ports[port=81].name'],
      ],
      ['a name that starts with a digit', { metadata: { name: '1a' }, spec: web }, ['format metadata.name']],
      [
        'a traffic policy inside',
        { spec: { ...web, externalTrafficPolicy: 'Local' } },
        ['combination spec.externalTrafficPolicy'],
      ],
      ['an outside name to its end', { spec: { type: 'ExternalName', externalName: 'a.example.org.' } }, []],
      [
        'a wrong outside name',
        { spec: { type: 'ExternalName', externalName: 'a..b' } },
        ['format spec.externalName'],
      ],
      ['an empty list of ranges', { spec: { ...web, loadBalancerSourceRanges: [] } }, []],
      [
        'ranges inside',
        { spec: { ...web, loadBalancerSourceRanges: ['10.0.0.0/8'] } },
        ['forbidden spec.loadBalancerSourceRanges'],
      ],
      ['no outside name', { spec: { type: 'ExternalName' } }, ['required spec.externalName']],
    ],
  ],
  [
    'networking.k8s.io/v1',
    'NetworkPolicy',
    [
      [
        'an end before the start',
        { spec: { podSelector: {}, ingress: [{ ports: [{ port: 80, endPort: 79 }] }] } },
        ['range spec.ingress[0].ports[port=80].endPort'],
      ],
      [
        'an exception outside',
        {
          spec: {
            podSelector: {},
            egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }] }],
          },
        },
        ['range spec.egress[0].to[0].ipBlock.except[0]'],
      ],
      [
        'no peer',
        { spec: { podSelector: {}, ingress: [{ from: [{}] }] } },
        ['required spec.ingress[0].from[0]'],
      ],
    ],
  ],
  [
    'networking.k8s.io/v1',
    'Ingress',
    [
      ['nothing to route', { spec: {} }, ['required spec']],
      [
        'a relative path',
        { spec: { rules: [{ http: { paths: [{ ...path, path: 'a' }] } }] } },
        ['format spec.rules[0].http.paths[0].path'],
      ],
      [
        'an address of IPv6 as host',
        { spec: { rules: [{ host: '::1', http: { paths: [path] } }] } },
        ['format spec.rules[host=::1].host'],
      ],
      [
        'numbers that are no address',
        { spec: { rules: [{ host: '999.1.1.1', http: { paths: [path] } }] } },
        [],
      ],
      [
        'an address as host',
        { spec: { rules: [{ host: '10.0.0.1', http: { paths: [path] } }] } },
        ['name spec.rules[host=10.0.0.1].host'],
      ],
    ],
  ],
])('%s %s', (apiVersion, kind, cases) => {
  it.each(cases)('%s', (_, fields, expected) => {
    expect(verdict(apiVersion, kind, fields)).toEqual(expected);
  });
});
