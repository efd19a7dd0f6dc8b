import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../client.ts';
import { startCluster, type Cluster } from '../cluster.ts';
import type { SimulatedLayer } from '../layers/simulated/simulated.ts';
import {
  accepted,
  deployment,
  namespace,
  podsOf,
  statusOf,
  until,
  workloadReference,
} from './simulated-objects.ts';

let cluster: Cluster;
let layer: SimulatedLayer;

beforeAll(async () => {
  cluster = await startCluster({ layer: 'simulated', simulated: { nodes: { count: 2 } } });
  if (cluster.simulated === undefined) throw new Error('the layer has no Git server');
  layer = cluster.simulated;
}, 120_000);

afterAll(() => cluster?.stop());

describe('simulated nodes and pods', () => {
  it('are nodes of the size asked for, with the labels of a kubelet', async () => {
    const nodes = await accepted(cluster.client.list<Node>('v1', 'Node'));
    expect(nodes.items.map(({ metadata }) => metadata.name)).toEqual(['simulated-1', 'simulated-2']);
    for (const { metadata, status } of nodes.items) {
      expect(status.allocatable).toMatchObject({ cpu: '32', memory: '256Gi' });
      expect(metadata.labels).toMatchObject({ 'kubernetes.io/arch': 'amd64', 'kubernetes.io/os': 'linux' });
      expect(status.conditions.find(({ type }) => type === 'Ready')?.status).toBe('True');
    }
  });

  it('roll a Deployment over to a new image', async () => {
    await applyAll([namespace('rolls'), deployment('rolls', 'web', 'example/web:1')]);
    const rolled = (image: string) =>
      until(`${image} is rolled out`, async () => {
        const { updatedReplicas, availableReplicas, replicas } = await deploymentStatus('rolls', 'web');
        const pods = await podsOf(cluster.client, 'rolls', 'web');
        const images = new Set(pods.map(({ spec }) => spec.containers[0]?.image));
        return (
          updatedReplicas === 3 &&
          availableReplicas === 3 &&
          replicas === 3 &&
          images.has(image) &&
          images.size === 1
        );
      });
    await rolled('example/web:1');
    await applyAll([deployment('rolls', 'web', 'example/web:2')]);
    await rolled('example/web:2');
    const sets = await accepted(
      cluster.client.list<{ spec: { replicas: number } }>('apps/v1', 'ReplicaSet', { namespace: 'rolls' }),
    );
    expect(sets.items.map(({ spec }) => spec.replicas).toSorted((a, b) => a - b)).toEqual([0, 3]);
  });

  it('stop at a bad image with the old pods available', async () => {
    await applyAll([namespace('bad'), deployment('bad', 'web', 'example/web:1')]);
    await until('it is available', async () => (await deploymentStatus('bad', 'web')).availableReplicas === 3);
    await applyAll([deployment('bad', 'web', `example/web:2-bad@sha256:${'0'.repeat(64)}`)]);
    await until('it gives up', async () => {
      const { conditions = [] } = await deploymentStatus('bad', 'web');
      return conditions.some(({ reason }) => reason === 'ProgressDeadlineExceeded');
    });
    const pods = await podsOf(cluster.client, 'bad', 'web');
    const ready = (pod: (typeof pods)[number]) =>
      pod.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
    expect(pods.filter(ready).map(({ spec }) => spec.containers[0]?.image)).toEqual(
      Array(3).fill('example/web:1'),
    );
    expect(pods.filter((pod) => !ready(pod))).toHaveLength(1);
  });

  it('do not become ready with the label that says so, until it is gone', async () => {
    const labels = { 'simulated.fairway.dev/readiness': 'fail' };
    await applyAll([namespace('labelled'), deployment('labelled', 'web', 'example/web:1', { labels })]);
    await until('its pods run', async () => {
      const pods = await podsOf(cluster.client, 'labelled', 'web');
      return pods.length === 3 && pods.every(({ status }) => status.phase === 'Running');
    });
    expect((await deploymentStatus('labelled', 'web')).availableReplicas).toBeUndefined();
    await applyAll([deployment('labelled', 'web', 'example/web:1')]);
    await until(
      'it is available',
      async () => (await deploymentStatus('labelled', 'web')).availableReplicas === 3,
    );
  });

  it('complete when they belong to a Job', async () => {
    const containers = [{ name: 'app', image: 'example/task:1' }];
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'task', namespace: 'jobs' } };
    await applyAll([
      namespace('jobs'),
      { ...job, spec: { template: { spec: { restartPolicy: 'Never', containers } } } },
    ]);
    await until('it is complete', async () => {
      const { succeeded } = await statusOf<{ succeeded?: number }>(cluster.client, { ...job, ...job.metadata });
      return succeeded === 1;
    });
    const { items } = await accepted(
      cluster.client.list<{ status: { phase: string } }>('v1', 'Pod', { namespace: 'jobs' }),
    );
    expect(items.map(({ status }) => status.phase)).toEqual(['Succeeded']);
  });
});

