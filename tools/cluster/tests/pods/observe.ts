import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, KubernetesObject } from '../../client.ts';

interface Probe {
  readonly httpGet: { readonly path: string };
}

export interface PodObject extends KubernetesObject {
  readonly metadata: KubernetesObject['metadata'] & {
    readonly uid: string;
    readonly deletionTimestamp?: string;
  };
  readonly spec: {
    readonly containers: readonly {
      readonly image: string;
      readonly imagePullPolicy: string;
      readonly startupProbe?: Probe;
      readonly readinessProbe?: Probe;
      readonly livenessProbe?: Probe;
    }[];
  };
  readonly status: {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly containerStatuses?: readonly { readonly restartCount: number }[];
  };
}

export interface DeploymentObject extends KubernetesObject {
  readonly metadata: KubernetesObject['metadata'] & { readonly generation: number };
  readonly spec: { readonly template: { readonly spec: PodObject['spec'] } };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
  };
}

/** What the load has seen; `failures` say when and what. */
export interface LoadReport {
  readonly requests: number;
  readonly versions: Readonly<Record<string, number>>;
  readonly pods: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

/** Looks at one service and at the load on it; waiting fails with what was there last. */
export interface Observer {
  readonly pods: () => Promise<readonly PodObject[]>;
  /** All pods once each of them is as `done` says. */
  readonly podsHave: (done: (pod: PodObject) => boolean, seconds: number) => Promise<readonly PodObject[]>;
  /** A pod of a version, once there is one. */
  readonly podOf: (version: string, seconds: number) => Promise<PodObject>;
  /** As many pods as asked for (1) run this version and no other, and all are available. */
  readonly isRolledOut: (version: string, seconds: number, replicas?: number) => Promise<void>;
  readonly areGone: (pods: readonly PodObject[], seconds: number) => Promise<void>;
  /** What the program answers, through its Service. */
  readonly page: <T>(path: string) => Promise<T>;
  readonly load: () => Promise<LoadReport>;
  readonly loadHas: (done: (report: LoadReport) => boolean, seconds: number) => Promise<LoadReport>;
}

export function observe(client: Client, namespace: string, name: string): Observer {
  const pods = async (): Promise<readonly PodObject[]> => {
    const labelSelector = `app.kubernetes.io/instance=${name}`;
    const reply = await client.list<PodObject>('v1', 'Pod', { namespace, labelSelector });
    if (!reply.ok) throw new Error(reply.message);
    return reply.body.items;
  };
  const page = <T>(path: string): Promise<T> =>
    read<T>(client, `namespaces/${namespace}/services/http:${name}:8080`, path);
  const load = (): Promise<LoadReport> => read(client, 'namespaces/storefront-dev/pods/http:load:9090', '/');
  const podOf = async (version: string): Promise<PodObject | undefined> =>
    (await pods()).find(({ spec }) => spec.containers.every(({ image }) => image.includes(`:${version}@`)));
  return {
    pods,
    podsHave: (done, seconds) => until(pods, (all) => all.every(done), seconds),
    podOf: async (version, seconds) => {
      const found = await until(
        () => podOf(version),
        (pod) => pod !== undefined,
        seconds,
      );
      if (found === undefined) throw new Error(`no pod of ${version}`);
      return found;
    },
    isRolledOut: async (version, seconds, replicas = 1) => {
      const of = { apiVersion: 'apps/v1', kind: 'Deployment', name, namespace };
      await until(
        async () => {
          const reply = await client.get<DeploymentObject>(of);
          return reply.ok ? reply.body : undefined;
        },
        (deployment) => deployment !== undefined && isDone(deployment, version, replicas),
        seconds,
      );
    },
    areGone: async (gone, seconds) => {
      const uids = new Set(gone.map(({ metadata }) => metadata.uid));
      await until(pods, (all) => !all.some(({ metadata }) => uids.has(metadata.uid)), seconds);
    },
    page,
    load,
    loadHas: (done, seconds) => until(load, done, seconds),
  };
}

function isDone({ metadata, spec, status }: DeploymentObject, version: string, replicas: number): boolean {
  return (
    spec.template.spec.containers.every(({ image }) => image.includes(`:${version}@`)) &&
    status?.observedGeneration === metadata.generation &&
    [status.replicas, status.updatedReplicas, status.availableReplicas].every((count) => count === replicas)
  );
}

/** A page of a program, which the API server calls. */
async function read<T>(client: Client, of: string, path: string): Promise<T> {
  const reply = await client.request<T>('GET', `/api/v1/${of}/proxy${path}`);
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${reply.message}`);
  return reply.body;
}

/** Looks until it is as wanted. A look that fails is one that shows nothing yet. */
async function until<T>(look: () => Promise<T>, done: (seen: T) => boolean, seconds: number): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    let last: unknown;
    try {
      const seen = await look();
      if (done(seen)) return seen;
      last = seen;
    } catch (error) {
      last = String(error);
    }
    if (performance.now() > deadline)
      throw new Error(`not within ${seconds} s; last seen: ${JSON.stringify(last, null, 1)}`);
    await sleep(200);
  }
}
