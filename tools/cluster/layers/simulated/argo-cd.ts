import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltProduct } from '../../build/build.ts';
import type { KubernetesObject } from '../../client.ts';
import { freePorts } from '../../ports.ts';
import type { ControlPlane } from '../api.ts';
import { applyAll } from './apply.ts';
import { installModuleDefinitions } from './definitions.ts';
import { isHealthy } from './healthy.ts';

/** Where Argo CD and its Applications live. */
export const ARGO_CD_NAMESPACE = 'argocd';

export interface ArgoCdOptions {
  /** Seconds after which Argo CD looks for new commits by itself; 3 if not given. */
  readonly poll?: number;
}

/** Starts redis, repository server, application controller and ApplicationSet controller. */
export async function startArgoCd(
  plane: ControlPlane,
  built: BuiltProduct,
  { poll = 3 }: ArgoCdOptions,
): Promise<void> {
  const { client, programs } = plane;
  const ports = await choosePorts();
  const start = starter(plane, built);
  startRedis(plane, ports.redis);
  const repository = start('argocd-repo-server', [
    '--address=127.0.0.1',
    `--port=${ports.repository}`,
    '--metrics-address=127.0.0.1',
    `--metrics-port=${ports.repositoryMetrics}`,
    `--redis=127.0.0.1:${ports.redis}`,
    '--disable-tls',
    '--revision-cache-expiration=1s',
  ]);
  await installModuleDefinitions(client, 'argo-cd', 'github.com/argoproj/argo-cd/v3');
  await applyAll(client, settings);
  const controller = start('argocd-application-controller', [
    `--kubeconfig=${plane.kubeconfig}`,
    `--namespace=${ARGO_CD_NAMESPACE}`,
    `--repo-server=127.0.0.1:${ports.repository}`,
    '--repo-server-plaintext',
    `--redis=127.0.0.1:${ports.redis}`,
    `--metrics-port=${ports.controllerMetrics}`,
    `--app-resync=${poll}`,
    '--app-resync-jitter=0',
    '--self-heal-backoff-timeout-seconds=1',
    '--self-heal-backoff-cap-seconds=1',
  ]);
  const sets = start('argocd-applicationset-controller', [
    `--kubeconfig=${plane.kubeconfig}`,
    `--namespace=${ARGO_CD_NAMESPACE}`,
    `--argocd-repo-server=127.0.0.1:${ports.repository}`,
    '--repo-server-plaintext',
    `--metrics-addr=127.0.0.1:${ports.setsMetrics}`,
    `--probe-addr=127.0.0.1:${ports.setsProbe}`,
    `--webhook-addr=127.0.0.1:${ports.setsWebhook}`,
  ]);
  const healthy = (what: string, port: number, of: typeof sets, path = 'healthz'): Promise<true> =>
    programs.until(`${what} is healthy`, () => isHealthy(`http://127.0.0.1:${port}/${path}`), { of });
  await Promise.all([
    healthy('the repository server', ports.repositoryMetrics, repository),
    healthy('the application controller', ports.controllerMetrics, controller),
    healthy('the ApplicationSet controller', ports.setsMetrics, sets, 'metrics'),
  ]);
}

interface Ports {
  readonly redis: number;
  readonly repository: number;
  readonly repositoryMetrics: number;
  readonly controllerMetrics: number;
  readonly setsMetrics: number;
  readonly setsProbe: number;
  readonly setsWebhook: number;
}

async function choosePorts(): Promise<Ports> {
  const [redis = 0, repository = 0, repositoryMetrics = 0, controllerMetrics = 0, ...sets] = await freePorts(7);
  const [setsMetrics = 0, setsProbe = 0, setsWebhook = 0] = sets;
  return { redis, repository, repositoryMetrics, controllerMetrics, setsMetrics, setsProbe, setsWebhook };
}

function startRedis({ programs, folder }: ControlPlane, port: number): void {
  const options = { port, bind: '127.0.0.1', save: '', appendonly: 'no', dir: folder };
  programs.start({
    name: 'redis',
    command: 'redis-server',
    args: Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
  });
}

/** One program plays all roles of Argo CD; all its files, clones too, stay in the folder of the run. */
function starter({ folder, kubeconfig, programs }: ControlPlane, built: BuiltProduct) {
  const home = join(folder, 'argocd');
  for (const part of ['tls', 'ssh', 'tmp']) mkdirSync(join(home, part), { recursive: true });
  return (role: string, args: readonly string[]) =>
    programs.start({
      name: role,
      command: join(built.folder, 'argocd'),
      args: [...args, '--loglevel=warn'],
      folder: home,
      environment: {
        ARGOCD_BINARY_NAME: role,
        ARGOCD_FAKE_IN_CLUSTER: 'true',
        ARGOCD_GPG_ENABLED: 'false',
        ARGOCD_TLS_DATA_PATH: join(home, 'tls'),
        ARGOCD_SSH_DATA_PATH: join(home, 'ssh'),
        ARGOCD_K8S_CLIENT_QPS: '500',
        ARGOCD_K8S_CLIENT_BURST: '1000',
        ARGOCD_SYNC_WAVE_DELAY: '0',
        KUBECONFIG: kubeconfig,
        HOME: home,
        TMPDIR: join(home, 'tmp'),
      },
    });
}

const part = { 'app.kubernetes.io/part-of': 'argocd' };

/** What Argo CD reads of itself: settings as delivered, and one project that allows everything. */
const settings: readonly KubernetesObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: ARGO_CD_NAMESPACE } },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'argocd-cm', namespace: ARGO_CD_NAMESPACE, labels: part },
    data: {},
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'argocd-secret', namespace: ARGO_CD_NAMESPACE, labels: part },
    stringData: { 'server.secretkey': randomBytes(32).toString('base64') },
  },
  {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'default', namespace: ARGO_CD_NAMESPACE },
    spec: {
      sourceRepos: ['*'],
      destinations: [{ server: '*', namespace: '*' }],
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    },
  },
];
