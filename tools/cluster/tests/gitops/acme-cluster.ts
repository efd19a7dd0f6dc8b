import type { KubernetesObject } from '../../client.ts';
import { startCluster, type Cluster } from '../../cluster.ts';
import type { SimulatedLayer } from '../../layers/simulated/simulated.ts';
import { startControllers } from './controllers.ts';
import { installKindsOf } from './definitions.ts';

/** A cluster as acme has them: node pools for what it runs, definitions of all kinds, controllers of the products. */
export interface AcmeCluster {
  readonly cluster: Cluster;
  readonly layer: SimulatedLayer;
  /** What the server refused from the fixture controllers. */
  readonly problems: readonly string[];
  readonly stop: () => Promise<void>;
}

const devices = { 'nvidia.com/gpu': '8', 'amd.com/gpu': '8', 'gpu.intel.com/i915': '8' };

/** Starts one that knows the kinds of these objects. */
export async function startAcmeCluster(objects: Iterable<KubernetesObject>): Promise<AcmeCluster> {
  const nodes = [{ devices }, { count: 1, architecture: 'arm64' }];
  const cluster = await startCluster({ layer: 'simulated', simulated: { nodes } });
  const { simulated: layer, client } = cluster;
  if (layer === undefined) throw new Error('the layer has no Git server');
  try {
    await installKindsOf(client, objects);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  const { problems, stop } = startControllers(client);
  return {
    cluster,
    layer,
    problems,
    stop: async () => {
      await stop();
      await cluster.stop();
    },
  };
}

/**
 * The Application of a folder of the record: server-side apply, and hands off what other controllers write: the
 * selector that Argo Rollouts adds to Services, and the weights of routes while a canary is on its way.
 */
export const applicationSpec: Readonly<Record<string, unknown>> = {
  syncPolicy: {
    automated: { prune: true, selfHeal: true },
    syncOptions: ['ServerSideApply=true', 'ApplyOutOfSyncOnly=true', 'RespectIgnoreDifferences=true'],
    retry: { limit: 5, refresh: true, backoff: { duration: '1s', factor: 1, maxDuration: '1s' } },
  },
  ignoreDifferences: [
    { group: '', kind: 'Service', jsonPointers: ['/spec/selector/rollouts-pod-template-hash'] },
    ...['HTTPRoute', 'GRPCRoute'].map((kind) => ({
      group: 'gateway.networking.k8s.io',
      kind,
      jqPathExpressions: ['.spec.rules[]?.backendRefs[]?.weight'],
    })),
  ],
};
