import type { EmitContext } from '@fairway/model';
import { commonBy } from '../../../../common-by.ts';

/** The address that the node-local cache takes where the cluster names none. */
const usualNodeLocalAddress = '169.254.20.10';

export const dnsPorts = [
  { protocol: 'UDP', port: 53 },
  { protocol: 'TCP', port: 53 },
] as const;

/** The address of the node-local DNS cache; `undefined` where pods ask the cluster DNS alone. */
export function nodeLocalDns(context: EmitContext): string | undefined {
  const dns = context.cluster.spec.network?.dns;
  return dns?.mode === 'nodeLocal' ? (dns.nodeLocalAddress ?? usualNodeLocalAddress) : undefined;
}

/**
 * An egress rule that lets pods resolve names. The node-local cache is on the host network, where no pod selector finds
 * it: it is let through by its address (tenancy-cloud 5.2), which also holds for pods that ask the cluster DNS directly.
 */
export function dnsEgress(context: EmitContext): Readonly<Record<string, unknown>> {
  return egressByAddress(nodeLocalDns(context) ?? '');
}

const egressByAddress = commonBy((address: string) => {
  const to: Record<string, unknown>[] = [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ];
  if (address !== '') to.push({ ipBlock: { cidr: `${address}/32` } });
  return { to, ports: dnsPorts };
});

/** Whether the cache on the node needs a rule of Cilium's own: there an address of the host matches no ipBlock. */
export function needsHostDnsRule(context: EmitContext): boolean {
  return context.cluster.spec.cni === 'cilium' && nodeLocalDns(context) !== undefined;
}
