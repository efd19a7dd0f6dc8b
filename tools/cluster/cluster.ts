import { rmSync } from 'node:fs';
import type { Client } from './client.ts';
import { startControlPlane, type ControlPlane } from './layers/api.ts';
import { startReal, type RealLayer, type RealOptions } from './layers/real/index.ts';
import { startSimulated, type SimulatedLayer, type SimulatedOptions } from './layers/simulated/simulated.ts';
import { createPrograms } from './process.ts';
import { completeMinor, type Minor } from './products.ts';
import { takeBaseline, type Baseline } from './reset.ts';
import { createRunFolder } from './run-folder.ts';

export const layers = ['api', 'simulated', 'real'] as const;
export type LayerName = (typeof layers)[number];

export interface ClusterOptions {
  /** `api` if not given. */
  readonly layer?: LayerName;
  /** The newest minor with all programs if not given. */
  readonly kubernetes?: Minor;
  /** Nodes, timing and polling of the simulated layer. */
  readonly simulated?: SimulatedOptions;
  /** Who may pull images in the real layer. */
  readonly real?: RealOptions;
}

export interface Cluster {
  readonly layer: LayerName;
  readonly kubernetes: Minor;
  /** Path of an administrator's kubeconfig. */
  readonly kubeconfig: string;
  readonly client: Client;
  /** Everything of this run, logs too. */
  readonly folder: string;
  readonly plane: ControlPlane;
  /** Git server, Argo CD and Argo Rollouts, where the layer has them. */
  readonly simulated?: SimulatedLayer;
  /** The node and its images, where pods really run. */
  readonly real?: RealLayer;
  /** Back to how it was when it had started, or when `keep` was called last. */
  readonly reset: () => Promise<void>;
  /** What is there now stays through every later `reset`. */
  readonly keep: () => Promise<void>;
  /** Ends all programs and removes the folder. */
  readonly stop: () => Promise<void>;
}

/** What a layer adds to a control plane; it starts programs with `plane.programs`, which end with the run. */
export type StartLayer = (plane: ControlPlane) => Promise<void>;

/**
 * Starts a cluster that ends with this process, however that ends. @throws Error that says what failed, with the end
 * of the log; nothing is left running then.
 */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const { layer = 'api', kubernetes = completeMinor } = options;
  const folder = createRunFolder();
  const programs = createPrograms(folder);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const stop = async (): Promise<void> => {
    await programs.stop();
    remove();
    process.off('exit', remove);
  };
  try {
    const place = { minor: kubernetes, folder, programs };
    const { plane, real } =
      layer === 'real'
        ? await startReal(place, options.real)
        : { plane: await startControlPlane(place), real: undefined };
    const simulated = layer === 'simulated' ? await startSimulated(plane, options.simulated) : undefined;
    let baseline: Baseline = await takeBaseline(plane);
    return {
      layer,
      kubernetes,
      kubeconfig: plane.kubeconfig,
      client: plane.client,
      folder,
      plane,
      ...(simulated === undefined ? {} : { simulated }),
      ...(real === undefined ? {} : { real }),
      reset: () => baseline.restore(),
      keep: async () => {
        baseline = await takeBaseline(plane);
      },
      stop: async () => {
        plane.client.close();
        await simulated?.stop();
        await real?.stop();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
