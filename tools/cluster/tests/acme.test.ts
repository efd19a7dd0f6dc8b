import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../client.ts';
import { startCluster, type Cluster } from '../cluster.ts';
import { recordSection } from '../report/section.ts';
import { busiestNode, drain } from './acme/drain.ts';
import { notesOf } from './acme/notes.ts';
import { installOpenDefinitions } from './acme/open-definitions.ts';
import {
  belongsTo,
  failures,
  forgetEvents,
  isReady,
  isSettled,
  late,
  pause,
  podsOf,
  setQuota,
  type Pod,
} from './acme/live.ts';
import { addNodes } from './acme/nodes.ts';
import {
  holdBothSets,
  promote,
  release,
  roll,
  rolling,
  second,
  stopQuickly,
  timeToReady,
  toMaximum,
  twoSets,
} from './acme/phases.ts';
import { compileAcme, type NamespaceRecord } from './acme/record.ts';
import {
  batchesOf,
  dimensions,
  floorOf,
  quotaOf,
  surgeOf,
  workloadsOf,
  type Dimension,
  type Workload,
} from './acme/workloads.ts';
import { startControllers, type FixtureControllers } from './gitops/controllers.ts';
import { installKindsOf } from './gitops/definitions.ts';
import { pod } from './objects.ts';
import { until } from './simulated-objects.ts';

const record = await compileAcme();
const lowered = await notesOf('FWY4150');

let cluster: Cluster<'simulated'>;
let client: Client;
let controllers: FixtureControllers;
let open: readonly string[];

beforeAll(async () => {
  const timing = { start: timeToReady * second, work: 3_600_000, stop: 100 };
  cluster = await startCluster({ layer: 'simulated', simulated: { timing } });
  client = cluster.client;
  const everything = [...record.values()].flatMap((records) => records.flatMap(({ objects }) => objects));
  await installKindsOf(client, everything);
  open = await installOpenDefinitions(client, everything);
  await addNodes(client, [...record.values()].flat());
  await cluster.keep();
  controllers = startControllers(client);
});

afterAll(async () => {
  await controllers?.stop();
  await cluster?.stop();
});

it('knows the schemas of all kinds but one, which nobody publishes', () => {
  expect(open).toEqual(['alb.networking.azure.io/v1 RoutePolicy']);
});

