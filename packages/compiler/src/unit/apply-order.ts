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

/** Units are small and emitted nearly in order: up to here, moving each object to its place beats a general sort. */
const MOST_TO_INSERT = 50;

/** Orders the objects of a unit: first what others need, then by kind and name. */
export function sortByApplyOrder(objects: KubernetesObject[]): void {
  if (objects.length > MOST_TO_INSERT) {
    objects.sort(byApplyOrder);
    return;
  }
  for (let index = 1; index < objects.length; index += 1) {
    const object = objects[index] as KubernetesObject;
    let at = index;
    while (at > 0 && byApplyOrder(objects[at - 1] as KubernetesObject, object) > 0) {
      objects[at] = objects[at - 1] as KubernetesObject;
      at -= 1;
    }
    objects[at] = object;
  }
}

/** Negative where `a` is applied before `b`. */
export function byApplyOrder(a: KubernetesObject, b: KubernetesObject): number {
  if (a.kind === b.kind) return compareText(a.metadata.name, b.metadata.name);
  return (rank.get(a.kind) ?? unknown) - (rank.get(b.kind) ?? unknown) || compareText(a.kind, b.kind);
}
