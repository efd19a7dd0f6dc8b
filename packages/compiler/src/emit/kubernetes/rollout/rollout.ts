import type { EmitContext, Emitter, GraphNode, WorkloadProperties } from '@fairway/model';
import { replicated } from '../deployment/replicated.ts';
import { isReleased } from '../pod-template/pod-template.ts';
import { nothing, usesRollout, workloadOf } from '../workload.ts';
import { rolloutReasons } from './reasons.ts';
import { strategyOf } from './strategy.ts';

/** What runs a service or a worker whose releases are tried on a part of the traffic, or beside the old version. */
export const rollout: Emitter = {
  name: 'rollout',
  nodes: ['workload'],
  emits: [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', reasons: rolloutReasons }],
  emit(node, context) {
    const workload = workloadOf(node);
    if (!usesRollout(workload) || !canRollOut(node, workload, context) || !isReleased(workload)) return nothing;
    const own = { progressDeadlineAbort: true, strategy: strategyOf(node, workload, context) };
    return [
      { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', ...replicated(node, workload, context, own) },
    ];
  },
};

/** Whether the cluster has what the strategy needs; says so where it has not. */
function canRollOut(node: GraphNode, workload: WorkloadProperties, context: EmitContext): boolean {
  const strategy = workload.rollout?.strategy ?? 'canary';
  const cluster = context.cluster.name;
  if (context.cluster.capability('argoRollouts') === undefined) {
    context.report(
      {
        code: 'FWY4101',
        message: `${node.name} asks for ${strategy}, but cluster ${cluster} has no Argo Rollouts`,
        fix: `use reliability.rollout: rolling (for this environment alone: environments.${context.environment.name}.reliability.rollout), or add capabilities.argoRollouts to Cluster ${cluster}`,
      },
      node.id,
      ['reliability', 'rollout'],
    );
    return false;
  }
  return true;
}
