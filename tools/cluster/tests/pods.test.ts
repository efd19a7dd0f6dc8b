import { readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubernetesObject } from '@fairway/model';
import type { LoadedOrganization } from '@fairway/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type Cluster } from '../cluster.ts';
import type { RealLayer } from '../layers/real/index.ts';
import { recordSection } from '../report/section.ts';
import {
  acmeWith,
  applyAll,
  compiled,
  loadImage,
  namespace,
  ordersImage,
  pullCredentials,
  registry,
} from './pods/acme.ts';
import { observe, type DeploymentObject, type Observer, type PodObject } from './pods/observe.ts';

/** How long the platform takes to replace a pod at most: start, 10 s before the signal, and what is under way. */
const replacement = 60;
const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'orders-api', namespace } as const;

let cluster: Cluster<'real'>;
let real: RealLayer;
let orders: Observer;

interface Release {
  /** Of the program. */
  readonly change?: (text: string) => string;
  readonly organization?: LoadedOrganization;
  /** Of what is emitted. */
  readonly edit?: (object: KubernetesObject) => KubernetesObject;
}

/** Gives orders-api an image, as a release does: everything is compiled and applied again. */
async function release(
  version: string,
  { change, organization, edit = (object) => object }: Release = {},
): Promise<readonly string[]> {
  const { reference } = ordersImage(real, version, change);
  return applyAll(cluster.client, compiled(reference, organization).service.objects.map(edit));
}

beforeAll(async () => {
  cluster = await startCluster({ layer: 'real', real: { credentials: { [registry]: pullCredentials } } });
  real = cluster.real;
  orders = observe(cluster.client, namespace, 'orders-api');
  const { reference } = ordersImage(real, 'v1');
  await applyAll(cluster.client, compiled(reference).namespace.objects);
}, 120_000);

afterAll(() => cluster.stop());

describe('orders-api on a real node', () => {
  it('is accepted as it is emitted, but for kinds of products that are not here', async () => {
    expect(await release('v1')).toEqual(['BackendTrafficPolicy', 'HTTPRoute', 'ServiceMonitor']);
  });

  it('is pulled with the pull secret and becomes ready through its own probes', async () => {
    await orders.isRolledOut('v1', replacement);
    const [pod, ...others] = await orders.pods();
    expect(others).toEqual([]);
    expect(pod?.spec.containers.map(({ imagePullPolicy }) => imagePullPolicy)).toEqual(['Always']);
    expect(
      pod?.spec.containers.map(({ startupProbe, readinessProbe, livenessProbe }) =>
        [startupProbe, readinessProbe, livenessProbe].map((probe) => probe?.httpGet.path),
      ),
    ).toEqual([['/health/startup', '/health/ready', '/health/live']]);
    expect(pod?.status.containerStatuses).toMatchObject([{ ready: true, started: true, restartCount: 0 }]);
  });

  it('lives in a namespace that refuses what is not restricted', async () => {
    const pod = { name: 'shell', image: `${registry}/tests/shell:1`, securityContext: { privileged: true } };
    const reply = await cluster.client.create(
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'shell', namespace }, spec: { containers: [pod] } },
      { dryRun: true },
    );
    expect(reply).toMatchObject({ ok: false, status: 403 });
    expect(reply.ok ? '' : reply.message).toContain('violates PodSecurity "restricted:v1.35"');
  });

  it('runs as nobody in particular, without privileges', async () => {
    const status = await orders.page<string>('/status');
    const field = (name: string): string => new RegExp(`^${name}:\\s*(.*?)\\s*$`, 'm').exec(status)?.[1] ?? '';
    expect(field('Uid')).toBe('10001\t10001\t10001\t10001');
    expect(field('Gid')).toBe('10001\t10001\t10001\t10001');
    expect(field('Groups')).toBe('10001');
    expect(['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'].map(field)).toEqual(
      Array(5).fill('0'.repeat(16)),
    );
    expect(field('NoNewPrivs')).toBe('1');
    // Filtered: the profile of the runtime.
    expect(field('Seccomp')).toBe('2');
  });

  it('has its configuration and its secrets, and no token', async () => {
    const environment = await orders.page<Record<string, string>>('/environment');
    expect(environment).toMatchObject({
      DATABASE_USER: 'orders',
      DATABASE_PASSWORD: 'a fixture',
      ORDERS_MAX_LINES: '20',
      CATALOG_API_URL: 'http://catalog-api.catalog-dev.svc.cluster.local:8080',
    });
    expect(await orders.page('/read?path=/etc/orders-api/config/limits.properties')).toEqual({
      ok: true,
      value: 'orders.max-open=50\norders.hold-minutes=30\n',
    });
    expect(await orders.page('/read?path=/var/run/secrets/kubernetes.io/serviceaccount/token')).toEqual({
      ok: false,
      code: 'ENOENT',
    });
  });

  it('writes only where it may', async () => {
    const refused = {
      '/file': 'EROFS',
      '/app/main.ts': 'EROFS',
      '/etc/resolv.conf': 'EROFS',
      '/etc/orders-api/config/limits.properties': 'EROFS',
      '/etc/hosts': 'EACCES',
      '/dev/file': 'EACCES',
      '/proc/sys/kernel/core_pattern': 'EROFS',
    };
    for (const [path, code] of Object.entries(refused)) {
      expect([path, await orders.page(`/write?path=${path}`)]).toEqual([path, { ok: false, code }]);
    }
    // Its own volume, the memory that every runtime gives, and its last words.
    for (const path of ['/tmp/file', '/dev/shm/file', '/dev/termination-log']) {
      expect([path, await orders.page(`/write?path=${path}`)]).toEqual([path, { ok: true }]);
    }
  });
});