describe('a drain', () => {
  it('evicts no pod that a PodDisruptionBudget holds', async () => {
    const budget = {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'web', namespace: 'drained' },
      spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' } } },
    };
    await applyAll([namespace('drained'), deployment('drained', 'web', 'example/web:1'), budget]);
    await until('the budget allows one', async () => {
      const status = await statusOf<{ disruptionsAllowed?: number }>(cluster.client, {
        ...budget,
        ...budget.metadata,
      });
      return status.disruptionsAllowed === 1;
    });
    const pods = await podsOf(cluster.client, 'drained', 'web');
    const [first = '', second = ''] = pods.map(({ metadata }) => metadata.name);
    const replies = [await evict('drained', first), await evict('drained', second)];
    expect(replies.map(({ status }) => status)).toEqual([201, 429]);
    await until('a new pod is ready', async () => (await evict('drained', second)).status === 201);
  });
});

describe('Argo CD', () => {
  it('syncs a folder of the Git server, heals drift, prunes what is gone', async () => {
    const { git, argo } = layer;
    const manifest = (...objects: readonly KubernetesObject[]) =>
      objects.map((one) => JSON.stringify(one)).join('\n---\n');
    const web = deployment('synced', 'web', 'example/web:1');
    const extra = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'extra', namespace: 'synced' },
      data: { a: '1' },
    };
    const first = await git.commit(
      { 'synced/a/manifests.yaml': manifest(namespace('synced'), web, extra) },
      'first',
    );
    await argo.create('synced', 'synced');
    await argo.waitFor('synced', { revision: first });

    await cluster.client.patch(workloadReference('synced', 'web'), { spec: { replicas: 1 } });
    await until('drift is healed', async () => {
      const found = await accepted(
        cluster.client.get<{ spec: { replicas: number } }>(workloadReference('synced', 'web')),
      );
      return found.spec.replicas === 3;
    });

    const second = await git.commit(
      { 'synced/a/manifests.yaml': manifest(namespace('synced'), web) },
      'second',
    );
    await argo.refresh('synced');
    await argo.waitFor('synced', { revision: second });
    const gone = await cluster.client.get({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: 'extra',
      namespace: 'synced',
    });
    expect(gone.status).toBe(404);
  });

  it('finds new commits by itself', async () => {
    const { git, argo } = layer;
    const map = (value: string) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'polled', namespace: 'default' },
        data: { value },
      });
    await git.commit({ 'polled/manifests.yaml': map('1') }, 'first');
    await argo.create('polled', 'polled');
    await argo.waitFor('polled');
    const second = await git.commit({ 'polled/manifests.yaml': map('2') }, 'second');
    const { status } = await argo.waitFor('polled', { revision: second, seconds: 20 });
    expect(status?.history).toHaveLength(2);
  });

  it('generates an Application for each folder of an ApplicationSet', async () => {
    const { git, argo } = layer;
    for (const name of ['set-one', 'set-two']) {
      const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' }, data: {} };
      await git.commit({ [`sets/${name}/manifests.yaml`]: JSON.stringify(map) }, name);
    }
    const folders = { repoURL: git.url, revision: 'main', directories: [{ path: 'sets/*' }] };
    const source = { repoURL: git.url, path: '{{.path.path}}', targetRevision: 'main' };
    const destination = { server: 'https://kubernetes.default.svc', namespace: 'default' };
    const spec = { project: 'default', source, destination, syncPolicy: { automated: {} } };
    await applyAll([
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'ApplicationSet',
        metadata: { name: 'sets', namespace: 'argocd' },
        spec: {
          goTemplate: true,
          generators: [{ git: { ...folders, requeueAfterSeconds: 2 } }],
          template: { metadata: { name: '{{.path.basename}}' }, spec },
        },
      },
    ]);
    for (const name of ['set-one', 'set-two']) {
      const { status } = await argo.waitFor(name);
      expect(status?.resources?.map((resource) => resource.name)).toEqual([name]);
    }
  });
});

interface Node {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly status: {
    readonly allocatable: Readonly<Record<string, string>>;
    readonly conditions: readonly { readonly type: string; readonly status: string }[];
  };
}

interface DeploymentStatus {
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly availableReplicas?: number;
  readonly conditions?: readonly { readonly reason: string }[];
}

function deploymentStatus(space: string, name: string): Promise<DeploymentStatus> {
  return statusOf(cluster.client, workloadReference(space, name));
}

async function applyAll(objects: readonly KubernetesObject[]): Promise<void> {
  for (const object of objects) await accepted(cluster.client.apply(object));
}

function evict(space: string, name: string) {
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace: space } };
  return cluster.client.request('POST', `/api/v1/namespaces/${space}/pods/${name}/eviction`, eviction);
}
