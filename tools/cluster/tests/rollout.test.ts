import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, KubernetesObject } from '../client.ts';
import type { Rollout, Rollouts } from '../layers/simulated/rollouts.ts';
import { recordSection } from '../report/section.ts';
import { startAcmeCluster, type AcmeCluster } from './gitops/acme-cluster.ts';
import { startMetricsMock, type MetricsMock } from './gitops/metrics-mock.ts';
import { copyOfAcme, objectsOf } from './gitops/organization.ts';
import { accepted, until } from './simulated-objects.ts';

const acme = copyOfAcme();
const space = 'order-management-prod';
let world: AcmeCluster;
let metrics: MetricsMock;
let client: Client;
let rollouts: Rollouts;
let objects: readonly KubernetesObject[];

beforeAll(async () => {
  const record = objectsOf(await acme.compile('prod', 'prod/aws-frankfurt'));
  objects = [...record.values()];
  metrics = await startMetricsMock();
  world = await startAcmeCluster(objects);
  client = world.cluster.client;
  rollouts = world.layer.rollouts;
});

afterAll(async () => {
  await world?.stop();
  await metrics?.stop();
  acme.delete();
});

describe('a canary with a share of the traffic, as Fairway emits it (orders-api)', () => {
  const name = 'orders-api';

  it('is available at once at the first release, with the replicas that its autoscaler wants', async () => {
    await deploy(name);
    const rollout = await rollouts.waitFor(space, name, healthyAt(3));
    expect(rollout.status?.stableRS).toBe(rollout.status?.currentPodHash);
    expect(await weights(name)).toEqual([
      [100, 0],
      [100, 0],
      [100, 0],
    ]);
  });

  it('gives the canary its share, waits, and goes on when told', async () => {
    await setImage(name, image(name, '2.0.0'));
    const paused = await rollouts.waitFor(space, name, isPaused);
    expect(await weights(name)).toEqual([
      [90, 10],
      [90, 10],
      [90, 10],
    ]);
    expect(await readyImages(name)).toEqual({ [released(name)]: 3, [image(name, '2.0.0')]: 1 });
    expect(paused.status?.stableRS).not.toBe(paused.status?.currentPodHash);

    await rollouts.promote(space, name);
    await rollouts.waitFor(space, name, healthyAt(3));
    await until('the weights are back', async () => (await weights(name)).every(([stable]) => stable === 100));
    expect((await readyImages(name))[image(name, '2.0.0')]).toBe(3);
  });

  it('aborts when the analysis fails, with all stable pods available and all traffic on them', async () => {
    await analyse(name);
    metrics.setRate(0.5);
    await setImage(name, image(name, '3.0.0'));
    const aborted = await rollouts.waitFor(space, name, ({ status }) => status?.phase === 'Degraded');
    expect(aborted.status?.abort).toBe(true);
    expect(aborted.status?.message).toContain('Metric "success-rate" assessed Failed');
    await until('all traffic is on the stable pods', async () =>
      (await weights(name)).every(([stable]) => stable === 100),
    );
    expect((await readyImages(name))[image(name, '2.0.0')]).toBe(3);
  });

  it('goes back to the stable version by a release of it, without waiting', async () => {
    await setImage(name, image(name, '2.0.0'));
    await rollouts.waitFor(space, name, healthyAt(3), 10);
    expect(Object.keys(await readyImages(name))).toContain(image(name, '2.0.0'));
  });

  it('goes through its steps when the analysis is content', async () => {
    metrics.setRate(0.999);
    await setImage(name, image(name, '4.0.0'));
    await rollouts.waitFor(space, name, isPaused);
    await until('the analysis has measured', async () => (await measurements()) >= 2);
    await rollouts.promote(space, name);
    await rollouts.waitFor(space, name, healthyAt(3));
    expect((await readyImages(name))[image(name, '4.0.0')]).toBe(3);
  });

  it('stops at a canary that never becomes ready, with all stable pods available', async () => {
    await accepted(client.patch(rolloutReference(name), { spec: { progressDeadlineSeconds: 3 } }));
    await setImage(name, image(name, '5.0.0-bad'));
    const aborted = await rollouts.waitFor(space, name, ({ status }) => status?.phase === 'Degraded');
    expect(aborted.status?.message).toContain('timed out');
    expect((await readyImages(name))[image(name, '4.0.0')]).toBe(3);
    expect(await weights(name)).toEqual([
      [100, 0],
      [100, 0],
      [100, 0],
    ]);
  });
});

it('is a section of the page of proofs', () => {
  const emittedKinds = objects.filter(({ kind }) => kind === 'Rollout');
  expect(emittedKinds.map(({ metadata }) => metadata.name)).toContain('orders-api');
  recordSection({
    order: 32,
    title: 'A canary under Argo Rollouts',
    text: [
      '`orders-api` of acme, as it is emitted for production on the cluster with a traffic router, under a real Argo Rollouts controller; its pods are simulated, and the analysis and its numbers are a fixture.',
      'The first release is available at once. The next gets 10% of the traffic in each of its routes, waits, and goes on when told. When the analysis fails it aborts: all traffic is back on the stable pods, and all of them are available. A release of the stable version goes back without waiting. With good numbers the canary goes through its steps. A canary that never becomes ready stops, with all stable pods available and all traffic on them.',
    ],
  });
});

