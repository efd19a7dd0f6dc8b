import type { WorkloadProperties } from '@fairway/model';

/** How many old ReplicaSets stay for a rollback without Git. */
export const revisionHistoryLimit = 5;

/** Share of the replicas that starts before old ones go; Kubernetes rounds it up to at least one. */
export const surge = '25%';

const SHORTEST_DEADLINE = 600;

/** Seconds after which a release without progress has failed: ten minutes, or twice the time that a start may take. */
export function progressDeadline({ probes }: WorkloadProperties): number {
  const { startup } = probes;
  if (startup === undefined) return SHORTEST_DEADLINE;
  const start = startup.initialDelaySeconds + startup.periodSeconds * startup.failureThreshold;
  return Math.max(SHORTEST_DEADLINE, 2 * start);
}

/** The fixed number of replicas. */
export function replicasOf({ scaling }: WorkloadProperties): number {
  return scaling?.min ?? 1;
}
