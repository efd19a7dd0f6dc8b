import type { EmitContext, Emitter, GraphNode, KubernetesObject, WorkloadProperties } from '@fairway/model';
import { commonBy, commonByBoth } from '../../../common-by.ts';
import { isReleased } from '../pod-template/pod-template.ts';
import { isAutoscaled, metadataOf, nothing, usesRollout, workloadOf } from '../workload.ts';
import { behaviorOf } from './behavior.ts';
import { autoscalerReasons, scaledObjectReasons } from './reasons.ts';
import { triggerOf, type EventMetric } from './triggers.ts';

type Scaling = NonNullable<WorkloadProperties['scaling']>;

/** What moves the number of replicas: Kubernetes itself by CPU and memory, KEDA by everything else. */
export const autoscaler: Emitter = {
  name: 'autoscaler',
  nodes: ['workload'],
  emits: [
    { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', reasons: autoscalerReasons },
    { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', reasons: scaledObjectReasons },
  ],
  emit(node, context) {
    const workload = workloadOf(node);
    const { scaling } = workload;
    if (scaling === undefined || !isAutoscaled(workload) || !isReleased(workload)) return nothing;
    const metric = scaling.metric ?? 'cpu';
    if (metric === 'cpu' || metric === 'memory')
      return [horizontalPodAutoscaler(node, workload, metric, scaling, context)];
    if (context.cluster.capability('keda') !== undefined)
      return [scaledObject(node, workload, metric, scaling, context)];
    reportNoKeda(node, metric, context);
    return nothing;
  },
};

function scaleTarget(node: GraphNode, workload: WorkloadProperties): object {
  return usesRollout(workload) ? rolloutTarget(node.name) : deploymentTarget(node.name);
}

const deploymentTarget = commonBy((name: string) => ({ apiVersion: 'apps/v1', kind: 'Deployment', name }));

const rolloutTarget = commonBy((name: string) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  name,
}));

const resourceMetrics = commonByBoth((name: 'cpu' | 'memory', averageUtilization: number) => [
  { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } },
]);

function horizontalPodAutoscaler(
  node: GraphNode,
  workload: WorkloadProperties,
  metric: 'cpu' | 'memory',
  scaling: Scaling,
  context: EmitContext,
): KubernetesObject {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadataOf(node.name, context),
    spec: {
      scaleTargetRef: scaleTarget(node, workload),
      minReplicas: scaling.min,
      maxReplicas: scaling.max,
      metrics: resourceMetrics(metric, scaling.target ?? 70),
      behavior: behaviorOf(scaling),
    },
  };
}

function scaledObject(
  node: GraphNode,
  workload: WorkloadProperties,
  metric: EventMetric,
  scaling: Scaling,
  context: EmitContext,
): KubernetesObject {
  const fallback = {
    failureThreshold: 3,
    replicas: Math.max(1, scaling.min),
    behavior: 'currentReplicasIfHigher',
  };
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: metadataOf(node.name, context),
    spec: {
      scaleTargetRef: scaleTarget(node, workload),
      minReplicaCount: scaling.min,
      maxReplicaCount: scaling.max,
      pollingInterval: 30,
      cooldownPeriod: 300,
      initialCooldownPeriod: 0,
      // A schedule needs no fallback: it asks nobody.
      ...(metric === 'schedule' ? {} : { fallback }),
      advanced: {
        restoreToOriginalReplicaCount: false,
        horizontalPodAutoscalerConfig: { behavior: behaviorOf(scaling) },
      },
      triggers: [triggerOf(node, workload, metric, scaling, context)],
    },
  };
}

function reportNoKeda(node: GraphNode, metric: EventMetric, context: EmitContext): void {
  const cluster = context.cluster.name;
  context.report(
    {
      code: 'FWY4103',
      message: `${node.name} scales by ${metric}, but cluster ${cluster} has no KEDA`,
      fix: `use scaling.metric: cpu or memory, or add capabilities.keda to Cluster ${cluster}`,
    },
    node.id,
    ['scaling', 'metric'],
  );
}
