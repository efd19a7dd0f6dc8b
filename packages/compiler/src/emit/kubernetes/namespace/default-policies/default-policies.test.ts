import { describe, expect, test } from 'vitest';
import { emit, namespace, only } from '../../edge-testing.ts';
import { defaultPolicies } from './default-policies.ts';

const clusterDns = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};
const ports = [
  { protocol: 'UDP', port: 53 },
  { protocol: 'TCP', port: 53 },
];

describe('policies of a namespace', () => {
  test('deny everything', () => {
    expect(
      only(emit(defaultPolicies, { nodes: [namespace()] }), 'NetworkPolicy', 'default-deny')['spec'],
    ).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
  });

  test('names are resolved by the cluster', () => {
    const emitted = emit(defaultPolicies, { nodes: [namespace()] });
    expect(only(emitted, 'NetworkPolicy', 'dns')['spec']).toEqual({
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{ to: [clusterDns], ports }],
    });
    expect(emitted.objects).toHaveLength(2);
  });

  test('a cache on the node', () => {
    const cluster = { network: { dns: { mode: 'nodeLocal' as const, nodeLocalAddress: '169.254.25.10' } } };
    expect(
      only(emit(defaultPolicies, { nodes: [namespace()], cluster }), 'NetworkPolicy', 'dns')['spec'],
    ).toMatchObject({
      egress: [{ to: [clusterDns, { ipBlock: { cidr: '169.254.25.10/32' } }], ports }],
    });
  });

  test('a cache on the node, on Cilium', () => {
    const cluster = { cni: 'cilium' as const, network: { dns: { mode: 'nodeLocal' as const } } };
    const emitted = emit(defaultPolicies, { nodes: [namespace()], cluster });
    expect(only(emitted, 'CiliumNetworkPolicy')['spec']).toEqual({
      endpointSelector: {},
      egress: [{ toEntities: ['host'], toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }] }] }],
    });
  });
});
