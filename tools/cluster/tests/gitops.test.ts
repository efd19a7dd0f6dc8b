import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, KubernetesObject } from '../client.ts';
import type { GitOps } from '../layers/simulated/gitops.ts';
import type { SimulatedLayer } from '../layers/simulated/simulated.ts';
import { recordSection } from '../report/section.ts';
import { applicationSpec, startAcmeCluster, type AcmeCluster } from './gitops/acme-cluster.ts';
import { changed, identities, missingReferences, readLive } from './gitops/live.ts';
import { copyOfAcme, differences, objectsOf } from './gitops/organization.ts';
import { accepted, until } from './simulated-objects.ts';

/** Part of the record: one environment on one cluster. */
const folder = 'prod/aws-frankfurt';
const acme = copyOfAcme();
let record: Readonly<Record<string, string>> = {};
let objects: ReadonlyMap<string, KubernetesObject> = new Map();
let world: AcmeCluster;
let client: Client;
let git: SimulatedLayer['git'];
let argo: GitOps;

beforeAll(async () => {
  record = await acme.compile('prod', folder);
  objects = objectsOf(record);
  world = await startAcmeCluster(objects.values());
  client = world.cluster.client;
  ({ git, argo } = world.layer);
});

afterAll(async () => {
  await world?.stop();
  acme.delete();
});

/** Compiles what the copy says now, commits it, and waits until Argo CD has it; where a canary begins, until it waits. */
async function release(message: string, health = 'Healthy'): Promise<string> {
  const after = await acme.compile('prod', folder);
  const gone = Object.keys(record).filter((path) => !(path in after));
  const revision = await git.commit(
    { ...after, ...Object.fromEntries(gone.map((path) => [path, null])) },
    message,
  );
  record = after;
  objects = objectsOf(after);
  await argo.refresh('acme');
  await argo.waitFor('acme', { revision, health, seconds: 90 });
  return revision;
}

describe('the record of acme, one environment on one cluster', () => {
  it('is Synced and Healthy as a whole', async () => {
    const revision = await git.commit(record, 'the first release');
    await argo.create('acme', folder, applicationSpec);
    const { status } = await argo.waitFor('acme', { revision, seconds: 90 });
    expect(status?.resources).toHaveLength(objects.size);
    expect(status?.resources?.filter((resource) => resource.status !== 'Synced')).toEqual([]);
    expect(world.problems).toEqual([]);
  });

  it('has everything that its pods name', async () => {
    expect(await missingReferences(client)).toEqual([]);
  });

  it('is healed where somebody changed the cluster, without a one-shot Job running again', async () => {
    const jobs = [...objects.values()].filter(({ kind }) => kind === 'Job');
    const before = await identities(client, jobs);
    expect(before.size).toBe(1);
    const service = { apiVersion: 'v1', kind: 'Service', namespace: 'catalog-prod', name: 'catalog-api' };
    await accepted(client.delete(service));
    await until('the Service is back', async () => (await client.get(service)).ok);
    await argo.sync('acme');
    await until(
      'the sync is over',
      async () => (await argo.get('acme'))?.status?.operationState?.phase === 'Succeeded',
    );
    await argo.waitFor('acme');
    expect(await identities(client, jobs)).toEqual(before);
    expect(await podsOfJobs()).toEqual(['Succeeded']);
  });

  it('changes with one line of intent only where it should', async () => {
    const before = { objects, live: await readLive(client, objects.values()) };
    acme.edit('services/catalog/catalog-api.yaml', 'maxReplicas: 8', 'maxReplicas: 9');
    await release('catalog-api may grow');
    const wanted = [
      'HorizontalPodAutoscaler catalog-prod/catalog-api',
      'ResourceQuota catalog-prod/compute-quota',
    ];
    expect(differences(before.objects, objects)).toEqual(wanted);
    expect(changed(before.live, await readLive(client, objects.values()))).toEqual(wanted);
  });

  it('has no difference and no sync after a second compilation', async () => {
    const before = await argo.get('acme');
    expect(await acme.compile('prod', folder)).toEqual(record);
    const revision = await release('nothing');
    const after = await argo.get('acme');
    expect(after?.status?.sync?.revision).toBe(revision);
    expect(after?.status?.operationState?.finishedAt).toBe(before?.status?.operationState?.finishedAt);
    expect(after?.status?.history?.map(({ id }) => id)).toEqual(before?.status?.history?.map(({ id }) => id));
  });

  it('runs a one-shot Job again with a new image, once', async () => {
    const old = jobNames();
    acme.edit('releases/prod.yaml', 'recommendations-training:1.3.0', 'recommendations-training:1.4.0');
    await release('a new training');
    const [name = ''] = jobNames();
    expect([name]).not.toEqual(old);
    await until('the new Job has run', async () => (await podsOfJobs()).join() === 'Succeeded');
    const { items } = await accepted(
      client.list<KubernetesObject>('batch/v1', 'Job', { namespace: 'machine-learning-prod' }),
    );
    expect(items.map(({ metadata }) => metadata.name)).toEqual([name]);
  });

  it('loses with a deleted service what was its own, and nothing else', async () => {
    const before = { objects, live: await readLive(client, objects.values()) };
    acme.remove('services/order-management/orders-report.yaml');
    await release('no more reports');
    const gone = [...before.objects.keys()].filter((name) => !objects.has(name));
    expect(gone.length).toBeGreaterThan(3);
    expect(gone.every((name) => name.includes('/orders-report'))).toBe(true);
    const after = await readLive(client, before.objects.values());
    const rest = differences(before.objects, objects).filter((name) => !gone.includes(name));
    expect(changed(before.live, after)).toEqual([...gone, ...rest].toSorted((a, b) => (a < b ? -1 : 1)));
    expect([...after.keys()].filter((name) => gone.includes(name))).toEqual([]);
    expect(rest).toEqual(['ResourceQuota order-management-prod/compute-quota']);
  });
});

