import type { EmitContext, EnvironmentClassSpec, GraphNode, WorkloadProperties } from '@fairway/model';
import { commonBy, onceFor } from '../../../common-by.ts';
import { labelSelectorOf } from '../labels.ts';
import { runsForEver } from '../workload.ts';

/** Adds where pods may and should run to their specification. */
export function addScheduling(
  spec: Record<string, unknown>,
  node: GraphNode,
  workload: WorkloadProperties,
  context: EmitContext,
): void {
  const tolerations: object[] = [];
  const tier = context.definition.forService(
    'TenantTier',
    context.system.spec.tenantTier,
    `${node.system}/${node.name}`,
    context.environment.name,
  );
  const pool = tier?.spec.nodePool;
  if (pool?.taint !== undefined) {
    const [taint, taintValue] = keyAndValue(pool.taint);
    tolerations.push({ key: taint, operator: 'Equal', value: taintValue, effect: 'NoSchedule' });
  }
  if (workload.accelerator !== undefined) {
    tolerations.push({ key: workload.accelerator.type, operator: 'Exists', effect: 'NoSchedule' });
  }
  const spot = workload.job?.spot === true ? spotNodes(context) : undefined;
  if (spot?.tainted === true) {
    tolerations.push({ key: spot.key, operator: 'Equal', value: spot.value, effect: 'NoSchedule' });
  }
  const runtimeClass = tier?.spec.runtimeClass;
  spec['nodeSelector'] = nodeSelector(`${workload.os}/${workload.architecture}/${pool?.label ?? ''}`);
  if (tolerations.length > 0) spec['tolerations'] = tolerations;
  if (runtimeClass !== undefined) spec['runtimeClassName'] = runtimeClass;
  if (runsForEver(workload)) {
    spec['affinity'] = apart(node.name);
    spec['topologySpreadConstraints'] = spreadConstraints(context.environment.class.spec.spread)(node.name);
  } else if (spot !== undefined) spec['affinity'] = preferNodes(spot);
}

/** By operating system, architecture and the label of the node pool, divided by slashes. */
const nodeSelector = commonBy((text: string) => {
  const [os = '', architecture = '', ...rest] = text.split('/');
  const selector: Record<string, string> = { 'kubernetes.io/os': os, 'kubernetes.io/arch': architecture };
  const label = rest.join('/');
  if (label !== '') {
    const [key, value] = keyAndValue(label);
    selector[key] = value;
  }
  return selector;
});

function keyAndValue(text: string): [key: string, value: string] {
  const equals = text.indexOf('=');
  return equals === -1 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
}

/** Pods of a workload rather not on one node. */
const apart = commonBy((name: string) => {
  const podAffinityTerm = { labelSelector: labelSelectorOf(name), topologyKey: 'kubernetes.io/hostname' };
  return {
    podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }] },
  };
});

/** How the pods of a workload spread, as the environment class has it. */
const spreadConstraints = onceFor((spread: EnvironmentClassSpec['spread']) =>
  commonBy((name: string) =>
    Object.keys(spread)
      .toSorted(byBreadth)
      .map((topologyKey) => ({
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: spread[topologyKey] === 'hard' ? 'DoNotSchedule' : 'ScheduleAnyway',
        labelSelector: labelSelectorOf(name),
      })),
  ),
);

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