describe('orders-api under load', () => {
  beforeAll(async () => {
    await cluster.client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'storefront-dev' } });
    const { reference } = loadImage(real, `http://orders-api.${namespace}.svc.cluster.local:8080/`);
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'load', namespace: 'storefront-dev' },
      spec: { containers: [{ name: 'load', image: reference }], terminationGracePeriodSeconds: 1 },
    };
    const created = await cluster.client.create(pod);
    if (!created.ok) throw new Error(created.message);
    // As the autoscaler would: two pods is the most that dev allows.
    await cluster.client.patch(deployment, { spec: { replicas: 2 } }, { subresource: 'scale' });
    await orders.isRolledOut('v1', replacement, 2);
    await orders.loadHas((report) => report.requests > 100, replacement);
  });

  it('answers through its Service, by name, from another namespace', async () => {
    const before = await orders.load();
    const names = (await orders.pods()).map(({ metadata }) => metadata.name).sort();
    const after = await orders.loadHas(
      ({ requests, pods }) => requests > before.requests + 200 && names.every((name) => name in pods),
      10,
    );
    expect(after.failures).toEqual([]);
    expect(Object.keys(after.versions)).toEqual(['v1']);
    expect(Object.keys(after.pods).sort()).toEqual(names);
  });

  it('is replaced without a failed request', async () => {
    const old = await orders.pods();
    await release('v2');
    await orders.isRolledOut('v2', 2 * replacement, 2);
    await orders.areGone(old, replacement);
    const between = await orders.load();
    const after = await orders.loadHas(({ requests }) => requests > between.requests + 200, 10);
    expect(after.failures).toEqual([]);
    expect(after.versions['v2']).toBeGreaterThan(200);
    expect(Object.keys(after.pods)).toHaveLength(4);
  });

  it('loses a pod to a deletion and comes back without a failed request', async () => {
    const [first] = await orders.pods();
    if (first === undefined) throw new Error('orders-api has no pod');
    await cluster.client.delete({ apiVersion: 'v1', kind: 'Pod', name: first.metadata.name, namespace });
    await orders.areGone([first], replacement);
    await orders.isRolledOut('v2', replacement, 2);
    expect((await orders.load()).failures).toEqual([]);
  });

  it('stops at a version that never becomes ready, the old pods in service', async () => {
    const old = await orders.pods();
    await release('v3', { change: (text) => text.replace('isWarm() && !draining', 'false') });
    const surge = await orders.podOf('v3', replacement);
    await sleep(8000);
    const pods = await orders.pods();
    expect(pods.map(({ metadata }) => metadata.name).sort()).toEqual(
      [...old, surge].map(({ metadata }) => metadata.name).sort(),
    );
    expect(
      pods
        .filter(isReady)
        .map(({ metadata }) => metadata.name)
        .sort(),
    ).toEqual(old.map(({ metadata }) => metadata.name).sort());
    const stuck = await cluster.client.get<DeploymentObject>(deployment);
    expect(stuck.ok && stuck.body.status).toMatchObject({ availableReplicas: 2, unavailableReplicas: 1 });
    await release('v2');
    await orders.areGone([surge], replacement);
    const { failures, versions } = await orders.load();
    expect(failures).toEqual([]);
    expect(versions).not.toHaveProperty('v3');
  });

  it('takes a new configuration without a failed request, the old one beside it until it is done', async () => {
    const old = await orders.pods();
    const organization = await acmeWith('services/order-management/orders-api.yaml', (text) =>
      text.replace('orders.max-open=50', 'orders.max-open=60'),
    );
    await release('v2', { organization });
    await orders.isRolledOut('v2', 2 * replacement, 2);
    await orders.areGone(old, replacement);
    expect(await orders.page('/read?path=/etc/orders-api/config/limits.properties')).toMatchObject({
      value: 'orders.max-open=60\norders.hold-minutes=30\n',
    });
    const maps = await cluster.client.list('v1', 'ConfigMap', { namespace });
    // Both of the configuration, the one of a plugin, and the certificate of the cluster.
    expect(maps.ok && maps.body.items).toHaveLength(4);
    expect((await orders.load()).failures).toEqual([]);
  });

  it('would lose requests without the pause before the signal', async () => {
    const before = await orders.load();
    const replaceBy = async (version: string): Promise<readonly string[]> => {
      const old = await orders.pods();
      await release(version, { edit: withoutPause });
      await orders.isRolledOut(version, 2 * replacement, 2);
      await orders.areGone(old, replacement);
      return (await orders.load()).failures;
    };
    // Pods of v2 still pause; those of v4 refuse connections while the node still sends them some.
    expect(await replaceBy('v4')).toEqual(before.failures);
    expect((await replaceBy('v5')).length).toBeGreaterThan(before.failures.length);
  });

  it('is started again when its process is killed', async () => {
    const before = await orders.load();
    const pods = await orders.pods();
    for (const { metadata } of pods) {
      const program = real
        .processesOf(metadata.uid)
        .filter((pid) => readlinkSync(`/proc/${pid}/exe`).endsWith('/node'));
      expect(program).toHaveLength(1);
      for (const pid of program) process.kill(pid, 'SIGKILL');
    }
    const restarted = await orders.podsHave(
      (pod) => isReady(pod) && pod.status.containerStatuses?.[0]?.restartCount === 1,
      replacement,
    );
    expect(restarted.map(({ metadata }) => metadata.uid).sort()).toEqual(
      pods.map(({ metadata }) => metadata.uid).sort(),
    );
    // All processes were killed at once, so here requests are lost: the load does see it.
    const lost = await orders.load();
    expect(lost.failures.length).toBeGreaterThan(before.failures.length);
    // The node learns late of pods that are ready again; then nothing is lost any more.
    let since = lost;
    const settled = await orders.loadHas((now) => {
      if (now.failures.length > since.failures.length) since = now;
      return now.requests > since.requests + 400;
    }, 20);
    expect(settled.failures).toEqual(since.failures);
  });
});

