import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cluster as eks,
  codes,
  edge,
  emit,
  endpoint,
  external,
  node,
  only,
  workload,
  type World,
} from '../edge-testing.ts';
import { blockOf, holds, neverPublic } from './cidrs.ts';
import { networkPolicy } from './network-policy.ts';

const api = workload('orders-api', { telemetry: { port: 8080, path: null, traces: false } });
const dns = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};
const internet = { ipBlock: { cidr: '0.0.0.0/0', except: neverPublic } };

function policy(world: World) {
  const emitted = emit(networkPolicy, world);
  return { emitted, spec: only(emitted, 'NetworkPolicy')['spec'] as { ingress: object[]; egress: object[] } };
}

function peer(namespace: string, name?: string) {
  const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
  return name === undefined
    ? { namespaceSelector }
    : { namespaceSelector, podSelector: { matchLabels: { 'app.kubernetes.io/instance': name } } };
}

const port = (number: number) => [{ protocol: 'TCP', port: number }];

describe('who may connect', () => {
  test('the gateway, consumers, and the collector of metrics', () => {
    const scraped = workload('orders-api');
    const web = workload('orders-web');
    const other = {
      ...workload('billing'),
      placements: [
        { cluster: 'eks', namespace: 'billing-prod' },
        { cluster: 'aks', namespace: 'billing-prod' },
      ],
    };
    const open = endpoint('orders-api');
    const { spec } = policy({
      nodes: [scraped, web, other, open],
      edges: [
        edge('exposes', scraped, open),
        edge('reaches', web, scraped, { port: 8080 }),
        edge('reaches', other, scraped, { port: 8080 }),
      ],
    });
    expect(spec).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'orders-api' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { from: [peer('gateway-system')], ports: port(8080) },
        {
          from: [peer('billing-prod', 'billing'), peer('order-management-prod', 'orders-web')],
          ports: port(8080),
        },
        { from: [peer('monitoring')], ports: port(8080) },
      ],
      egress: [dns],
    });
  });

  test('a consumer on another cluster comes through the gateway, and one with two edges stands once', () => {
    const far = { ...workload('billing'), placements: [{ cluster: 'aks', namespace: 'billing-prod' }] };
    const web = workload('orders-web');
    const twice = { ...edge('reaches', web, api, { port: 8080 }), id: 'reaches:twice' };
    const edges = [edge('reaches', far, api, { port: 9000 }), edge('reaches', web, api, { port: 8080 }), twice];
    expect(policy({ nodes: [api, far, web], edges }).spec.ingress).toEqual([
      { from: [peer('order-management-prod', 'orders-web')], ports: port(8080) },
    ]);
  });

  test('load balancers outside the cluster, by address', () => {
    const open = endpoint('orders-api');
    const gateways = {
      internal: {
        ...eks.gateways?.['internal'],
        name: 'alb',
        namespace: 'x',
        className: 'alb',
        product: 'awsLoadBalancerController',
        kind: 'externalLB' as const,
        listeners: [],
      },
    };
    const world = { nodes: [api, open], edges: [edge('exposes', api, open)] };
    const network = { dns: { mode: 'cluster' as const }, loadBalancerSubnets: ['10.1.0.0/24', '10.1.1.0/24'] };
    expect(policy({ ...world, cluster: { gateways, network } }).spec.ingress).toEqual([
      { from: [{ ipBlock: { cidr: '10.1.0.0/24' } }, { ipBlock: { cidr: '10.1.1.0/24' } }], ports: port(8080) },
    ]);
    expect(codes(policy({ ...world, cluster: { gateways } }).emitted)).toEqual(['FWY4162']);
  });

  test('what takes no connections is reached by its own pods alone', () => {
    expect(policy({ nodes: [api] }).spec.ingress).toEqual([
      { from: [peer('order-management-prod', 'orders-api')] },
    ]);
  });

  test('the gateway of Cilium has no namespace', () => {
    const open = endpoint('orders-api');
    const gateways = {
      internal: {
        name: 'cilium',
        namespace: 'x',
        className: 'cilium',
        product: 'cilium',
        kind: 'inCluster' as const,
        listeners: [],
      },
    };
    const { emitted } = policy({
      nodes: [api, open],
      edges: [edge('exposes', api, open)],
      cluster: { cni: 'cilium', gateways },
    });
    expect(only(emitted, 'CiliumNetworkPolicy')['spec']).toEqual({
      endpointSelector: { matchLabels: { 'app.kubernetes.io/instance': 'orders-api' } },
      ingress: [{ fromEntities: ['ingress'], toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }] }],
    });
  });
});

