import type { Reasons } from '@fairway/model';
import { ownPodsReasons } from '../pod-template/reasons.ts';

const later = 'Pods of the other version stay for half a minute, so that connections end by themselves.';

/** Why the constants of a Rollout are what they are. */
export const rolloutReasons: Reasons = {
  ...ownPodsReasons,
  'metadata.annotations["polaris.fairwinds.com/deploymentMissingReplicas-exempt"]':
    'The autoscaler owns the number of replicas; the annotation says so to scanners that miss it.',
  'metadata.annotations["secret.reloader.stakater.com/reload"]':
    'Reloader restarts the pods when one of these secrets changes.',
  'spec.revisionHistoryLimit': 'Git is the history; the cluster keeps what a quick rollback needs.',
  'spec.minReadySeconds': 'Readiness is the program’s own word; nothing is waited for on top.',
  'spec.progressDeadlineSeconds':
    'After ten minutes, or twice the time that a start may take, a release counts as failed.',
  'spec.progressDeadlineAbort': 'A release that gets stuck gives its traffic back to the version that worked.',
  'spec.strategy.canary.maxSurge': 'A quarter of the replicas, at least one, starts before old ones go.',
  'spec.strategy.canary.maxUnavailable': 'No replica goes before its successor is ready.',
  'spec.strategy.canary.stableService':
    'The Service with the name of the workload always means the version that works.',
  'spec.strategy.canary.canaryService':
    'The version under test has a Service of its own, for the weights of the route.',
  'spec.strategy.canary.dynamicStableScale':
    'The old version keeps all its replicas, so that going back takes no time.',
  'spec.strategy.canary.scaleDownDelaySeconds': later,
  'spec.strategy.canary.abortScaleDownDelaySeconds': later,
  'spec.strategy.canary.trafficRouting.**':
    'The plugin for the Gateway API writes the weights of the workload’s own route.',
  'spec.strategy.canary.steps[*].**':
    'One step: the share and the time that the intent names, then everything.',
  'spec.strategy.blueGreen.activeService':
    'The Service with the name of the workload always means the version that works.',
  'spec.strategy.blueGreen.previewService':
    'The version that waits has a Service of its own, to be looked at before it takes over.',
  'spec.strategy.blueGreen.autoPromotionEnabled':
    'The new version takes over once all its replicas are ready; nobody has to be there.',
  'spec.strategy.blueGreen.maxUnavailable': 'No replica goes before its successor is ready.',
  'spec.strategy.blueGreen.scaleDownDelaySeconds': later,
  'spec.strategy.blueGreen.abortScaleDownDelaySeconds': later,
};
