import type { EmitContext, Emitter, GraphNode, WorkloadProperties } from '@fairway/model';
import { releaseAnnotations } from '../deployment/annotations.ts';
import { progressDeadline, replicasOf, revisionHistoryLimit } from '../deployment/release.ts';
import { selectorOf } from '../labels.ts';
import { isReleased, podTemplate, releaseLabels } from '../pod-template/pod-template.ts';
import { isAutoscaled, usesRollout, workloadOf } from '../workload.ts';
import { rolloutReasons } from './reasons.ts';
import { strategyOf } from './strategy.ts';

/** What runs a service or a worker whose releases are tried on a part of the traffic, or beside the old version. */
export const rollout: Emitter = {
  name: 'rollout',
  nodes: ['workload'],
  emits: [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', reasons: rolloutReasons }],
  *emit(node, context) {
    const workload = workloadOf(node);
    if (!usesRollout(workload) || !canRollOut(node, workload, context) || !isReleased(workload)) return;
    const annotations = releaseAnnotations(node, workload, context);
    yield {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: {
        name: node.name,
        namespace: context.namespace,
        labels: releaseLabels(workload, context),
        ...(annotations === undefined ? {} : { annotations }),
      },
      spec: {
        ...(isAutoscaled(workload) ? {} : { replicas: replicasOf(workload) }),
        revisionHistoryLimit,
        minReadySeconds: 0,
        progressDeadlineSeconds: progressDeadline(workload),
        progressDeadlineAbort: true,
        selector: { matchLabels: selectorOf(node.name) },
        strategy: strategyOf(node, workload, context),
        template: podTemplate(node, workload, context, 'Always'),
      },
    };
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
