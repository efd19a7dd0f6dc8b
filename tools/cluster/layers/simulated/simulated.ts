import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildProduct, type BuiltProduct } from '../../build/build.ts';
import { productNamed } from '../../products.ts';
import type { ControlPlane } from '../api.ts';
import { applyAll } from './apply.ts';
import { startArgoCd, type ArgoCdOptions } from './argo-cd.ts';
import { startArgoRollouts } from './argo-rollouts.ts';
import { startGitServer, type GitServer } from './git-server.ts';
import { createGitOps, type GitOps } from './gitops.ts';
import { SIMULATED_NODE, simulatedNodes, type NodeOptions } from './nodes.ts';
import { createRollouts, type Rollouts } from './rollouts.ts';
import { stageDocuments, usualTiming, type PodTiming } from './stages.ts';

export interface SimulatedOptions {
  readonly nodes?: NodeOptions | readonly NodeOptions[];
  readonly timing?: Partial<PodTiming>;
  readonly argoCd?: ArgoCdOptions;
}

/** What the simulated layer adds to a control plane. */
export interface SimulatedLayer {
  readonly git: GitServer;
  readonly argo: GitOps;
  readonly rollouts: Rollouts;
  /** Ends what is no program: the Git server. Programs end with those of the control plane. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts simulated nodes and pods, Argo CD with a Git server, and Argo Rollouts on a control plane that has
 * controllers; ready means that nodes are Ready and all controllers healthy.
 * @throws Error with the end of a log when one of them ends or is not ready in time.
 */
export async function startSimulated(
  plane: ControlPlane,
  options: SimulatedOptions = {},
): Promise<SimulatedLayer> {
  const [kwok, rollouts, argoCd] = await buildSimulated();
  const [git] = await Promise.all([
    startGitServer(plane.folder),
    startNodes(plane, kwok, options),
    startArgoRollouts(plane, rollouts),
    startArgoCd(plane, argoCd, options.argoCd ?? {}),
  ]);
  return {
    git,
    argo: createGitOps(plane.client, git),
    rollouts: createRollouts(plane.client),
    stop: () => git.stop(),
  };
}

/** Builds what the layer needs besides the control plane, as far as it is not in the cache. */
export async function buildSimulated(): Promise<readonly [BuiltProduct, BuiltProduct, BuiltProduct]> {
  return [
    await buildProduct(productNamed('kwok')),
    await buildProduct(productNamed('argo-rollouts')),
    await buildProduct(productNamed('argo-cd')),
  ];
}

async function startNodes(plane: ControlPlane, kwok: BuiltProduct, options: SimulatedOptions): Promise<void> {
  const { client, folder, kubeconfig, programs } = plane;
  const stages = join(folder, 'stages.yaml');
  writeFileSync(stages, stageDocuments({ ...usualTiming, ...options.timing }));
  const nodes = simulatedNodes(options.nodes);
  await applyAll(client, nodes);
  const program = programs.start({
    name: 'kwok',
    command: join(kwok.folder, 'kwok'),
    args: [
      `--kubeconfig=${kubeconfig}`,
      `--config=${stages}`,
      `--manage-nodes-with-annotation-selector=${SIMULATED_NODE.key}=${SIMULATED_NODE.value}`,
      '--node-lease-duration-seconds=40',
      '--cidr=10.200.0.0/16',
    ],
    folder,
  });
  await programs.until(
    'all simulated nodes are Ready',
    async () => {
      const reply = await client.list<NodeStatus>('v1', 'Node');
      return reply.ok && reply.body.items.filter(isReady).length >= nodes.length ? true : undefined;
    },
    { of: program },
  );
}

interface NodeStatus {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

function isReady({ status }: NodeStatus): boolean {
  return (
    status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ?? false
  );
}