describe('older configurations of a service', () => {
  const namespace = 'order-management-prod';
  const service = 'services/order-management/orders-api.yaml';
  const limit = (orders: number): string => `orders.max-open=${orders}`;
  const pods = async (hash: string): Promise<readonly KubernetesObject[]> => {
    const labelSelector = `rollouts-pod-template-hash=${hash}`;
    return (await accepted(client.list<KubernetesObject>('v1', 'Pod', { namespace, labelSelector }))).items;
  };
  /** Those in the cluster; the pages for maintenance are a plugin's. */
  const configurations = async (): Promise<readonly string[]> => {
    const { items } = await accepted(client.list<KubernetesObject>('v1', 'ConfigMap', { namespace }));
    return items.map(({ metadata }) => metadata.name).filter((name) => /^orders-api-[0-9a-f]{8}$/.test(name));
  };

  it('are there when a stable pod starts again in the middle of a canary, and a revert is synced at once', async () => {
    const { rollouts } = world.layer;
    acme.edit(service, limit(50), limit(51));
    await release('other limits', 'Suspended');
    const rollout = await rollouts.waitFor(namespace, 'orders-api', ({ status }) => status?.phase === 'Paused');
    const { stableRS = '', currentPodHash = '' } = rollout.status ?? {};
    expect(stableRS).not.toBe(currentPodHash);
    const [stable] = await pods(stableRS);
    if (stable === undefined) throw new Error('no stable pod is left');
    const known = new Set((await pods(stableRS)).map(({ metadata }) => metadata.uid));
    await accepted(client.delete({ ...stable, ...stable.metadata, apiVersion: 'v1', kind: 'Pod' }));
    await until('another stable pod is there', async () =>
      (await pods(stableRS)).some(({ metadata }) => !known.has(metadata.uid)),
    );
    expect(await configurations()).toHaveLength(2);
    expect(await missingReferences(client, namespace)).toEqual([]);

    acme.edit(service, limit(51), limit(50));
    // The canary would take a quarter of an hour; nobody promotes it.
    await release('back');
    const after = await rollouts.waitFor(namespace, 'orders-api', ({ status }) => status?.phase === 'Healthy');
    expect(after.status).toMatchObject({ stableRS, currentPodHash: stableRS });
    expect(await missingReferences(client, namespace)).toEqual([]);
  });

  it('do not pile up', async () => {
    const { rollouts } = world.layer;
    for (let change = 1; change <= 8; change += 1) {
      acme.edit(service, limit(49 + change), limit(50 + change));
      await release(`limits, change ${change}`, 'Suspended');
      expect(await missingReferences(client, namespace)).toEqual([]);
      await rollouts.promote(namespace, 'orders-api', { full: true });
      await rollouts.waitFor(namespace, 'orders-api', ({ status }) => status?.phase === 'Healthy', 60);
    }
    const recorded = [...objects.keys()].filter((name) =>
      /^ConfigMap order-management-prod\/orders-api-[0-9a-f]{8}$/.test(name),
    );
    expect(recorded).toHaveLength(6);
    await until('what is no longer recorded is gone', async () => (await configurations()).length === 6);
  }, 480_000);
});

it('is a section of the page of proofs', () => {
  const kinds = new Set([...objects.values()].map(({ kind }) => kind));
  expect(kinds.size).toBeGreaterThan(10);
  recordSection({
    order: 31,
    title: 'The record in Git, synced by Argo CD',
    text: [
      `The record of one environment of acme on one cluster, objects of ${kinds.size} kinds, committed to a real Git repository and synced by a real Argo CD: Synced and Healthy as a whole, each object of it, and nothing that a pod names is missing. What somebody deletes in the cluster comes back, and no one-shot Job runs a second time for it.`,
      'A change of one line of intent changes the workload it is about and the quota of its namespace, and no other object. A second compilation gives no difference and no sync. A one-shot Job runs again with a new image, once. With a deleted service go its own objects, and nothing else.',
      'In the middle of a canary a stable pod that starts again still finds its old ConfigMap. A revert committed then is synced at once: the canary ends on the stable pods without anybody promoting it. After eight more changes of configuration the one in use and five older ones are left.',
    ],
  });
});

function jobNames(): readonly string[] {
  return [...objects.values()].filter(({ kind }) => kind === 'Job').map(({ metadata }) => metadata.name);
}

/** The phases of all pods that one-shot Jobs made. */
async function podsOfJobs(): Promise<readonly string[]> {
  const phases: string[] = [];
  for (const job of [...objects.values()].filter(({ kind }) => kind === 'Job')) {
    const { name, namespace = '' } = job.metadata;
    const labelSelector = `batch.kubernetes.io/job-name=${name}`;
    const { items } = await accepted(
      client.list<{ status: { phase: string } }>('v1', 'Pod', { namespace, labelSelector }),
    );
    phases.push(...items.map(({ status }) => status.phase));
  }
  return phases;
}
