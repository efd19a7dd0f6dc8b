import type { Emitter } from '@fairway/model';
import { metadataOf } from '../../workload.ts';
import { namespaceReasons } from '../reasons.ts';
import { dnsEgress, needsHostDnsRule } from './dns.ts';

/** Nothing may talk to anything, except that names can be resolved; workloads open what they declare. */
export const defaultPolicies: Emitter = {
  name: 'default-policies',
  nodes: ['namespace'],
  emits: [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      reasons: {
        ...namespaceReasons,
        'metadata.name': 'Said by what it does: nothing goes, except names.',
        'spec.podSelector': 'Every pod of the namespace, also one that is made by hand.',
        'spec.policyTypes.**': 'Traffic is refused in both directions until something opens it.',
        'spec.egress.**':
          'Without name resolution nothing works; the address is that of the cluster’s DNS, or of the cache on the node where there is one.',
      },
    },
    {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      reasons: {
        ...namespaceReasons,
        'metadata.name': 'Said by what it does.',
        'spec.**':
          'On Cilium an address of the node matches no ipBlock; the DNS cache on the node is let through as the host.',
      },
    },
  ],
  *emit(_node, context) {
    yield {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadataOf('default-deny', context),
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    };
    yield {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadataOf('dns', context),
      spec: { podSelector: {}, policyTypes: ['Egress'], egress: [dnsEgress(context)] },
    };
    if (!needsHostDnsRule(context)) return;
    yield {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: metadataOf('dns-node-local', context),
      spec: {
        endpointSelector: {},
        egress: [{ toEntities: ['host'], toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }] }] }],
      },
    };
  },
};
