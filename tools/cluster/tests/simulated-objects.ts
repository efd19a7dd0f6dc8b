import type { Client, KubernetesObject, ObjectReference, Reply } from '../client.ts';

/** What the server answered. @throws Error with its words when it refused. */
export async function accepted<T>(reply: Promise<Reply<T>>): Promise<T> {
  const answer = await reply;
  if (!answer.ok) throw new Error(`${answer.status} ${answer.reason}: ${answer.message}`);
  return answer.body;
}

/** Waits until something holds. @throws Error that names it after `seconds`. */
export async function until(what: string, holds: () => Promise<boolean>, seconds = 30): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not after ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function namespace(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

/** Three replicas that a failing release never takes down; it gives up after 4 seconds. */
export function deployment(
  space: string,
  name: string,
  image: string,
  { labels = {} }: { readonly labels?: Readonly<Record<string, string>> } = {},
): KubernetesObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: space },
    spec: {
      replicas: 3,
      progressDeadlineSeconds: 4,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name, ...labels } },
        spec: { containers: [{ name: 'app', image }] },
      },
    },
  };
}

export function workloadReference(space: string, name: string, kind = 'Deployment'): ObjectReference {
  return { apiVersion: 'apps/v1', kind, namespace: space, name };
}

export async function statusOf<T>(client: Client, of: ObjectReference): Promise<T> {
  const { status } = await accepted(client.get<{ readonly status?: T }>(of));
  return status ?? ({} as T);
}

export interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly spec: { readonly containers: readonly { readonly name: string; readonly image: string }[] };
  readonly status: {
    readonly phase: string;
    readonly conditions: readonly { readonly type: string; readonly status: string }[];
  };
}

/** Pods of a workload of `deployment` that are not on their way out. */
export async function podsOf(client: Client, space: string, name: string): Promise<readonly Pod[]> {
  const { items } = await accepted(
    client.list<Pod>('v1', 'Pod', { namespace: space, labelSelector: `app=${name}` }),
  );
  return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}
