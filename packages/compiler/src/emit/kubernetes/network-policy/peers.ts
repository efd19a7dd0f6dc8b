import type { EmitContext } from '@fairway/model';
import { commonBy, commonByBoth } from '../../../common-by.ts';
import { labelSelectorOf } from '../labels.ts';

/** Where the platform collects metrics and traces. */
export const monitoringNamespace = 'monitoring';

/** All pods of a namespace. */
export const namespacePeer = commonBy((name: string) => ({ namespaceSelector: namespaceSelector(name) }));

const namespaceSelector = commonBy((name: string) => ({
  matchLabels: { 'kubernetes.io/metadata.name': name },
}));

/** The pods of one workload in a namespace: both must hold, so they stand in one entry. */
export const workloadPeer = commonByBoth((namespace: string, name: string) => ({
  namespaceSelector: namespaceSelector(namespace),
  podSelector: labelSelectorOf(name),
}));

/** The ports of a rule that lets one through. */
export const onPort = commonBy((port: number) => [{ protocol: 'TCP', port }]);

/** A rule for a port that all pods of a namespace may use. */
export const fromNamespace = commonByBoth((namespace: string, port: number) => ({
  from: [namespacePeer(namespace)],
  ports: onPort(port),
}));

/** The port of a dependency: what the edge says, else the first port of the workload. */
export function edgePort(
  value: unknown,
  ports: readonly { readonly name: string; readonly port: number }[],
): number | undefined {
  if (typeof value === 'number') return value;
  for (const { name, port } of ports) if (name === value) return port;
  return ports[0]?.port;
}

/** Addresses of the load balancers of a cluster, as its document names them. */
export function loadBalancerCidrs(cluster: string, context: EmitContext): readonly string[] {
  const spec =
    cluster === context.cluster.name ? context.cluster.spec : context.definition.get('Cluster', cluster)?.spec;
  return spec?.network?.loadBalancerSubnets ?? [];
}
