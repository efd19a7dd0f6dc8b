import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, KubernetesObject } from './client.ts';
import { createEtcd, type Change, type Entry, type Etcd } from './etcd.ts';
import type { ControlPlane } from './layers/api.ts';

/** A state to come back to. */
export interface Baseline {
  /** @throws Error when the cluster does not come to rest in it. */
  readonly restore: () => Promise<void>;
}

const root = '/registry/';
/** Kept alive or written again by whoever owns them; they have no meaning for a test. */
const living = /^\/registry\/(?:leases\/kube-(?:system|node-lease)|masterleases|health)\//;
/** Written late and about things past: removed, but nothing waits for the last of them. */
const late = /^\/registry\/events\//;
/** An object of the baseline that is changed again and again is somebody's heartbeat: it is put back this often. */
const timesPutBack = 2;
/** Reads in a row without a difference that count as rest, and milliseconds between them. */
const quietReads = 3;
const pause = 40;
const longest = 20_000;

/** Remembers every object that is there now. */
export async function takeBaseline(plane: ControlPlane): Promise<Baseline> {
  const etcd = createEtcd(plane.etcd);
  const before = new Map((await etcd.read(root)).map((entry) => [entry.key, entry]));
  return { restore: () => restore(etcd, before, plane.client) };
}

/**
 * Rewrites the store below the API server, which sees it as any other change, and repeats that while controllers
 * still answer to what is gone. Objects end without finalizers, which is why this takes no time per namespace.
 */
async function restore(etcd: Etcd, before: ReadonlyMap<string, Entry>, client: Client): Promise<void> {
  const deadline = performance.now() + longest;
  const putBack = new Map<string, number>();
  const gone = new Set<string>();
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < quietReads;) {
      const changes = changesBack(before, await etcd.read(root)).filter(
        (change) => !('put' in change) || (putBack.get(change.put) ?? 0) < timesPutBack,
      );
      for (const change of changes) {
        if ('put' in change) putBack.set(change.put, (putBack.get(change.put) ?? 0) + 1);
        else gone.add(change.key);
      }
      const lasting = changes.filter((change) => 'put' in change || !late.test(change.key));
      quiet = lasting.length === 0 ? quiet + 1 : 0;
      for (const some of revisionsOf(changes)) await etcd.change(some);
      if (performance.now() > deadline)
        throw new Error(`the cluster does not come to rest: ${JSON.stringify(lasting.slice(0, 3))}`);
      if (quiet < quietReads) await sleep(pause);
    }
  };
  await settle();
  await definitionsGone(client, gone, deadline);
  if ([...gone].some((key) => /^\/registry\/(?:validating|mutating)admissionpolic/.test(key))) {
    await policiesGone(client, deadline);
    await settle();
  }
}

/** What to do to `now` so that it says again what `before` said. */
export function changesBack(before: ReadonlyMap<string, Entry>, now: readonly Entry[]): readonly Change[] {
  const changes: Change[] = [];
  const there = new Set<string>();
  for (const { key, value } of now) {
    there.add(key);
    if (living.test(key)) continue;
    const entry = before.get(key);
    if (entry === undefined) changes.push({ key, end: `${key}\0` });
    else if (entry.value !== value) changes.push({ put: key, value: entry.value });
  }
  for (const [key, { value }] of before) {
    if (!there.has(key) && !living.test(key)) changes.push({ put: key, value });
  }
  return changes;
}

/**
 * The changes in groups that may be one revision of the store each: at most one key of a resource. Whoever watches a
 * resource and is too slow is cut off and goes on behind the last revision that it saw; it would never hear of the
 * other changes of that revision. Nobody watches events.
 */
export function revisionsOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const revisions: Change[][] = [];
  const counts = new Map<string, number>();
  for (const change of changes) {
    const key = 'put' in change ? change.put : change.key;
    const [first = '', second = ''] = key.slice(root.length).split('/');
    const resource = first.includes('.') ? `${first}/${second}` : first;
    const count = late.test(key) ? 0 : (counts.get(resource) ?? 0);
    counts.set(resource, count + 1);
    (revisions[count] ??= []).push(change);
  }
  return revisions;
}

/** Waits until the kinds of removed definitions are no longer served. */
async function definitionsGone(client: Client, gone: ReadonlySet<string>, deadline: number): Promise<void> {
  const prefix = `${root}apiextensions.k8s.io/customresourcedefinitions/`;
  const names = [...gone].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  if (names.length === 0) return;
  await untilTrue('removed definitions are still served', deadline, async () => {
    const served = await servedResources(client);
    return served !== undefined && names.every((name) => !served.has(name));
  });
}

/** Every `plural.group` that discovery names. */
export async function servedResources(client: Client): Promise<ReadonlySet<string> | undefined> {
  const reply = await client.request<Discovery>('GET', '/apis', undefined, {
    accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  });
  if (!reply.ok) return undefined;
  return new Set(
    reply.body.items.flatMap(({ metadata, versions }) =>
      versions.flatMap(({ resources }) =>
        (resources ?? []).map(({ resource }) => `${resource}.${metadata.name}`),
      ),
    ),
  );
}

interface Discovery {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly versions: readonly {
      readonly version: string;
      readonly resources?: readonly { readonly resource: string }[];
    }[];
  }[];
}

/**
 * The API server reads admission policies once a second. A policy of our own that already denies was read after the
 * removed ones were gone. It speaks of one name only, so that it may go on for its last second.
 */
async function policiesGone(client: Client, deadline: number): Promise<void> {
  for (const object of [canary, canaryBinding]) {
    const reply = await client.apply(object);
    if (!reply.ok) throw new Error(`cannot tell when admission policies are gone: ${reply.message}`);
  }
  const probe = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: canaryName, namespace: 'default' } };
  await untilTrue('removed admission policies are still in force', deadline, async () => {
    const reply = await client.create(probe, { dryRun: true });
    return !reply.ok && reply.message.includes(canaryName);
  });
}

async function untilTrue(problem: string, deadline: number, check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error(problem);
    await sleep(pause);
  }
}

const canaryName = 'fairway-reset-canary';
const canary: KubernetesObject = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  metadata: { name: canaryName },
  spec: {
    matchConstraints: {
      resourceRules: [
        {
          apiGroups: [''],
          apiVersions: ['v1'],
          resources: ['configmaps'],
          resourceNames: [canaryName],
          operations: ['CREATE'],
        },
      ],
    },
    validations: [{ expression: 'false', message: canaryName }],
  },
};
const canaryBinding: KubernetesObject = {
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicyBinding',
  metadata: { name: canaryName },
  spec: { policyName: canaryName, validationActions: ['Deny'] },
};
