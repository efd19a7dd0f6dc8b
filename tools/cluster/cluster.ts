import { rmSync } from 'node:fs';
import type { Client } from './client.ts';
import { startControlPlane, type ApiLayerOptions, type ControlPlane } from './layers/api.ts';
import type { LayerName } from './layers/names.ts';
import type { RealLayer, RealOptions } from './layers/real/index.ts';
import type { SimulatedLayer, SimulatedOptions } from './layers/simulated/simulated.ts';
import { createPrograms } from './process.ts';
import { completeMinor, type Minor } from './products.ts';
import { cannotRun } from './requirements.ts';
import { takeBaseline } from './reset.ts';
import { createRunFolder } from './run-folder.ts';

export interface ClusterOptions<Layer extends LayerName = LayerName> {
  /** `api` if not given. */
  readonly layer?: Layer;
  /** The minor that has all programs if not given. */
  readonly kubernetes?: Minor;
  /** Of the simulated layer. */
  readonly simulated?: SimulatedOptions;
  /** Of the real layer. */
  readonly real?: RealOptions;
}

export interface RunningCluster {
  readonly layer: LayerName;
  readonly kubernetes: Minor;
  /** Path of an administrator's kubeconfig. */
  readonly kubeconfig: string;
  readonly client: Client;
  /** Everything of this run, logs too. */
  readonly folder: string;
  readonly plane: ControlPlane;
  /** Back to the objects that were there when it had started, or when `keep` was called last. */
  readonly reset: () => Promise<void>;
  /** What is there now stays through every later `reset`. */
  readonly keep: () => Promise<void>;
  /** Ends all programs and removes the folder. */
  readonly stop: () => Promise<void>;
}

/** What each layer adds to a control plane. */
interface Additions {
  readonly api: { readonly simulated?: undefined; readonly real?: undefined };
  readonly simulated: { readonly simulated: SimulatedLayer; readonly real?: undefined };
  readonly real: { readonly simulated?: undefined; readonly real: RealLayer };
}

export type Cluster<Layer extends LayerName = LayerName> = RunningCluster & Additions[Layer];

interface StartedLayer {
  readonly plane: ControlPlane;
  readonly additions: Additions[LayerName];
  readonly stop?: () => Promise<void>;
}

/**
 * Starts a cluster that ends with this process, however that ends. @throws Error that says what failed, with the end
 * of the log; nothing is left running then.
 */
export async function startCluster<Layer extends LayerName = 'api'>(
  options: ClusterOptions<Layer> = {},
): Promise<Cluster<Layer>> {
  const { layer = 'api', kubernetes = completeMinor } = options;
  const reason = await cannotRun(layer);
  if (reason !== undefined) throw new Error(reason);
  const folder = createRunFolder();
  const programs = createPrograms(folder);
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', remove);
  let started: StartedLayer | undefined;
  const stop = async (): Promise<void> => {
    started?.plane.client.close();
    await started?.stop?.();
    await programs.stop();
    remove();
    process.off('exit', remove);
  };
  try {
    started = await startLayer(options, { minor: kubernetes, folder, programs });
    const { plane } = started;
    let baseline = await takeBaseline(plane);
    const cluster: RunningCluster = {
      layer,
      kubernetes,
      kubeconfig: plane.kubeconfig,
      client: plane.client,
      folder,
      plane,
      reset: () => baseline.restore(),
      keep: async () => {
        baseline = await takeBaseline(plane);
      },
      stop,
    };
    return { ...cluster, ...started.additions } as Cluster<Layer>;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startLayer(options: ClusterOptions, base: ApiLayerOptions): Promise<StartedLayer> {
  if (options.layer === 'real') {
    const { startReal } = await import('./layers/real/index.ts');
    const { plane, real } = await startReal(base, options.real);
    return { plane, additions: { real }, stop: real.stop };
  }
  const plane = await startControlPlane(base);
  if (options.layer !== 'simulated') return { plane, additions: {} };
  const { startSimulated } = await import('./layers/simulated/simulated.ts');
  const simulated = await startSimulated(plane, options.simulated);
  return { plane, additions: { simulated }, stop: simulated.stop };
}
