import type { KubernetesObject } from '../../client.ts';

/** What simulated nodes offer. */
export interface NodeOptions {
  readonly count?: number;
  /** CPU quantity of each node. */
  readonly cpu?: string;
  readonly memory?: string;
  readonly pods?: number;
  readonly architecture?: string;
  /** Zones that nodes take in turn. */
  readonly zones?: readonly string[];
  /** What device plugins would add, such as GPUs. */
  readonly devices?: Readonly<Record<string, string>>;
  /** Labels of every node, besides those that a kubelet sets. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Only nodes with this annotation are simulated. */
export const SIMULATED_NODE = { key: 'kwok.x-k8s.io/node', value: 'fake' } as const;

/** Nodes as a kubelet registers them: three of 32 cores in three zones unless told otherwise; several pools if asked. */
export function simulatedNodes(
  options: NodeOptions | readonly NodeOptions[] = {},
): readonly KubernetesObject[] {
  const pools: readonly NodeOptions[] = Array.isArray(options) ? options : [options];
  return pools
    .flatMap((pool) => Array.from({ length: pool.count ?? 3 }, () => pool))
    .map((pool, index) => nodeOf(pool, index));
}

function nodeOf(options: NodeOptions, index: number): KubernetesObject {
  const { cpu = '32', memory = '256Gi', pods = 500, architecture = 'amd64' } = options;
  const zones = options.zones ?? ['zone-a', 'zone-b', 'zone-c'];
  const name = `simulated-${index + 1}`;
  const size = { cpu, memory, pods: String(pods), 'ephemeral-storage': '1Ti', ...options.devices };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: { [SIMULATED_NODE.key]: SIMULATED_NODE.value },
      labels: {
        'kubernetes.io/arch': architecture,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/hostname': name,
        'topology.kubernetes.io/zone': zones[index % zones.length] ?? 'zone-a',
        ...options.labels,
      },
    },
    status: {
      addresses: [
        { type: 'InternalIP', address: `10.250.0.${index + 1}` },
        { type: 'Hostname', address: name },
      ],
      allocatable: size,
      capacity: size,
    },
  };
}
