import type { Client, KubernetesObject } from '../../client.ts';
import { simulatedNodes } from '../../layers/simulated/nodes.ts';
import type { NamespaceRecord } from './record.ts';

interface PodSpec {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly {
    readonly key: string;
    readonly value?: string;
    readonly effect: string;
  }[];
  readonly containers: readonly {
    readonly resources: { readonly limits?: Readonly<Record<string, string>> };
  }[];
}

/** Two nodes of every sort that the pods of a record ask for, so that each pod has somewhere to move to. */
export async function addNodes(client: Client, records: readonly NamespaceRecord[]): Promise<void> {
  const sorts = new Map<string, PodSpec>();
  for (const spec of records.flatMap(podSpecs)) {
    const { nodeSelector = {}, tolerations = [] } = spec;
    const key = JSON.stringify([nodeSelector, tolerations]);
    if (!sorts.has(key)) sorts.set(key, spec);
  }
  let number = 0;
  for (const spec of sorts.values()) {
    for (let count = 0; count < 2; count++) await add(client, spec, `pool-${(number += 1)}`);
  }
}

async function add(client: Client, spec: PodSpec, name: string): Promise<void> {
  const { nodeSelector = {}, tolerations = [], containers } = spec;
  const devices = containers.flatMap(({ resources }) =>
    Object.keys(resources.limits ?? {}).filter((resource) => resource.includes('/')),
  );
  const [node] = simulatedNodes({ count: 1, labels: { ...nodeSelector, 'kubernetes.io/hostname': name } });
  if (node === undefined) throw new Error('no node');
  const { allocatable } = node['status'] as { readonly allocatable: Readonly<Record<string, string>> };
  const size = { ...allocatable, ...Object.fromEntries(devices.map((device) => [device, '64'])) };
  const object: KubernetesObject = {
    ...node,
    metadata: { ...node.metadata, name },
    spec: {
      taints: tolerations.map(({ key, value, effect }) => ({
        key,
        effect,
        ...(value === undefined ? {} : { value }),
      })),
    },
    status: { ...(node['status'] as object), allocatable: size, capacity: size },
  };
  const reply = await client.apply(object);
  if (!reply.ok) throw new Error(`node ${name}: ${reply.message}`);
}

/** The pods of everything that runs in a namespace. */
function podSpecs({ objects }: NamespaceRecord): readonly PodSpec[] {
  return objects.flatMap(({ kind, spec }) => {
    if (kind === 'CronJob') {
      const { jobTemplate } = spec as {
        readonly jobTemplate: { readonly spec: { readonly template: Template } };
      };
      return [jobTemplate.spec.template.spec];
    }
    if (kind !== 'Deployment' && kind !== 'Rollout' && kind !== 'Job') return [];
    return [(spec as { readonly template: Template }).template.spec];
  });
}

interface Template {
  readonly spec: PodSpec;
}
