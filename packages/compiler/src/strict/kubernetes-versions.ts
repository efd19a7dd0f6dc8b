import { minors, type Minor } from '@fairway/kubernetes';
import { diagnostic, type ClusterView, type Diagnostic } from '@fairway/model';
import type { UnitPlan } from '../unit/unit-plan.ts';

/**
 * Clusters of a Kubernetes version whose definitions Fairway does not have: their units are blocked,
 * since nobody can say whether the cluster would take them.
 */
export function checkKubernetesVersions(
  plans: readonly UnitPlan[],
  clusters: ReadonlyMap<string, ClusterView>,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { name, spec, document } of clusters.values()) {
    const units = plans.filter(({ cluster }) => cluster === name).map(({ id }) => id);
    if (units.length === 0 || minors.includes(spec.kubernetesVersion as Minor)) continue;
    const message = `Fairway does not know what Kubernetes ${spec.kubernetesVersion} of cluster ${name} serves`;
    const fix = `it knows ${minors[0]} to ${minors.at(-1)}; upgrade the cluster, or Fairway`;
    const place = document.source.locate(['spec', 'kubernetesVersion']);
    found.push(diagnostic({ code: 'FWY4044', message, fix, units }, place));
  }
  return found;
}
