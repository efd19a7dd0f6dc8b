import { parseBytes, parseCpu } from '@fairway/kubernetes';
import type { KubernetesObject } from '../../client.ts';
import type { NamespaceRecord } from './record.ts';

/** What quotas count: pods, CPU in millicores, the rest in bytes. */
export const dimensions = [
  'pods',
  'requests.cpu',
  'requests.memory',
  'limits.memory',
  'requests.ephemeral-storage',
] as const;
export type Dimension = (typeof dimensions)[number];
export type Amounts = Readonly<Record<Dimension, number>>;

/** How a workload replaces its pods: `twoSets` has as many new ones as old ones before the old ones go. */
export type Replacement = 'rolling' | 'recreate' | 'twoSets';

/** A Deployment or Rollout. */
export interface Workload {
  readonly apiVersion: string;
  readonly kind: 'Deployment' | 'Rollout';
  readonly namespace: string;
  readonly name: string;
  /** What its pods say they belong to: the unit. */
  readonly instance: string;
  readonly replacement: Replacement;
  /** The most replicas that it may have. */
  readonly maximum: number;
  /** Seconds that a pod may take to stop. */
  readonly grace: number;
  /** What one pod asks for. */
  readonly pod: Amounts;
}

/** A Job, or the Jobs of a CronJob: `pods` at once, at most. */
export interface Batch {
  readonly kind: 'Job' | 'CronJob';
  readonly namespace: string;
  readonly name: string;
  readonly instance: string;
  readonly object: KubernetesObject;
  /** How many Jobs may run at once. */
  readonly jobs: number;
  readonly parallelism: number;
  readonly pod: Amounts;
}

interface PodSpec {
  readonly containers: readonly {
    readonly resources: Readonly<Record<string, Readonly<Record<string, string>>>>;
  }[];
  readonly terminationGracePeriodSeconds?: number;
}

interface Template {
  readonly spec: PodSpec;
}

interface Strategy {
  readonly type?: string;
  readonly blueGreen?: object;
  readonly canary?: { readonly trafficRouting?: object };
}

export function workloadsOf({ name: namespace, objects }: NamespaceRecord): readonly Workload[] {
  const most = maximums(objects);
  return objects.flatMap(({ apiVersion, kind, metadata, spec }) => {
    if (kind !== 'Deployment' && kind !== 'Rollout') return [];
    const {
      replicas = 1,
      strategy = {},
      template,
    } = spec as {
      readonly replicas?: number;
      readonly strategy?: Strategy;
      readonly template: Template;
    };
    const { name } = metadata;
    return [
      {
        apiVersion,
        kind,
        namespace,
        name,
        instance: instanceOf(metadata),
        replacement: replacementOf(strategy),
        maximum: most.get(name) ?? replicas,
        grace: template.spec.terminationGracePeriodSeconds ?? 30,
        pod: amountsOf(template.spec),
      },
    ];
  });
}

/** The most replicas that autoscalers may set, by the name of the workload. */
function maximums(objects: readonly KubernetesObject[]): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  for (const { kind, spec } of objects) {
    if (kind !== 'HorizontalPodAutoscaler' && kind !== 'ScaledObject') continue;
    const { scaleTargetRef, maxReplicas, maxReplicaCount } = spec as {
      readonly scaleTargetRef: { readonly name: string };
      readonly maxReplicas?: number;
      readonly maxReplicaCount?: number;
    };
    most.set(scaleTargetRef.name, maxReplicas ?? maxReplicaCount ?? 1);
  }
  return most;
}

function replacementOf({ type, blueGreen, canary }: Strategy): Replacement {
  if (type === 'Recreate') return 'recreate';
  return blueGreen !== undefined || canary?.trafficRouting !== undefined ? 'twoSets' : 'rolling';
}