describe('what it may connect to', () => {
  test('a service on this cluster', () => {
    const payments = {
      ...workload('payments-api'),
      placements: [{ cluster: 'eks', namespace: 'payments-prod' }],
    };
    expect(
      policy({ nodes: [api, payments], edges: [edge('reaches', api, payments, { port: 9090 })] }).spec.egress,
    ).toEqual([dns, { to: [peer('payments-prod', 'payments-api')], ports: port(9090) }]);
  });

  test('a service on another cluster, at its load balancers', () => {
    const payments = {
      ...workload('payments-api'),
      placements: [{ cluster: 'aks', namespace: 'payments-prod' }],
    };
    const open = endpoint('payments-api');
    const world = { nodes: [api, payments, open], edges: [edge('reaches', api, payments, { port: 8080 })] };
    const clusters = {
      aks: { ...eks, network: { dns: { mode: 'cluster' as const }, loadBalancerSubnets: ['10.9.0.0/24'] } },
    };
    expect(policy({ ...world, clusters }).spec.egress[1]).toEqual({
      to: [{ ipBlock: { cidr: '10.9.0.0/24' } }],
      ports: port(443),
    });
    const blind = policy(world);
    expect(codes(blind.emitted)).toEqual(['FWY4165']);
    expect(blind.spec.egress[1]).toEqual({ to: [internet], ports: port(443) });
  });

  test('a host outside, by its addresses', () => {
    const host = external('host', { cidrs: ['203.0.113.0/24'] });
    expect(policy({ nodes: [api, host], edges: [edge('reaches', api, host)] }).spec.egress[1]).toEqual({
      to: [{ ipBlock: { cidr: '203.0.113.0/24' } }],
      ports: port(443),
    });
  });

  test('a host outside without addresses: the internet, and that is said', () => {
    const host = external('host');
    const { spec, emitted } = policy({ nodes: [api, host], edges: [edge('reaches', api, host)] });
    expect(spec.egress[1]).toEqual({ to: [internet], ports: port(443) });
    expect(emitted.problems).toMatchObject([{ code: 'FWY4163', severity: 'note' }]);
  });

  test('the metadata service is never let through', () => {
    const host = external('host', { cidrs: ['169.254.169.254/32'] });
    const { spec, emitted } = policy({ nodes: [api, host], edges: [edge('reaches', api, host)] });
    expect(codes(emitted)).toEqual(['FWY4166']);
    expect(spec.egress).toEqual([dns]);
    expect(blockOf('0.0.0.0/0')).toEqual({ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } });
  });

  test('traces', () => {
    const traced = workload('orders-api', { telemetry: { port: 8080, path: null, traces: true } });
    expect(policy({ nodes: [traced] }).spec.egress[1]).toEqual({
      to: [peer('monitoring')],
      ports: [...port(4317), ...port(4318)],
    });
  });
});

describe('cloud identity', () => {
  const identity = node('identity', 'orders-api', {
    aws: { permissions: [], resources: [] },
    azure: { permissions: [] },
  });
  const world = { nodes: [api, identity], edges: [edge('uses', api, identity)] };

  test('the agent of EKS', () => {
    expect(policy({ ...world, cluster: { identity: { mode: 'podIdentity' } } }).spec.egress[1]).toEqual({
      to: [{ ipBlock: { cidr: '169.254.170.23/32' } }],
      ports: port(80),
    });
  });

  test('the agent of EKS on Cilium, as the host', () => {
    const { spec, emitted } = policy({
      ...world,
      cluster: { cni: 'cilium', identity: { mode: 'podIdentity' } },
    });
    expect(spec.egress).toEqual([dns]);
    expect(only(emitted, 'CiliumNetworkPolicy')['spec']).toMatchObject({
      egress: [{ toEntities: ['host'], toPorts: [{ ports: [{ port: '80', protocol: 'TCP' }] }] }],
    });
  });

  test('tokens are exchanged over HTTPS', () => {
    expect(policy({ ...world, cluster: { identity: { mode: 'irsa' } } }).spec.egress[1]).toEqual({
      to: [internet],
      ports: port(443),
    });
    const network = { dns: { mode: 'cluster' as const }, privateEndpointSubnets: ['10.2.0.0/24'] };
    expect(
      policy({ ...world, cluster: { identity: { mode: 'workloadIdentity' }, network } }).spec.egress[1],
    ).toEqual({ to: [{ ipBlock: { cidr: '10.2.0.0/24' } }], ports: port(443) });
  });
});

describe('ranges', () => {
  test.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['0.0.0.0/0', '169.254.169.254', true],
    ['169.254.169.252/30', '169.254.169.254', true],
    ['fd00::/8', '10.0.0.1', false],
  ])('%s holds %s: %s', (cidr, address, expected) => {
    expect(holds(cidr, address)).toBe(expected);
  });

  test('no private or metadata address is on the internet', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(
        fc.constantFrom('10', '127', '192.168', '169.254', '172.16', '172.31', '100.64'),
        octet,
        octet,
        (prefix, a, b) => {
          const address = prefix.includes('.') ? `${prefix}.${a}.${b}` : `${prefix}.0.${a}.${b}`;
          expect(neverPublic.some((cidr) => holds(cidr, address))).toBe(true);
        },
      ),
    );
  });
});
