import type { EmitContext } from '@fairway/model';
import { splitsServices } from '../../traffic.ts';
import { hasService, secretsOf, workloadOf } from '../../workload.ts';
import { pullSecretsToMake } from '../pull-secrets/registries.ts';

/** How many objects of each kind the namespace holds at most. */
export interface ObjectCounts {
  readonly services: number;
  readonly configMaps: number;
  readonly secrets: number;
  readonly jobs: number;
}

/** Every namespace has the certificate of the cluster as a ConfigMap; a trust bundle comes beside it. */
const clusterConfigMaps = 1;

/**
 * Counts objects, with room for the old and the new ConfigMap of a rollout and the history of jobs. What plugins make
 * is counted the same way: their ConfigMaps may be called by their content, too.
 */
export function objectCounts(context: EmitContext): ObjectCounts {
  const { madeByPlugins } = context;
  let services = madeByPlugins('v1', 'Service');
  let configMaps = clusterConfigMaps + (context.cluster.spec.trustBundle === undefined ? 0 : 1);
  configMaps += 2 * madeByPlugins('v1', 'ConfigMap');
  let secrets = pullSecretsToMake(context).length;
  secrets += madeByPlugins('v1', 'Secret') + madeByPlugins('external-secrets.io/v1', 'ExternalSecret');
  let jobs = 2 * madeByPlugins('batch/v1', 'Job');
  for (const node of context.nodesInNamespace('workload')) {
    const workload = workloadOf(node);
    if (hasService(workload)) services += splitsServices(node, workload, context) ? 2 : 1;
    if (Object.keys(workload.files).length > 0) configMaps += 2;
    secrets += secretsOf(node, context).length;
    // A certificate of its own, where an ingress controller serves the host.
    if (context.edgesFrom(node.id, 'exposes').length > 0) secrets += 1;
    if (workload.shape === 'job') jobs += 2;
    if (workload.shape === 'cron') {
      const { history = 1, concurrencyPolicy = 'forbid' } = workload.schedule ?? {};
      jobs += 2 * history + (concurrencyPolicy === 'replace' ? 2 : 1);
    }
  }
  return { services, configMaps, secrets, jobs };
}