describe.each([...record])('%s', { timeout: 300_000 }, (_, records) => {
  const workloads = records.flatMap(workloadsOf);
  const batches = records.flatMap(batchesOf);

  beforeAll(() => cluster.reset());

  it('takes every object', async () => {
    expect((await Promise.all(records.map(applyAll))).flat()).toEqual([]);
  });

  it('brings every workload to its replicas, with no pod refused by anybody', async () => {
    expect(await late(client, workloads, isSettled)).toEqual([]);
    expect(await failuresIn(records)).toEqual([]);
  });

  it('refuses a pod that Pod Security restricted refuses, in every namespace that has it', async () => {
    const replies = records.map(async ({ name, objects }) => {
      const labels = objects.find(({ kind }) => kind === 'Namespace')?.metadata.labels ?? {};
      const reply = await client.create(pod('root', name, { securityContext: {} }), { dryRun: true });
      const wanted = labels['pod-security.kubernetes.io/enforce'];
      return [name, wanted, !reply.ok && reply.message.includes(`violates PodSecurity "${wanted}:`)];
    });
    expect((await Promise.all(replies)).filter(([, , refused]) => refused !== true)).toEqual(
      // The system of the warehouse says why it is `baseline`.
      records.filter(({ name }) => name.startsWith('warehouse-')).map(({ name }) => [name, 'baseline', false]),
    );
  });

  it('runs everything at its maximum', async () => {
    expect(await toMaximum(client, workloads, batches)).toEqual([]);
    await holdBothSets(client, workloads);
    expect(await release(cluster.simulated.rollouts, client, workloads)).toEqual([]);
  });

  it('meets no quota while everything is rolled out at once, at the quota as it is', async () => {
    await Promise.all(records.map(({ name }) => forgetEvents(client, name)));
    await roll(client, workloads, '2');
    expect(await release(cluster.simulated.rollouts, client, workloads)).toEqual([]);
    const refused = (await failuresIn(records)).filter((one) => one.includes('exceeded quota'));
    const expected = refused.filter((one) => lowered.some((note) => note.includes(one.split(':')[0] ?? '')));
    expect(refused.filter((one) => !expected.includes(one))).toEqual([]);
    await stopQuickly(client, workloads);
    expect(await release(cluster.simulated.rollouts, client, workloads)).toEqual([]);
  });

  it('ends a rollout of everything at the floor of the quota', async () => {
    await setFloors(records);
    expect(await rollBothSets(workloads, '3')).toEqual([]);
    const others = workloads.filter(({ replacement }) => replacement !== 'twoSets');
    await roll(client, others, '3');
    expect(await release(cluster.simulated.rollouts, client, others)).toEqual([]);
    expect(await release(cluster.simulated.rollouts, client, workloads)).toEqual([]);
  });

  it.each<readonly [string, (record: NamespaceRecord) => Dimension]>([
    ['one pod less', () => 'pods'],
    ['less CPU, memory, or disk', dimensionOf],
  ])('never ends it with %s, while the old pods stay available', async (tag, lessOf) => {
    await setFloors(records, lessOf);
    expect(await rollBothSets(workloads, tagOf(tag))).toEqual([]);
    const others = workloads.filter(({ replacement }) => replacement !== 'twoSets');
    await roll(client, others, tagOf(tag));
    await promote(cluster.simulated.rollouts, client, rolling(workloads));
    expect(await late(client, others, () => false, { seconds: 6 })).toHaveLength(others.length);
    expect(await endedIn(records)).toEqual([]);
    expect(await unavailableOf(rolling(workloads))).toEqual([]);
    await Promise.all(records.map((one) => setQuota(client, one.name, quotaOf(one))));
    expect(await release(cluster.simulated.rollouts, client, workloads)).toEqual([]);
  });

  it('stops a failing image at the surge, with the old pods available', async () => {
    const running = workloads.filter(({ replacement }) => replacement !== 'recreate');
    await roll(client, running, '4-bad');
    await until('every workload has failing pods', async () => (await wrongIn(running)).length === 0);
    await pause(3000);
    expect(await wrongIn(running)).toEqual([]);
    await roll(client, running, '5');
    expect(await release(cluster.simulated.rollouts, client, workloads)).toEqual([]);
  });

  it('drains a node, one pod of a workload at a time', async () => {
    const node = await busiestNode(client);
    const drained = await drain(client, node, workloads);
    expect(drained.left).toEqual([]);
    expect(drained.moved).toBeGreaterThan(2);
    expect(drained.short).toEqual([]);
    expect(await late(client, workloads, isSettled)).toEqual([]);
  });
});

it('is a section of the page of proofs', () => {
  const rows = [...record].map(([name, records]) => {
    const workloads = records.flatMap(workloadsOf);
    const replicas = workloads.reduce((sum, { maximum }) => sum + maximum, 0);
    const objects = records.reduce((sum, one) => sum + one.objects.length, 0);
    return [name, records.length, objects, workloads.length, replicas].map(String);
  });
  expect(rows.map(([name]) => name)).toEqual(['aws-frankfurt', 'dc-frankfurt', 'azure-amsterdam']);
  recordSection({
    order: 30,
    title: 'The whole of acme, running',
    text: [
      'Everything that acme compiles to, applied to a real control plane with real controllers; nodes and pods are simulated, on a time scale of their own. Every workload becomes available, with no pod refused by anybody, in namespaces that refuse a pod without the restrictions of Pod Security.',
      'At the maximum of replicas and of Jobs, everything is rolled out at once. At the quota that Fairway recommends no pod is refused, except where a note of the compiler says that the quota was lowered. At the floor of the quota the rollout ends. With one pod less, or with less CPU, memory, or disk, in each namespace it never ends, and all old pods stay available.',
      'An image that fails stops at the surge, or at the second set of pods, with all old pods available. A drained node loses its pods one of a workload at a time, and each comes up elsewhere.',
    ],
    table: { head: ['Cluster', 'Namespaces', 'Objects', 'Workloads', 'Replicas at the maximum'], rows },
  });
});

