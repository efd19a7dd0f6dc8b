import { common } from '@fairway/kubernetes';
import type { EmitContext, Emitter, GraphNode, KubernetesObject } from '@fairway/model';
import { labelSelectorOf } from '../labels.ts';
import { needsHostDnsRule } from '../namespace/default-policies/dns.ts';
import { selectorReason } from '../reasons.ts';
import { metadataOf } from '../workload.ts';
import { egressRules, needsHostIdentityRule } from './egress-rules.ts';
import { ciliumGatewayPorts, exposuresOf, ingressRules, type Exposure } from './ingress-rules.ts';

const bothDirections = common(['Ingress', 'Egress']);

/** What a workload may talk to and who may talk to it, from what was declared and nothing else. */
export const networkPolicy: Emitter = {
  name: 'network-policy',
  nodes: ['workload'],
  emits: [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      reasons: {
        'spec.podSelector.**': selectorReason,
        'spec.policyTypes.**': 'The policy holds in both directions, whatever its rules.',
        'spec.ingress[*].**':
          'Gateways of its exposure, workloads that declare it as a dependency, and the collector of metrics; nobody else.',
        'spec.egress[*].**':
          'Names, declared dependencies, the cloud identity and the collector of traces; never the metadata service of the machine.',
      },
    },
    {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      reasons: {
        'spec.endpointSelector.**': selectorReason,
        'spec.**':
          'On Cilium neither the gateway nor addresses of the node match a NetworkPolicy; they are let through by what they are.',
      },
    },
  ],
  emit(node, context) {
    const exposures = exposuresOf(node, context);
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadataOf(node.name, context),
      spec: {
        podSelector: labelSelectorOf(node.name),
        policyTypes: bothDirections,
        ingress: ingressRules(node, exposures, context),
        egress: egressRules(node, context),
      },
    };
    const cilium = ciliumPolicy(node, exposures, context);
    return cilium === undefined ? [policy] : [policy, cilium];
  },
};

function ciliumPolicy(
  node: GraphNode,
  exposures: readonly Exposure[],
  context: EmitContext,
): KubernetesObject | undefined {
  const gateway = ciliumGatewayPorts(exposures);
  const hostDns = needsHostDnsRule(context);
  const hostIdentity = needsHostIdentityRule(node, context);
  if (gateway.length === 0 && !hostDns && !hostIdentity) return undefined;
  const hostPorts = [
    ...(hostDns ? [{ port: '53', protocol: 'ANY' }] : []),
    ...(hostIdentity ? [{ port: '80', protocol: 'TCP' }] : []),
  ];
  const ports = gateway.map((port) => ({ port: String(port), protocol: 'TCP' }));
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: metadataOf(node.name, context),
    spec: {
      endpointSelector: labelSelectorOf(node.name),
      ...(ports.length === 0 ? {} : { ingress: [{ fromEntities: ['ingress'], toPorts: [{ ports }] }] }),
      ...(hostPorts.length === 0
        ? {}
        : { egress: [{ toEntities: ['host'], toPorts: [{ ports: hostPorts }] }] }),
    },
  };
}