it('is a section of the page of proofs', async () => {
  expect(await orders.pods()).toHaveLength(2);
  recordSection({
    order: 33,
    title: 'Real pods: `orders-api` on a real node',
    text: [
      'A small real program as the image of `orders-api`, run by a kubelet and containerd, pulled with the pull secret of its namespace.',
      'It becomes ready through its own startup and readiness probes; runs as user 10001 without capabilities, privileges, or a token, in a filtered set of system calls; has its configuration and its secrets; and writes only to its own volume, shared memory, and its last words. Its namespace refuses a privileged pod.',
      'Under load, through its Service, by name, from another namespace: no request fails while it is replaced by another version, loses a pod, or takes another configuration, nor while a version that never becomes ready stops at the surge with the old pods in service. Without the pause before the signal that Fairway emits, requests are lost. When its processes are killed they are started again in the same pods, and from then on no request fails.',
    ],
  });
});

function isReady({ status }: PodObject): boolean {
  return status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false;
}

function withoutPause(object: KubernetesObject): KubernetesObject {
  if (object.kind !== 'Deployment') return object;
  const copy = structuredClone(object) as unknown as {
    readonly spec: { readonly template: { readonly spec: { readonly containers: { lifecycle?: unknown }[] } } };
  };
  for (const container of copy.spec.template.spec.containers) delete container.lifecycle;
  return copy as unknown as KubernetesObject;
}
