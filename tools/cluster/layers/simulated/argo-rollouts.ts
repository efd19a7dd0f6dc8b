import { join } from 'node:path';
import type { BuiltProduct } from '../../build/build.ts';
import { freePorts } from '../../ports.ts';
import type { RunningProgram } from '../../process.ts';
import type { ControlPlane } from '../api.ts';
import { applyAll } from './apply.ts';
import { installModuleDefinitions } from './definitions.ts';
import { isHealthy } from './healthy.ts';

const NAMESPACE = 'argo-rollouts';

/** The traffic router that Rollouts of Gateway API routes name. */
const GATEWAY_PLUGIN = 'argoproj-labs/gatewayAPI';

/** Starts the controller of Argo Rollouts, with a traffic router for Gateway API routes. */
export async function startArgoRollouts(plane: ControlPlane, built: BuiltProduct): Promise<RunningProgram> {
  const { client, folder, kubeconfig, programs } = plane;
  const plugins = [{ name: GATEWAY_PLUGIN, location: `file://${join(built.folder, 'gateway-router')}` }];
  const [[metrics, health]] = await Promise.all([
    freePorts(2),
    installModuleDefinitions(client, 'argo-rollouts', 'github.com/argoproj/argo-rollouts'),
    applyAll(client, [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'argo-rollouts-config', namespace: NAMESPACE },
        data: { trafficRouterPlugins: JSON.stringify(plugins) },
      },
    ]),
  ]);
  const controller = programs.start({
    name: 'argo-rollouts',
    command: join(built.folder, 'rollouts-controller'),
    args: [
      `--kubeconfig=${kubeconfig}`,
      '--leader-elect=false',
      `--metricsport=${metrics}`,
      `--healthzPort=${health}`,
      '--qps=500',
      '--burst=1000',
    ],
    environment: { KUBECONFIG: kubeconfig },
    folder,
  });
  await programs.until('Argo Rollouts is healthy', () => isHealthy(`http://127.0.0.1:${health}/healthz`), {
    of: controller,
  });
  return controller;
}
