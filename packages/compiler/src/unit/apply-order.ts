import { compareText, type KubernetesObject } from '@fairway/model';

/** What must exist before what, by kind; kinds that are not named come last but before autoscalers and routes. */
const ORDER = [
  'Namespace',
  'ResourceQuota',
  'LimitRange',
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'NetworkPolicy',
  'CiliumNetworkPolicy',
  'ExternalSecret',
  'ConfigMap',
  'Service',
  '*',
  'Deployment',
  'Rollout',
  'CronJob',
  'Job',
  'HorizontalPodAutoscaler',
  'ScaledObject',
  'PodDisruptionBudget',
  'ReferenceGrant',
  'HTTPRoute',
  'GRPCRoute',
  'Ingress',
  'ServiceMonitor',
  'PodMonitor',
];

const rank = new Map(ORDER.map((kind, index) => [kind, index]));
const unknown = rank.get('*') as number;

/** Orders the objects of a unit: first what others need, then by kind and name. */
export function byApplyOrder(a: KubernetesObject, b: KubernetesObject): number {
  return (
    (rank.get(a.kind) ?? unknown) - (rank.get(b.kind) ?? unknown) ||
    compareText(a.kind, b.kind) ||
    compareText(a.metadata.name, b.metadata.name)
  );
}
