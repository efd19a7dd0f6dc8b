import type { EmitContext, GraphNode, WorkloadProperties } from '@fairway/model';
import { selectorOf } from '../labels.ts';
import { runsForEver } from '../workload.ts';

/** Where pods may and should run. */
export function schedulingOf(node: GraphNode, workload: WorkloadProperties, context: EmitContext): object {
  const nodeSelector: Record<string, string> = {
    'kubernetes.io/os': workload.os,
    'kubernetes.io/arch': workload.architecture,
  };
  const tolerations: object[] = [];
  const tier = context.definition.forService(
    'TenantTier',
    context.system.spec.tenantTier,
    `${node.system}/${node.name}`,
    context.environment.name,
  );
  const pool = tier?.spec.nodePool;
  if (pool !== undefined) {
    const [key, value] = keyAndValue(pool.label);
    nodeSelector[key] = value;
    if (pool.taint !== undefined) {
      const [taint, taintValue] = keyAndValue(pool.taint);
      tolerations.push({ key: taint, operator: 'Equal', value: taintValue, effect: 'NoSchedule' });
    }
  }
  if (workload.accelerator !== undefined) {
    tolerations.push({ key: workload.accelerator.type, operator: 'Exists', effect: 'NoSchedule' });
  }
  const spot = workload.job?.spot === true ? spotNodes(context) : undefined;
  if (spot?.tainted === true) {
    tolerations.push({ key: spot.key, operator: 'Equal', value: spot.value, effect: 'NoSchedule' });
  }
  const runtimeClass = tier?.spec.runtimeClass;
  return {
    nodeSelector,
    ...(tolerations.length === 0 ? {} : { tolerations }),
    ...(runtimeClass === undefined ? {} : { runtimeClassName: runtimeClass }),
    ...(runsForEver(workload)
      ? spreadOf(node, context)
      : spot === undefined
        ? {}
        : { affinity: preferNodes(spot) }),
  };
}

function keyAndValue(text: string): [key: string, value: string] {
  const equals = text.indexOf('=');
  return equals === -1 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
}

function spreadOf(node: GraphNode, context: EmitContext): object {
  const labelSelector = { matchLabels: selectorOf(node.name) };
  const spread = context.environment.class.spec.spread;
  const topologySpreadConstraints = Object.keys(spread)
    .toSorted(byBreadth)
    .map((topologyKey) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: spread[topologyKey] === 'hard' ? 'DoNotSchedule' : 'ScheduleAnyway',
      labelSelector,
    }));
  const podAffinityTerm = { labelSelector, topologyKey: 'kubernetes.io/hostname' };
  return {
    affinity: {
      podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }] },
    },
    topologySpreadConstraints,
  };
}

/** Zones before nodes, then by name. */
function byBreadth(a: string, b: string): number {
  const rank = (key: string): number => (key === 'kubernetes.io/hostname' ? 1 : 0);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

/** How the nodes of a cloud that may be taken away are labeled. */
interface SpotNodes {
  readonly key: string;
  readonly value: string;
  /** Whether such nodes refuse pods that do not tolerate them. */
  readonly tainted: boolean;
}

function spotNodes(context: EmitContext): SpotNodes | undefined {
  if (context.cluster.spec.cloud === 'azure') {
    return { key: 'kubernetes.azure.com/scalesetpriority', value: 'spot', tainted: true };
  }
  if (context.cluster.spec.cloud !== 'aws') return undefined;
  return context.cluster.capability('karpenter') === undefined
    ? { key: 'eks.amazonaws.com/capacityType', value: 'SPOT', tainted: false }
    : { key: 'karpenter.sh/capacity-type', value: 'spot', tainted: false };
}

function preferNodes({ key, value }: SpotNodes): object {
  const preference = { matchExpressions: [{ key, operator: 'In', values: [value] }] };
  return { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference }] } };
}
