import type { EmitContext, GraphNode, WorkloadProperties } from '@fairway/model';
import { parseDuration } from '@fairway/kubernetes';
import { podsOfJob, podsOfRunning, type PodCount, type QuotaUnit } from '../../../../quota/index.ts';
import { splitsServices } from '../../traffic.ts';
import { workloadOf } from '../../workload.ts';

/** Rolling updates add a quarter and take nothing away before the new pods are ready, in every class. */
const rolling = { by: 'rolling', maxSurge: 25, maxUnavailable: 0 } as const;

/** What each workload of a namespace needs, most pods counted. */
export function quotaUnits(context: EmitContext): readonly QuotaUnit[] {
  const ready = parseDuration(context.environment.class.spec.timings.timeToReady);
  const timeToReady = ready.ok ? ready.value / 1000 : 1;
  return context.nodesInNamespace('workload').map((node) => {
    const workload = workloadOf(node);
    const { cpuRequest, memoryRequest, memoryLimit, ephemeralRequest } = workload.resources;
    return {
      request: { cpu: cpuRequest, memory: memoryRequest, memoryLimit, ephemeral: ephemeralRequest },
      count: countOf(node, workload, timeToReady, context),
    };
  });
}

function countOf(
  node: GraphNode,
  workload: WorkloadProperties,
  timeToReady: number,
  context: EmitContext,
): PodCount {
  if (workload.shape === 'cron')
    return podsOfJob(workload.job?.parallelism ?? 1, workload.schedule?.concurrencyPolicy ?? 'forbid');
  if (workload.shape === 'job') return podsOfJob(workload.job?.parallelism ?? 1, 'forbid');
  return podsOfRunning({
    replicas: workload.scaling?.max ?? 1,
    replacement: replacementOf(node, workload, context),
    terminationGrace: workload.terminationGracePeriod,
    timeToReady,
  });
}

/**
 * A canary whose traffic a router splits ends with all of its pods beside all of the old ones, as blue-green does;
 * without a router it replaces pods as a rolling update does.
 */
function replacementOf(node: GraphNode, workload: WorkloadProperties, context: EmitContext) {
  const strategy = workload.rollout?.strategy;
  if (strategy === 'recreate') return { by: 'recreate' } as const;
  if (strategy === 'blueGreen' || splitsServices(node, workload, context)) return { by: 'twoSets' } as const;
  return rolling;
}
