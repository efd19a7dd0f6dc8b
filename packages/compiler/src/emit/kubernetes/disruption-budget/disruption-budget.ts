import type { Emitter, EnvironmentClassSpec } from '@fairway/model';
import { commonBy, onceFor } from '../../../common-by.ts';
import { labelSelectorOf } from '../labels.ts';
import { isReleased } from '../pod-template/pod-template.ts';
import { selectorReason } from '../reasons.ts';
import { metadataOf, nothing, runsForEver, workloadOf } from '../workload.ts';

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
  emit(node, context) {
    const workload = workloadOf(node);
    if (!isReleased(workload) || !runsForEver(workload)) return nothing;
    return [
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: metadataOf(node.name, context),
        spec: budgetOf(context.environment.class.spec.disruption)(node.name),
      },
    ];
  },
};

/** The budget of a workload, as the environment class has it. */
const budgetOf = onceFor(({ maxUnavailable, unhealthyPodEviction }: EnvironmentClassSpec['disruption']) =>
  commonBy((name: string) => ({
    maxUnavailable,
    unhealthyPodEvictionPolicy: unhealthyPodEviction === 'ifHealthyBudget' ? 'IfHealthyBudget' : 'AlwaysAllow',
    selector: labelSelectorOf(name),
  })),
);