export function batchesOf({ name: namespace, objects }: NamespaceRecord): readonly Batch[] {
  return objects.flatMap((object) => {
    const { kind, metadata, spec } = object;
    if (kind !== 'Job' && kind !== 'CronJob') return [];
    const { concurrencyPolicy, jobTemplate } = spec as {
      readonly concurrencyPolicy?: string;
      readonly jobTemplate?: { readonly spec: object };
    };
    const { parallelism = 1, template } = (jobTemplate?.spec ?? spec) as {
      readonly parallelism?: number;
      readonly template: Template;
    };
    const jobs = concurrencyPolicy === 'Replace' ? 2 : 1;
    const { name } = metadata;
    const instance = instanceOf(metadata);
    return [{ kind, namespace, name, instance, object, jobs, parallelism, pod: amountsOf(template.spec) }];
  });
}

function instanceOf({ name, labels }: KubernetesObject['metadata']): string {
  return labels?.['app.kubernetes.io/instance'] ?? name;
}

function amountsOf({ containers }: PodSpec): Amounts {
  const sum = (parse: typeof parseCpu, of: 'requests' | 'limits', resource: string): number =>
    containers.reduce((total, { resources }) => {
      const parsed = parse(resources[of]?.[resource] ?? '0');
      if (!parsed.ok) throw new Error(`${resource}: ${parsed.reason}`);
      return total + parsed.value;
    }, 0);
  return {
    pods: 1,
    'requests.cpu': sum(parseCpu, 'requests', 'cpu'),
    'requests.memory': sum(parseBytes, 'requests', 'memory'),
    'limits.memory': sum(parseBytes, 'limits', 'memory'),
    'requests.ephemeral-storage': sum(parseBytes, 'requests', 'ephemeral-storage'),
  };
}

/**
 * The least quota with which a rollout of everything can end: the pods of all at their maximum (both sets of those that
 * have two), and one more of the largest workload whose rollout adds a pod before it takes one away.
 */
export function floorOf(workloads: readonly Workload[], batches: readonly Batch[]): Amounts {
  const rolling = workloads.filter(({ replacement }) => replacement === 'rolling');
  const amount = (dimension: Dimension): number => {
    const running = workloads.map(
      ({ maximum, pod, replacement }) => pod[dimension] * maximum * (replacement === 'twoSets' ? 2 : 1),
    );
    const working = batches.map(({ jobs, parallelism, pod }) => pod[dimension] * jobs * parallelism);
    const largest = Math.max(0, ...rolling.map(({ pod }) => pod[dimension]));
    return [...running, ...working].reduce((sum, one) => sum + one, largest);
  };
  return Object.fromEntries(
    dimensions.map((dimension) => [dimension, amount(dimension)]),
  ) as unknown as Amounts;
}

/** Amounts as a ResourceQuota says them. */
export function hardOf(amounts: Amounts): Readonly<Record<string, string>> {
  return Object.fromEntries(
    dimensions.map((dimension) => [
      dimension,
      `${amounts[dimension]}${dimension === 'requests.cpu' ? 'm' : ''}`,
    ]),
  );
}

/** Pods that a rolling update adds: a quarter, rounded up. */
export function surgeOf({ maximum }: Workload): number {
  return Math.ceil(maximum / 4);
}

/** The quota that a namespace comes with. */
export function quotaOf({ objects }: NamespaceRecord): Amounts {
  const quota = objects.find(({ kind }) => kind === 'ResourceQuota');
  if (quota === undefined) throw new Error('a namespace has a quota');
  const { hard } = quota['spec'] as { readonly hard: Readonly<Record<Dimension, string>> };
  const amount = (dimension: Dimension): number => {
    const parsed = dimension === 'requests.cpu' ? parseCpu(hard[dimension]) : parseBytes(hard[dimension]);
    if (!parsed.ok) throw new Error(parsed.reason);
    return parsed.value;
  };
  return Object.fromEntries(
    dimensions.map((dimension) => [dimension, amount(dimension)]),
  ) as unknown as Amounts;
}
