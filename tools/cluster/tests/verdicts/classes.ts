import type { Minor, Schema, UpstreamKind } from '@fairway/kubernetes';
import type { Judged } from './judged.ts';
import { kindOf } from './example.ts';

/** Mistakes that not every kind can have, and what the offline verdict calls them. */
export const classes = {
  'missing required field': ['required'],
  'out of range': ['range', 'length', 'enum'],
  'broken CEL rule': ['rule'],
} as const;

export type ClassName = keyof typeof classes;

export const classNames = Object.keys(classes) as readonly ClassName[];

const RULELESS = [
  'apps/v1 Deployment',
  'argoproj.io/v1alpha1 Rollout',
  'autoscaling/v2 HorizontalPodAutoscaler',
  'batch/v1 CronJob',
  'batch/v1 Job',
  'cilium.io/v2 CiliumNetworkPolicy',
  'external-secrets.io/v1 ExternalSecret',
  'gateway.k8s.aws/v1 TargetGroupConfiguration',
  'monitoring.coreos.com/v1 PodMonitor',
  'monitoring.coreos.com/v1 ServiceMonitor',
  'networking.k8s.io/v1 Ingress',
  'networking.k8s.io/v1 NetworkPolicy',
  'policy/v1 PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1 Role',
  'rbac.authorization.k8s.io/v1 RoleBinding',
  'v1 ConfigMap',
  'v1 LimitRange',
  'v1 Namespace',
  'v1 ResourceQuota',
  'v1 Service',
  'v1 ServiceAccount',
];

/** API servers before 1.36 do not look at the size of the numbers of custom resources, the only range of a Rollout. */
const rangeless = (kubernetes: Minor): readonly string[] => [
  ...(kubernetes === '1.36' ? [] : ['argoproj.io/v1alpha1 Rollout']),
  'v1 ConfigMap',
  'v1 Namespace',
  'v1 ServiceAccount',
];

/**
 * The kinds that cannot have a mistake of a class: neither their schemas nor the handwritten checks of API servers
 * know one. Every kind can have an unknown field, a wrong type, and a version that nobody serves.
 */
export function kindsWithout(name: ClassName, kubernetes: Minor): readonly string[] {
  if (name === 'broken CEL rule') return RULELESS;
  return name === 'out of range' ? rangeless(kubernetes) : ['v1 ConfigMap', 'v1 Namespace'];
}

/** What both refuse of each kind, as the offline verdict calls it. */
export function refusedReasons(judged: readonly Judged[]): ReadonlyMap<string, ReadonlySet<string>> {
  const reasons = new Map<string, Set<string>>();
  for (const { offline, server, variant } of judged) {
    if (server === undefined) continue;
    const kind = kindOf(variant.object);
    const found = reasons.get(kind) ?? new Set();
    reasons.set(kind, found);
    for (const { reason } of offline) found.add(reason);
  }
  return reasons;
}

const isMarked: Readonly<Record<ClassName, (schema: Schema) => boolean>> = {
  'missing required field': ({ required = [] }) => required.length > 0,
  'out of range': (schema) =>
    ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'enum'].some(
      (word) => word in schema,
    ),
  // A rule about the value before does not speak of an object that is new.
  'broken CEL rule': ({ rules = [] }) => rules.some(({ rule }) => !rule.includes('oldSelf')),
};

/** Whether the schema of a kind names a mistake of the class, in what people write. */
export function hasClass({ resolve, schema }: UpstreamKind, name: ClassName): boolean {
  const seen = new Set<string>();
  const walk = (one: Schema): boolean => {
    if (isMarked[name](one)) return true;
    if (one.ref !== undefined) {
      if (seen.has(one.ref)) return false;
      seen.add(one.ref);
      return walk(resolve(one.ref));
    }
    const { additionalProperties, items, properties = {} } = one;
    return [
      ...Object.values(properties),
      ...(items === undefined ? [] : [items]),
      ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
    ].some(walk);
  };
  const { metadata: _metadata, status: _status, ...properties } = schema.properties ?? {};
  return isMarked[name]({ ...schema, required: [] }) || Object.values(properties).some(walk);
}
