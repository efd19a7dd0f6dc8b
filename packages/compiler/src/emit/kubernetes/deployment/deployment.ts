import { common } from '@fairway/kubernetes';
import type { Emitter } from '@fairway/model';
import { isReleased } from '../pod-template/pod-template.ts';
import { ownPodsReasons } from '../pod-template/reasons.ts';
import { nothing, runsForEver, usesRollout, workloadOf } from '../workload.ts';
import { surge } from './release.ts';
import { replicated } from './replicated.ts';

const recreate = common({ type: 'Recreate' });

const rollingUpdate = common({
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge: surge, maxUnavailable: 0 },
});

/** What runs a service or a worker that is replaced pod by pod, or all at once. */
export const deployment: Emitter = {
  name: 'deployment',
  nodes: ['workload'],
  emits: [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      reasons: {
        ...ownPodsReasons,
        'metadata.annotations["polaris.fairwinds.com/deploymentMissingReplicas-exempt"]':
          'The autoscaler owns the number of replicas; the annotation says so to scanners that miss it.',
        'metadata.annotations["secret.reloader.stakater.com/reload"]':
          'Reloader restarts the pods when one of these secrets changes.',
        'spec.revisionHistoryLimit': 'Git is the history; the cluster keeps what a quick rollback needs.',
        'spec.minReadySeconds': 'Readiness is the program’s own word; nothing is waited for on top.',
        'spec.progressDeadlineSeconds':
          'After ten minutes, or twice the time that a start may take, a release counts as failed.',
        'spec.strategy.type': 'Pods are replaced a few at a time unless the intent asks for all at once.',
        'spec.strategy.rollingUpdate.maxSurge':
          'A quarter of the replicas, at least one, starts before old ones go.',
        'spec.strategy.rollingUpdate.maxUnavailable': 'No replica goes before its successor is ready.',
      },
    },
  ],
  emit(node, context) {
    const workload = workloadOf(node);
    if (!isReleased(workload) || !runsForEver(workload) || usesRollout(workload)) return nothing;
    const strategy = workload.rollout?.strategy === 'recreate' ? recreate : rollingUpdate;
    return [
      { apiVersion: 'apps/v1', kind: 'Deployment', ...replicated(node, workload, context, { strategy }) },
    ];
  },
};
