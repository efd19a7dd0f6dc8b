import { diagnostic, type Diagnostic, type ResourceGraph } from '@fairway/model';
import type { LoweredWorkload } from '../lower/lower.ts';

/**
 * What the graph of the last compilation forbids: a workload that moves to another system would leave its
 * namespace and be replaced with everything in it. The previous graph only refuses; it changes no output.
 */
export function checkPreviousGraph(
  graph: ResourceGraph,
  previous: ResourceGraph,
  lowered: readonly LoweredWorkload[],
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const systems = new Map<string, string>();
  for (const node of previous.nodes) if (node.type === 'workload') systems.set(node.name, node.system);
  const present = new Set(graph.nodes.map(({ id }) => id));
  for (const { workload } of lowered) {
    const before = systems.get(workload.name);
    if (
      before === undefined ||
      before === workload.system.name ||
      present.has(`workload:${before}/${workload.name}`)
    )
      continue;
    const { intent } = workload;
    diagnostics.push(
      diagnostic(
        {
          code: 'FWY3030',
          message: `${workload.name} moves from system ${before} to ${workload.system.name}: its namespace, its objects, and its identity would be replaced`,
          fix: `keep system: ${before}, or give the moved service a new name and remove the old one later`,
        },
        intent.document.locate(intent.place(['system'])),
      ),
    );
  }
  return diagnostics;
}
