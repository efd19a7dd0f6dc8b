import type { Reasons } from '@fairway/model';
import { reasonsBelow } from '../reasons.ts';

const target: Reasons = {
  'scaleTargetRef.**': 'What runs the workload: a Rollout where releases are tried first, else a Deployment.',
};

const behavior: Reasons = {
  'scaleUp.**':
    'Load does not wait: up at once, at most doubling every half minute unless the scaling profile says otherwise.',
  'scaleDown.**':
    'Load comes back: down after five quiet minutes, at most half per minute unless the scaling profile says otherwise.',
};

/** Why the constants of a HorizontalPodAutoscaler are what they are. */
export const autoscalerReasons: Reasons = {
  ...reasonsBelow('spec', target),
  ...reasonsBelow('spec.behavior', behavior),
  'spec.metrics[*].type': 'CPU and memory are known for every pod.',
  'spec.metrics[*].resource.name': 'The resource that the intent scales by.',
  'spec.metrics[*].resource.target.type': 'Targets are percentages of what a replica asks for.',
  'spec.metrics[*].resource.target.averageUtilization':
    'Seventy percent leaves room until new replicas are ready.',
};

/** Why the constants of a ScaledObject are what they are. */
export const scaledObjectReasons: Reasons = {
  ...reasonsBelow('spec', target),
  ...reasonsBelow('spec.advanced.horizontalPodAutoscalerConfig.behavior', behavior),
  'spec.pollingInterval': 'KEDA looks twice a minute.',
  'spec.cooldownPeriod': 'The last replica goes after five quiet minutes.',
  'spec.initialCooldownPeriod': 'A new workload scales like any other.',
  'spec.fallback.**': 'When Prometheus does not answer, the workload keeps at least the replicas that it has.',
  'spec.advanced.restoreToOriginalReplicaCount':
    'Without its autoscaler the workload keeps its replicas until somebody decides.',
  'spec.triggers[*].type': 'Prometheus knows requests and messages; working hours are in the calendar.',
  'spec.triggers[*].name': 'The trigger is called like the metric of the intent.',
  'spec.triggers[*].metricType': 'The target is a value per replica.',
  'spec.triggers[*].useCachedMetrics': 'Every decision looks at fresh numbers.',
  'spec.triggers[*].metadata.serverAddress': 'The Prometheus of the cluster.',
  'spec.triggers[*].metadata.query':
    'Requests are counted as the language names them; a worker reports queue_depth itself; lag is that of the consumer group with its name.',
  'spec.triggers[*].metadata.threshold':
    'Hundred requests per second or waiting messages, or a lag of a thousand, unless the intent says a target.',
  'spec.triggers[*].metadata.activationThreshold': 'One message or request is enough to wake a workload up.',
  'spec.triggers[*].metadata.ignoreNullValues': 'No numbers is a fault, not an empty queue.',
  'spec.triggers[*].metadata.start': 'Working hours begin at six, Monday to Friday.',
  'spec.triggers[*].metadata.end': 'Working hours end at twenty, Monday to Friday.',
  'spec.triggers[*].metadata.timezone': 'Times mean the same on every cluster.',
  'spec.triggers[*].metadata.desiredReplicas': 'All replicas during working hours, the fewest outside.',
};
