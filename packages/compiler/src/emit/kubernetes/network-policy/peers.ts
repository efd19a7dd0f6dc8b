import type { EmitContext } from '@fairway/model';
import { instanceLabel } from '../labels.ts';

/** Where the platform collects metrics and traces. */
export const monitoringNamespace = 'monitoring';

/** All pods of a namespace. */
export function namespacePeer(name: string): object {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}

/** The pods of one workload in a namespace: both must hold, so they stand in one entry. */
export function workloadPeer(namespace: string, name: string): object {
  return { ...namespacePeer(namespace), podSelector: { matchLabels: { [instanceLabel]: name } } };
}

export function tcp(port: number): object {
  return { protocol: 'TCP', port };
}

/** The port of a dependency: what the edge says, else the first port of the workload. */
export function edgePort(
  value: unknown,
  ports: readonly { readonly name: string; readonly port: number }[],
): number | undefined {
  if (typeof value === 'number') return value;
  return (ports.find(({ name }) => name === value) ?? ports[0])?.port;
}

/** Addresses of the load balancers of a cluster, as its document names them. */
export function loadBalancerCidrs(cluster: string, context: EmitContext): readonly string[] {
  const spec =
    cluster === context.cluster.name ? context.cluster.spec : context.definition.get('Cluster', cluster)?.spec;
  return spec?.network?.loadBalancerSubnets ?? [];
}
