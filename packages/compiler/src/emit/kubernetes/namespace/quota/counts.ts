import type { EmitContext } from '@fairway/model';
import { revisionHistoryLimit } from '../../deployment/release.ts';
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
 * Versions of one ConfigMap that is called by its content: the current one, those that the record keeps, and, for a
 * moment, the oldest, which goes only after the new one came.
 */
const configMapsOfOne = 1 + revisionHistoryLimit + 1;

/**
 * Counts objects, with room for all versions of a ConfigMap and the history of jobs. What plugins make is counted the
 * same way: their ConfigMaps may be called by their content, too.
 */
export function objectCounts(context: EmitContext): ObjectCounts {
  const { madeByPlugins } = context;
  let services = madeByPlugins('v1', 'Service');
  let configMaps = clusterConfigMaps + (context.cluster.spec.trustBundle === undefined ? 0 : 1);
  configMaps += configMapsOfOne * madeByPlugins('v1', 'ConfigMap');
  let secrets = pullSecretsToMake(context).length;
  secrets += madeByPlugins('v1', 'Secret') + madeByPlugins('external-secrets.io/v1', 'ExternalSecret');
  let jobs = 2 * madeByPlugins('batch/v1', 'Job');
  for (const node of context.nodesInNamespace('workload')) {
    const workload = workloadOf(node);
    if (hasService(workload)) services += splitsServices(node, workload, context) ? 2 : 1;
    // One without files may have had some: the record keeps them for its older pods.
    configMaps += configMapsOfOne;
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