/** A namespace is there before what is in it. */
async function applyAll({ objects }: NamespaceRecord): Promise<string[]> {
  const apply = async (object: NamespaceRecord['objects'][number]): Promise<string[]> => {
    const reply = await client.apply(object, { force: true });
    const { kind, metadata } = object;
    return reply.ok ? [] : [`${kind} ${metadata.namespace}/${metadata.name}: ${reply.message}`];
  };
  const [first, ...rest] = objects;
  if (first?.kind !== 'Namespace') throw new Error('a namespace comes first');
  return [...(await apply(first)), ...(await Promise.all(rest.map(apply))).flat()];
}

async function failuresIn(records: readonly NamespaceRecord[]): Promise<string[]> {
  return (await Promise.all(records.map(({ name }) => failures(client, name)))).flat();
}

const scarce = dimensions.filter((dimension) => dimension !== 'pods');

/** Which dimension is a little less in a namespace: all of them get their turn. */
function dimensionOf(one: NamespaceRecord): Dimension {
  const all = [...record.values()].flat();
  return scarce[all.indexOf(one) % scarce.length] ?? 'requests.cpu';
}

function tagOf(text: string): string {
  return text.replaceAll(/[^a-z]+/gi, '-');
}

/** Quotas at their floor; of one dimension a little less. */
async function setFloors(
  records: readonly NamespaceRecord[],
  lessOf?: (record: NamespaceRecord) => Dimension,
): Promise<void> {
  await Promise.all(
    records.map((one) => {
      const floor = floorOf(workloadsOf(one), batchesOf(one));
      const less = lessOf?.(one);
      const amounts = less === undefined ? floor : { ...floor, [less]: Math.max(0, floor[less] - 1) };
      return setQuota(client, one.name, amounts);
    }),
  );
}

/** Rolls out what has two sets of pods, up to where both are there; what is missing after a while. */
async function rollBothSets(workloads: readonly Workload[], tag: string): Promise<string[]> {
  await roll(client, twoSets(workloads), tag);
  const deadline = performance.now() + 60_000;
  for (;;) {
    const pods = (await podsOf(client)).filter(isReady);
    const missing = twoSets(workloads).filter(
      (workload) => pods.filter((one) => belongsTo(one, workload)).length !== 2 * workload.maximum,
    );
    if (missing.length === 0) return [];
    if (performance.now() > deadline)
      return missing.map(({ namespace, name }) => `${namespace}/${name} has not both sets`);
    await pause(200);
  }
}

/** Namespaces in which everything was rolled out. */
async function endedIn(records: readonly NamespaceRecord[]): Promise<string[]> {
  const ended: string[] = [];
  for (const one of records) {
    const others = workloadsOf(one).filter(({ replacement }) => replacement !== 'twoSets');
    if (others.length > 0 && (await late(client, others, isSettled, { seconds: 0 })).length === 0)
      ended.push(one.name);
  }
  return ended;
}

/** Workloads with fewer ready pods than they are to have. */
async function unavailableOf(workloads: readonly Workload[]): Promise<string[]> {
  const pods = (await podsOf(client)).filter(isReady);
  return workloads.flatMap((workload) => {
    const ready = pods.filter((one) => belongsTo(one, workload)).length;
    return ready >= workload.maximum ? [] : [`${workload.namespace}/${workload.name}: ${ready}`];
  });
}

/**
 * Workloads that are not as an update with a failing image leaves them: all old pods available, beside them at least
 * one new pod and at most those of the surge or of the second set.
 */
async function wrongIn(workloads: readonly Workload[]): Promise<string[]> {
  const pods = await podsOf(client);
  return workloads.flatMap((workload) => {
    const own = pods.filter((one) => belongsTo(one, workload));
    const ready = own.filter(isReady);
    const old = ready.filter((one) => !isBad(one)).length;
    const failing = own.length - ready.length;
    const most = workload.replacement === 'twoSets' ? workload.maximum : surgeOf(workload);
    return old === workload.maximum && failing >= 1 && failing <= most
      ? []
      : [`${workload.namespace}/${workload.name}: ${old} of ${workload.maximum} old, ${failing} failing`];
  });
}

function isBad({ spec }: Pod): boolean {
  return spec.containers[0]?.image.endsWith('-bad') === true;
}
