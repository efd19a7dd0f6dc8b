import type { Client } from '../../client.ts';
import { accepted } from '../simulated-objects.ts';
import { belongsTo, isReady, pause, podsOf, type Pod } from './live.ts';
import type { Workload } from './workloads.ts';

export interface Drained {
  /** How many pods were evicted. */
  readonly moved: number;
  /** Pods that are still there. */
  readonly left: readonly string[];
  /** Workloads that had more than one pod too few at some time. */
  readonly short: readonly string[];
}

/** The node with the most pods. */
export async function busiestNode(client: Client): Promise<string> {
  const counts = new Map<string, number>();
  for (const { spec } of await podsOf(client)) {
    if (spec.nodeName !== undefined) counts.set(spec.nodeName, (counts.get(spec.nodeName) ?? 0) + 1);
  }
  const [first] = [...counts].toSorted(([, a], [, b]) => b - a);
  if (first === undefined) throw new Error('no node has pods');
  return first[0];
}

/** What `kubectl drain` does: no new pods, and every pod asked to go until its budget lets it. */
export async function drain(
  client: Client,
  node: string,
  workloads: readonly Workload[],
  seconds = 120,
): Promise<Drained> {
  await cordon(client, node, true);
  const evicted = new Set<string>();
  const short = new Set<string>();
  const deadline = performance.now() + seconds * 1000;
  let left: readonly Pod[];
  do {
    const pods = await podsOf(client);
    for (const workload of workloads) {
      const ready = pods.filter((pod) => belongsTo(pod, workload) && isReady(pod)).length;
      if (ready < workload.maximum - 1) short.add(`${workload.namespace}/${workload.name}: ${ready}`);
    }
    left = pods.filter(({ spec }) => spec.nodeName === node);
    const staying = left.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    const allowed = await Promise.all(staying.map((pod) => evict(client, pod)));
    for (const [index, pod] of staying.entries()) if (allowed[index] === true) evicted.add(nameOf(pod));
    await pause(100);
  } while (left.length > 0 && performance.now() < deadline);
  await cordon(client, node, false);
  return { moved: evicted.size, left: left.map(nameOf), short: [...short] };
}

async function cordon(client: Client, name: string, unschedulable: boolean): Promise<void> {
  await accepted(client.patch({ apiVersion: 'v1', kind: 'Node', name }, { spec: { unschedulable } }));
}

/** Asks a pod to go. False when its budget does not let it now, or the pod is gone. */
async function evict(client: Client, { metadata: { name, namespace } }: Pod): Promise<boolean> {
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
  const reply = await client.request('POST', `/api/v1/namespaces/${namespace}/pods/${name}/eviction`, eviction);
  if (!reply.ok && reply.status !== 429 && reply.status !== 404) throw new Error(reply.message);
  return reply.ok;
}

function nameOf({ metadata: { name, namespace } }: Pod): string {
  return `${namespace}/${name}`;
}
