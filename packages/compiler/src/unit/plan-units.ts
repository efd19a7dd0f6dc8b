import { compareText, nodeId, type GraphNode } from '@fairway/model';
import type { EnvironmentGraph } from '../environment-graph.ts';
import type { LoweredWorkload } from '../lower/lower.ts';
import type { UnitPlan } from './unit-plan.ts';

/** Every unit of an environment, by id: each workload and each namespace, on each of its clusters. */
export function planUnits(
  lowered: readonly LoweredWorkload[],
  graph: EnvironmentGraph,
  environment: string,
): UnitPlan[] {
  const plans: UnitPlan[] = [];
  const namespaces = new Map<string, { readonly node: GraphNode; readonly workloads: LoweredWorkload[] }>();
  for (const one of lowered) {
    const { workload, nodes } = one;
    for (const at of workload.placements) {
      const folder = `${environment}/${at.cluster}/${at.namespace}`;
      const common = { cluster: at.cluster, namespace: at.namespace, system: workload.system };
      plans.push({
        ...common,
        id: `${folder}/${workload.name}`,
        name: workload.name,
        service: workload.name,
        nodes,
        workloads: [one],
      });
      const known = namespaces.get(folder);
      if (known !== undefined) {
        known.workloads.push(one);
        continue;
      }
      const node = graph.node(nodeId('namespace', workload.system.name, workload.system.name)) as GraphNode;
      const workloads = [one];
      namespaces.set(folder, { node, workloads });
      plans.push({
        ...common,
        id: `${folder}/_namespace`,
        name: '_namespace',
        service: null,
        nodes: [node],
        workloads,
      });
    }
  }
  return plans.sort((a, b) => compareText(a.id, b.id));
}
