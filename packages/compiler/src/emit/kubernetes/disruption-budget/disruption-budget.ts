import type { Emitter } from '@fairway/model';
import { selectorOf } from '../labels.ts';
import { isReleased } from '../pod-template/pod-template.ts';
import { selectorReason } from '../reasons.ts';
import { metadataOf, runsForEver, workloadOf } from '../workload.ts';

/** How many pods of a workload maintenance may take at once. Jobs have none: nothing may hold a node for them. */
export const disruptionBudget: Emitter = {
  name: 'disruption-budget',
  nodes: ['workload'],
  emits: [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      reasons: {
        'spec.selector.**': selectorReason,
        'spec.maxUnavailable':
          'Nodes are drained one pod of a workload at a time; never none, which would hold maintenance up.',
        'spec.unhealthyPodEvictionPolicy':
          'A pod that is not ready serves nobody; it must not keep a node from being drained.',
      },
    },
  ],
  *emit(node, context) {
    const workload = workloadOf(node);
    if (!isReleased(workload) || !runsForEver(workload)) return;
    const { maxUnavailable, unhealthyPodEviction } = context.environment.class.spec.disruption;
    yield {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadataOf(node.name, context),
      spec: {
        maxUnavailable,
        unhealthyPodEvictionPolicy:
          unhealthyPodEviction === 'ifHealthyBudget' ? 'IfHealthyBudget' : 'AlwaysAllow',
        selector: { matchLabels: selectorOf(node.name) },
      },
    };
  },
};
