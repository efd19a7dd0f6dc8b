import type { EmitContext, WorkloadProperties } from '@fairway/model';
import { replicasOmitted } from '../labels.ts';
import { isAutoscaled, type SecretUse } from '../workload.ts';

/**
 * Annotations of what runs a workload: that an autoscaler owns the replicas, and which secrets restart it.
 * Files of a secret change in running pods by themselves; variables do not. Where the cluster has no Reloader,
 * pods get changed variables with the next release.
 */
export function releaseAnnotations(
  workload: WorkloadProperties,
  secrets: readonly SecretUse[],
  context: EmitContext,
): Readonly<Record<string, string>> | undefined {
  const replicas = isAutoscaled(workload) ? replicasOmitted : undefined;
  if (context.cluster.capability('reloader') === undefined) return replicas;
  const names: string[] = [];
  for (const { object, secret } of secrets) if (secret.onChange === 'restart') names.push(object);
  if (names.length === 0) return replicas;
  return { ...replicas, 'secret.reloader.stakater.com/reload': names.join(',') };
}
