import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildProduct } from '../../build/build.ts';
import { completeMinor, kubernetesOf } from '../../products.ts';
import { describeMissing } from '../../requirements.ts';
import { startControlPlane, type ApiLayerOptions, type ControlPlane } from '../api.ts';
import { addresses, nodeName } from './addresses.ts';
import { containerGroups, createControlGroup, processesIn } from './control-groups.ts';
import { pauseProgram } from './images/programs.ts';
import type { PullCredentials } from './images/registry.ts';
import { storeImage, type ImageContents, type StoredImage } from './images/store.ts';
import { startJanitor } from './janitor.ts';
import { pauseImage } from './node-files.ts';
import { missingForReal, networkPlugins, whatRealProves } from './requirements.ts';
import { createWorld, type World } from './world.ts';

export { nodeProgram } from './images/programs.ts';
export type { PullCredentials } from './images/registry.ts';
export type { ImageContents, StoredImage } from './images/store.ts';

export interface RealOptions {
  /** Who may pull, by host of a registry; others let everybody pull. */
  readonly credentials?: Readonly<Record<string, PullCredentials>>;
}

/** A node on which pods really run. */
export interface RealLayer {
  /** Makes an image that pods can name at once; its registry and repository are as in `name`. */
  readonly addImage: (contents: ImageContents) => StoredImage;
  /** Numbers of all processes of a pod, as seen from outside; by the pod's uid. */
  readonly processesOf: (podUid: string) => readonly number[];
  /** Runs a command in the network of the node: a prefix for a command line. */
  readonly through: readonly string[];
  /** Rejects when a program of the node ends by itself; never settles otherwise. */
  readonly failed: Promise<never>;
  /** Ends every process and removes every control group. */
  readonly stop: () => Promise<void>;
}

const controlPlaneFlags = [
  '--bind-address=0.0.0.0',
  `--advertise-address=${addresses.node}`,
  '--endpoint-reconciler-type=master-count',
  '--kubelet-preferred-address-types=InternalIP',
];

/**
 * Starts a control plane and one node with containerd, kubelet, and kube-proxy in namespaces of their own. The API
 * server is reached as that of every other layer. @throws Error that says what this machine lacks.
 */
export async function startReal(
  options: ApiLayerOptions,
  { credentials = {} }: RealOptions = {},
): Promise<{ readonly plane: ControlPlane; readonly real: RealLayer }> {
  const problem = describeMissing('real', missingForReal(), whatRealProves);
  if (problem !== undefined) throw new Error(problem);
  if (options.minor !== completeMinor)
    throw new Error(`there are kubelets of Kubernetes ${completeMinor} only`);
  const { folder, programs } = options;
  const controlGroup = createControlGroup(folder);
  const janitor = startJanitor(controlGroup, folder);
  let world: World | undefined;
  const stop = async (): Promise<void> => {
    await world?.stop();
    await programs.stop();
    await janitor.cleanUp();
  };
  try {
    world = await createWorld(folder);
    const images = join(folder, 'images');
    mkdirSync(images);
    storeImage(images, {
      ...pauseImage,
      layers: [[{ path: '/pause', mode: 0o755, contents: pauseProgram() }]],
      entrypoint: ['/pause'],
    });
    const plane = await startControlPlane({
      ...options,
      apiServerFlags: [...controlPlaneFlags, ...(options.apiServerFlags ?? [])],
      through: world.through,
      reach: world.reach,
    });
    await startNode(world, plane, { controlGroup, images, credentials });
    return {
      plane,
      real: {
        addImage: (contents) => storeImage(images, contents),
        processesOf: (uid) => containerGroups(controlGroup, uid).flatMap(processesIn),
        through: world.through,
        failed: world.failed,
        stop,
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startNode(
  world: World,
  plane: ControlPlane,
  settings: {
    readonly controlGroup: string;
    readonly images: string;
    readonly credentials: Readonly<Record<string, PullCredentials>>;
  },
): Promise<void> {
  const { access, client, folder, programs } = plane;
  const { certificate = '', key = '' } = access;
  const kubernetes = await buildProduct(kubernetesOf(completeMinor));
  await world.startNode({
    ...settings,
    folder,
    programs: kubernetes.folder,
    plugins: networkPlugins() ?? '',
    authority: join(folder, 'ca.crt'),
    kubeletKubeconfig: plane.writeKubeconfig('kubelet', {
      commonName: `system:node:${nodeName}`,
      organizations: ['system:nodes'],
    }),
    kubeProxyKubeconfig: plane.writeKubeconfig('kube-proxy', { commonName: 'system:kube-proxy' }),
    server: access.server,
    certificate,
    key,
  });
  const ready = programs.until(
    'the node is ready',
    async () => {
      const node = await client.get<NodeObject>({ apiVersion: 'v1', kind: 'Node', name: nodeName });
      return node.ok && isReady(node.body) ? true : undefined;
    },
    { seconds: 60 },
  );
  await Promise.race([ready, world.failed]);
}

interface NodeObject {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

function isReady({ status }: NodeObject): boolean {
  return (
    status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ?? false
  );
}