/** Applies what the record says of a service on the cluster that has a traffic router, its namespace first. */
async function deploy(name: string): Promise<void> {
  const mine = objects.filter(
    ({ kind, metadata }) =>
      (kind === 'Namespace' && metadata.name === space) ||
      (metadata.namespace === space && metadata.labels?.['app.kubernetes.io/instance'] === name),
  );
  for (const object of mine) await accepted(client.apply(object));
}

function emitted(name: string): KubernetesObject {
  const found = objects.find(({ kind, metadata }) => kind === 'Rollout' && metadata.name === name);
  if (found === undefined) throw new Error(`no Rollout ${name}`);
  return found;
}

/** The image that the record names. */
function released(name: string): string {
  const { spec } = emitted(name) as unknown as {
    spec: { template: { spec: { containers: { image: string }[] } } };
  };
  return spec.template.spec.containers[0]?.image ?? '';
}

function image(name: string, tag: string): string {
  return `registry.example.com/order-management/${name}:${tag}`;
}

/** Another release: the emitted Rollout with another image and nothing else changed. */
async function setImage(name: string, next: string): Promise<void> {
  const patch = [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: next }];
  const path = `/apis/argoproj.io/v1alpha1/namespaces/${space}/rollouts/${name}`;
  await accepted(client.request('PATCH', path, patch, { contentType: 'application/json-patch+json' }));
}

/** Lets every release from now on be judged by the metrics mock while it is a canary. */
async function analyse(name: string): Promise<void> {
  const web = { url: metrics.url, jsonPath: '{$.data.rate}', timeoutSeconds: 2 };
  const metric = {
    name: 'success-rate',
    interval: '1s',
    failureLimit: 0,
    successCondition: 'result >= 0.99',
    provider: { web },
  };
  await accepted(
    client.apply({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: { name, namespace: space },
      spec: { metrics: [metric] },
    }),
  );
  const analysis = { templates: [{ templateName: name }], startingStep: 1 };
  await accepted(client.patch(rolloutReference(name), { spec: { strategy: { canary: { analysis } } } }));
}

/** How often the newest analysis has measured. */
async function measurements(): Promise<number> {
  interface Run extends KubernetesObject {
    readonly metadata: KubernetesObject['metadata'] & { readonly creationTimestamp: string };
    readonly status?: {
      readonly phase?: string;
      readonly metricResults?: readonly { readonly successful?: number }[];
    };
  }
  const { items } = await accepted(
    client.list<Run>('argoproj.io/v1alpha1', 'AnalysisRun', { namespace: space }),
  );
  const running = items.find(({ status }) => status?.phase === 'Running');
  return running?.status?.metricResults?.[0]?.successful ?? 0;
}

/** Weights of stable and canary in each route of a service that has both. */
async function weights(name: string): Promise<readonly (readonly number[])[]> {
  interface Route {
    readonly metadata: { readonly name: string };
    readonly spec: {
      readonly rules: readonly { readonly backendRefs?: readonly { name: string; weight: number }[] }[];
    };
  }
  const { items } = await accepted(
    client.list<Route>('gateway.networking.k8s.io/v1', 'HTTPRoute', {
      namespace: space,
      labelSelector: `app.kubernetes.io/instance=${name}`,
    }),
  );
  return items
    .flatMap(({ spec }) => spec.rules.map(({ backendRefs = [] }) => backendRefs))
    .filter((backends) => backends.some((backend) => backend.name === `${name}-canary`))
    .map((backends) => backends.map(({ weight }) => weight));
}

/** How many pods of each image are ready. */
async function readyImages(name: string): Promise<Readonly<Record<string, number>>> {
  interface Pod {
    readonly spec: { readonly containers: readonly { readonly image: string }[] };
    readonly metadata: { readonly deletionTimestamp?: string };
    readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
  }
  const labelSelector = `app.kubernetes.io/instance=${name}`;
  const { items } = await accepted(client.list<Pod>('v1', 'Pod', { namespace: space, labelSelector }));
  const counts: Record<string, number> = {};
  for (const { metadata, spec, status } of items) {
    const ready = status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true;
    const own = spec.containers[0]?.image ?? '';
    if (ready && metadata.deletionTimestamp === undefined) counts[own] = (counts[own] ?? 0) + 1;
  }
  return counts;
}

/** All pods are of one version and enough are available; those of the version before stay a while longer. */
function healthyAt(replicas: number) {
  return ({ status }: Rollout): boolean =>
    status?.phase === 'Healthy' &&
    status.stableRS === status.currentPodHash &&
    (status.availableReplicas ?? 0) >= replicas;
}

function isPaused({ status }: Rollout): boolean {
  return status?.phase === 'Paused' && status.currentStepIndex === 1;
}

function rolloutReference(name: string) {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', namespace: space, name };
}
