import type { ClusterView, Definition } from '@fairway/model';
import type { UnitPlan } from '../unit/unit-plan.ts';

/**
 * Units that nobody can make: their cluster, or the team of their system, is nowhere in the definition.
 * The definition's own errors say so; here it only keeps emitters from meeting what is not there.
 */
export function incompleteUnits(
  plans: readonly UnitPlan[],
  clusters: ReadonlyMap<string, ClusterView>,
  definition: Definition,
): ReadonlySet<string> {
  const incomplete = new Set<string>();
  for (const { id, cluster, system } of plans) {
    if (!clusters.has(cluster) || definition.get('Team', system.spec.owner) === undefined) incomplete.add(id);
  }
  return incomplete;
}
