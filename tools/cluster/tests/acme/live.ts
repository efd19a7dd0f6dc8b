import type { Client, KubernetesObject } from '../../client.ts';
import { accepted } from '../simulated-objects.ts';
import { hardOf, type Amounts, type Batch, type Workload } from './workloads.ts';

export interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly deletionTimestamp?: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly nodeName?: string; readonly containers: readonly { readonly image: string }[] };
  readonly status: {
    readonly phase: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

interface Running extends KubernetesObject {
  readonly metadata: KubernetesObject['metadata'] & { readonly generation: number };
  readonly spec: { readonly replicas?: number };
  readonly status?: {
    readonly observedGeneration?: number | string;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
    readonly phase?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message?: string;
    }[];
  };
}

/** Everything that runs has the newest template, all of its replicas, and nothing left of older ones. */
export function isSettled({ kind, metadata, spec, status = {} }: Running): boolean {
  const { replicas = 1 } = spec;
  const { observedGeneration, updatedReplicas = 0, availableReplicas = 0 } = status;
  return (
    String(observedGeneration) === String(metadata.generation) &&
    status.replicas === replicas &&
    updatedReplicas === replicas &&
    availableReplicas === replicas &&
    (kind !== 'Rollout' || status.phase === 'Healthy')
  );
}

export async function read(client: Client, workload: Workload): Promise<Running> {
  const { apiVersion, kind } = workload;
  return { ...(await accepted(client.get<Running>(workload))), apiVersion, kind };
}

/**
 * Waits until all are as `done` says; gives the others, with what they say, after `seconds`. Those that were refused
 * pods need not wait as long as they would, unless the caller is `patient`.
 */
export async function late(
  client: Client,
  workloads: readonly Workload[],
  done: (running: Running, workload: Workload) => boolean,
  { seconds = 60, patient = false }: { readonly seconds?: number; readonly patient?: boolean } = {},
): Promise<readonly string[]> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const found = await readAll(client, workloads);
    const left = found.filter(({ running, workload }) => !done(running, workload));
    if (left.length === 0) return [];
    if (performance.now() > deadline)
      return left.map(({ workload, running }) => describeLate(workload, running));
    if (!patient) await nudge(client);
    await pause(400);
  }
}

/** What runs, read with one call per kind. */
async function readAll(
  client: Client,
  workloads: readonly Workload[],
): Promise<readonly { readonly workload: Workload; readonly running: Running }[]> {
  const kinds = new Map(workloads.map(({ apiVersion, kind }) => [kind, apiVersion]));
  const found = new Map<string, Running>();
  for (const [kind, apiVersion] of kinds) {
    const { items } = await accepted(client.list<Running>(apiVersion, kind));
    for (const item of items) {
      found.set(`${kind} ${item.metadata.namespace}/${item.metadata.name}`, { ...item, apiVersion, kind });
    }
  }
  return workloads.map((workload) => {
    const name = `${workload.kind} ${workload.namespace}/${workload.name}`;
    const running = found.get(name);
    if (running === undefined) throw new Error(`${name} is not there`);
    return { workload, running };
  });
}

function describeLate({ kind, namespace, name, maximum }: Workload, { status, spec }: Running): string {
  return `${kind} ${namespace}/${name}, at most ${maximum}: ${JSON.stringify({ replicas: spec.replicas, ...status })}`;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** JSON Patch (RFC 6902) of one object. */
export async function change(
  client: Client,
  of: { readonly apiVersion: string; readonly kind: string; readonly namespace: string; readonly name: string },
  ...operations: readonly {
    readonly op: 'add' | 'replace' | 'remove';
    readonly path: string;
    readonly value?: unknown;
  }[]
): Promise<void> {
  const resource = await client.resource(of.apiVersion, of.kind);
  if (resource === undefined) throw new Error(`no kind ${of.kind}`);
  const root = of.apiVersion.includes('/') ? `/apis/${of.apiVersion}` : `/api/${of.apiVersion}`;
  const path = `${root}/namespaces/${of.namespace}/${resource.name}/${of.name}`;
  const contentType = 'application/json-patch+json';
  const reply = await client.request('PATCH', path, operations, { contentType });
  if (!reply.ok) throw new Error(`${of.kind} ${of.namespace}/${of.name}: ${reply.message}`);
}

export function setImage(client: Client, workload: Workload, image: string): Promise<void> {
  return change(client, workload, {
    op: 'replace',
    path: '/spec/template/spec/containers/0/image',
    value: image,
  });
}

/** Replaces the amounts of the quota of a namespace; its counts of objects stay. */
export async function setQuota(client: Client, namespace: string, amounts: Amounts): Promise<void> {
  const of = { apiVersion: 'v1', kind: 'ResourceQuota', name: 'compute-quota', namespace };
  const hard = hardOf(amounts);
  await accepted(client.patch(of, { spec: { hard } }));
  const applied = await client.waitFor<{
    status?: { hard?: Readonly<Record<string, string>> };
    spec: { hard: object };
  }>(of, (quota) => JSON.stringify(quota?.status?.hard) === JSON.stringify(quota?.spec.hard));
  if (!applied) throw new Error(`the quota of ${namespace} does not hold`);
}

export async function podsOf(client: Client, namespace?: string): Promise<readonly Pod[]> {
  const { items } = await accepted(client.list<Pod>('v1', 'Pod', namespace === undefined ? {} : { namespace }));
  return items;
}

export function isReady({ metadata, status }: Pod): boolean {
  return (
    metadata.deletionTimestamp === undefined &&
    (status.conditions ?? []).some(({ type, status: is }) => type === 'Ready' && is === 'True')
  );
}

/** Pods of a workload: the label that all objects of a unit have. */
export function belongsTo({ metadata }: Pod, { namespace, instance }: Workload | Batch): boolean {
  return metadata.namespace === namespace && metadata.labels['app.kubernetes.io/instance'] === instance;
}

interface ReplicaSet {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly replicas: number };
  readonly status: { readonly replicas: number };
}

let nudges = 0;

/**
 * Lets ReplicaSets that lack pods try again now. Their controller does that by itself, but after a refusal only when
 * 5 ms, then twice as long, at last 16 minutes are over.
 */
export async function nudge(client: Client): Promise<void> {
  const { items } = await accepted(client.list<ReplicaSet>('apps/v1', 'ReplicaSet'));
  const lacking = items.filter(({ spec, status }) => status.replicas < spec.replicas);
  nudges += 1;
  const annotations = { 'simulated.fairway.dev/nudge': String(nudges) };
  await Promise.all(
    lacking.map(({ metadata }) =>
      client.patch({ apiVersion: 'apps/v1', kind: 'ReplicaSet', ...metadata }, { metadata: { annotations } }),
    ),
  );
}

interface Event {
  readonly reason: string;
  readonly message: string;
  readonly involvedObject: { readonly kind: string; readonly name: string };
}

/** What controllers could not create, in the words of the server. */
export async function failures(client: Client, namespace: string): Promise<readonly string[]> {
  const { items } = await accepted(client.list<Event>('v1', 'Event', { namespace }));
  // A controller that was at work when the cluster was reset says so a little later, in the new namespace of that name.
  const former = `namespaces "${namespace}" not found`;
  return items
    .filter(({ reason, message }) => reason === 'FailedCreate' && !message.includes(former))
    .map(({ involvedObject: { kind, name }, message }) => `${namespace}: ${kind} ${name}: ${message}`);
}

/** Forgets what was reported so far. */
export async function forgetEvents(client: Client, namespace: string): Promise<void> {
  await accepted(client.request('DELETE', `/api/v1/namespaces/${namespace}/events`));
}
