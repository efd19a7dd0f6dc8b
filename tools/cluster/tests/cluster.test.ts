import { existsSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KubernetesObject, Reply } from '../client.ts';
import { startCluster, type Cluster } from '../cluster.ts';
import { installDefinitions } from '../definitions.ts';
import { kubernetesOf, minors } from '../products.ts';
import { isAlive } from '../run-folder.ts';
import { configMap, deployment, namespace, pod, policy, thingDefinition } from './objects.ts';

let cluster: Cluster<'api'>;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(async () => {
  await cluster.stop();
});

/** What the server says against it; fails the test when it accepts. */
function refusal(reply: Reply<unknown>): string {
  if (reply.ok) throw new Error(`accepted: ${JSON.stringify(reply.body)}`);
  return `${reply.status} ${reply.message}`;
}

async function applied(...objects: readonly KubernetesObject[]): Promise<void> {
  for (const object of objects) {
    const reply = await cluster.client.apply(object);
    if (!reply.ok) throw new Error(`${object.kind} ${object.metadata.name}: ${reply.message}`);
  }
}

async function until(check: () => Promise<boolean>): Promise<void> {
  await cluster.plane.programs.until('the test sees it', async () => ((await check()) ? true : undefined));
}

describe('every minor', () => {
  it.each(minors)('%s starts with the version that its build stamps', async (kubernetes) => {
    const begun = performance.now();
    const one = await startCluster({ kubernetes });
    const started = performance.now();
    const reply = await one.client.request<{ gitVersion: string }>('GET', '/version');
    await one.stop();
    console.log(
      `Kubernetes ${kubernetes}: up in ${seconds(begun, started)}, down in ${seconds(started, performance.now())}`,
    );
    expect(reply).toMatchObject({ ok: true, body: { gitVersion: kubernetesOf(kubernetes).version } });
    expect(existsSync(one.folder)).toBe(false);
  });
});

describe('admission', () => {
  beforeEach(async () => {
    await cluster.reset();
  });

  it('refuses a privileged pod where Pod Security enforces restricted, and admits one that keeps to it', async () => {
    await applied(namespace('secure', { 'pod-security.kubernetes.io/enforce': 'restricted' }));
    await until(async () => (await cluster.client.apply(pod('good', 'secure'), { dryRun: true })).ok);
    const bad = pod('bad', 'secure', { securityContext: { privileged: true } });
    expect(refusal(await cluster.client.apply(bad, { dryRun: true }))).toMatch(
      /^403 .*violates PodSecurity "restricted:latest": privileged/,
    );
  });

  it('denies by a ValidatingAdmissionPolicy, in dry-run too', async () => {
    await applied(...policy());
    const forbidden = configMap('forbidden', 'default');
    await until(async () => !(await cluster.client.apply(forbidden, { dryRun: true })).ok);
    expect(refusal(await cluster.client.apply(forbidden))).toMatch(/^422 .*that name is taken/);
    expect((await cluster.client.apply(configMap('allowed', 'default'))).ok).toBe(true);
  });

  it('holds pods to the quota of their namespace', async () => {
    await applied(namespace('small'), {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'quota', namespace: 'small' },
      spec: { hard: { 'requests.cpu': '1' } },
    });
    const quota = { apiVersion: 'v1', kind: 'ResourceQuota', name: 'quota', namespace: 'small' };
    await cluster.client.waitFor(quota, (object) => object?.['status'] !== undefined);
    const asking = (name: string, cpu: string): KubernetesObject =>
      pod(name, 'small', { resources: { requests: { cpu } } });
    await until(async () => (await cluster.client.apply(asking('first', '600m'))).ok);
    expect(refusal(await cluster.client.apply(asking('second', '600m')))).toMatch(
      /^403 .*exceeded quota: quota, requested: requests.cpu=600m, used: requests.cpu=600m, limited: requests.cpu=1/,
    );
    expect(refusal(await cluster.client.apply(pod('third', 'small')))).toContain('must specify requests.cpu');
  });

  it('fills in and enforces a LimitRange', async () => {
    await applied(namespace('limited'), {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'limits', namespace: 'limited' },
      spec: { limits: [{ type: 'Container', defaultRequest: { memory: '64Mi' }, max: { memory: '1Gi' } }] },
    });
    await until(async () => (await cluster.client.apply(pod('usual', 'limited'), { dryRun: true })).ok);
    expect(await cluster.client.apply(pod('usual', 'limited'))).toMatchObject({
      ok: true,
      body: { spec: { containers: [{ resources: { requests: { memory: '64Mi' } } }] } },
    });
    const large = pod('large', 'limited', { resources: { limits: { memory: '2Gi' } } });
    expect(refusal(await cluster.client.apply(large))).toMatch(
      /^403 .*maximum memory usage per Container is 1Gi/,
    );
  });
});

describe('the client', () => {
  beforeEach(async () => {
    await cluster.reset();
  });

  it('applies strictly: an unknown field is refused with its path', async () => {
    const odd = { ...deployment('web', 'default'), spec: { replica: 2 } };
    expect(refusal(await cluster.client.apply(odd, { dryRun: true }))).toMatch(
      /\.spec\.replica: field not declared/,
    );
  });

  it('changes nothing in dry-run', async () => {
    const reply = await cluster.client.apply(configMap('dry', 'default'), { dryRun: true });
    expect(reply).toMatchObject({ ok: true, status: 201 });
    const map = { apiVersion: 'v1', kind: 'ConfigMap', name: 'dry', namespace: 'default' };
    expect(refusal(await cluster.client.get(map))).toBe('404 configmaps "dry" not found');
  });

  it('takes a field over from another manager only by force', async () => {
    const by = (manager: string, value: string, force: boolean) =>
      cluster.client.apply(
        { ...configMap('shared', 'default'), data: { key: value } },
        { fieldManager: manager, force },
      );
    expect((await by('one', '1', false)).ok).toBe(true);
    expect(refusal(await by('two', '2', false))).toMatch(/^409 .*conflict with "one"/);
    expect(await by('two', '2', true)).toMatchObject({ ok: true, body: { data: { key: '2' } } });
  });

  it('sends YAML, patches, deletes, and waits', async () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: text}\ndata: {a: "1"}\n';
    expect((await cluster.client.request('POST', '/api/v1/namespaces/default/configmaps', text)).status).toBe(
      201,
    );
    const map = { apiVersion: 'v1', kind: 'ConfigMap', name: 'text', namespace: 'default' };
    expect(await cluster.client.patch(map, { data: { b: '2' } })).toMatchObject({
      body: { data: { a: '1', b: '2' } },
    });
    expect((await cluster.client.delete(map)).ok).toBe(true);
    expect(await cluster.client.waitFor(map, (object) => object === undefined, 5)).toBe(true);
  });

  it('asks as somebody else', async () => {
    const reader = cluster.client.as('reader', ['readers']);
    expect(refusal(await reader.list('v1', 'Secret', { namespace: 'default' }))).toMatch(
      /^403 .*User "reader" cannot list resource "secrets"/,
    );
    await applied({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'readers', namespace: 'default' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'edit' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'readers' }],
    });
    await until(async () => (await reader.list('v1', 'Secret', { namespace: 'default' })).ok);
    expect((await reader.list('v1', 'Secret', { namespace: 'kube-system' })).status).toBe(403);
  });

  it('says that a kind is not served, and that nobody answers', async () => {
    expect(
      refusal(await cluster.client.get({ apiVersion: 'example.org/v1', kind: 'Nothing', name: 'x' })),
    ).toBe('404 no kind Nothing in example.org/v1');
    const late = await cluster.client.request('GET', '/readyz', undefined, { timeout: 0 });
    expect(late).toMatchObject({ ok: false, status: 0, reason: 'Unreachable' });
  });

  it('makes 200 calls side by side', async () => {
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, at) =>
        cluster.client.apply(configMap(`many-${at}`, 'default'), { dryRun: true }),
      ),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(200);
  });
});

describe('definitions', () => {
  beforeEach(async () => {
    await cluster.reset();
  });

  it('are served when they are installed, with their rules', async () => {
    await installDefinitions(
      cluster.client,
      ['a', 'b', 'c'].map((name) => thingDefinition(`${name}.example.org`)),
    );
    const thing = (low: number): KubernetesObject => ({
      apiVersion: 'b.example.org/v1',
      kind: 'Thing',
      metadata: { name: 'thing', namespace: 'default' },
      spec: { low, high: 5 },
    });
    expect((await cluster.client.apply(thing(5))).status).toBe(201);
    expect(refusal(await cluster.client.apply(thing(6)))).toContain('low must be at most high');
  });

  it('that are refused are all named', async () => {
    const broken = (group: string): KubernetesObject => ({ ...thingDefinition(group), spec: { group } });
    await expect(
      installDefinitions(cluster.client, [broken('a.example.org'), broken('b.example.org')]),
    ).rejects.toThrow(/things\.a\.example\.org: [^]*things\.b\.example\.org: /);
  });
});

describe('reset', () => {
  it('leaves what was there at the start and nothing else, whatever happened', async () => {
    const { client } = cluster;
    await cluster.reset();
    const before = await everything();
    expect(before.length).toBeGreaterThan(150);
    await applied(namespace('work'), deployment('web', 'work'), deployment('web', 'default'), ...policy());
    await installDefinitions(client, [thingDefinition('reset.example.org')]);
    await applied({
      apiVersion: 'reset.example.org/v1',
      kind: 'Thing',
      metadata: {
        name: 'held',
        namespace: 'work',
        finalizers: ['example.org/never'],
      } as KubernetesObject['metadata'],
      spec: { low: 1, high: 2 },
    });
    await client.delete({ apiVersion: 'v1', kind: 'Namespace', name: 'work' });
    await client.delete({ apiVersion: 'v1', kind: 'ServiceAccount', name: 'default', namespace: 'default' });
    await client.patch(
      { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', name: 'view' },
      { rules: [] },
    );
    await until(async () => !(await client.apply(configMap('forbidden', 'default'), { dryRun: true })).ok);
    const begun = performance.now();
    await cluster.reset();
    console.log(`reset: ${seconds(begun, performance.now())}`);
    expect((await client.apply(configMap('forbidden', 'default'), { dryRun: true })).ok).toBe(true);
    expect((await client.get({ apiVersion: 'reset.example.org/v1', kind: 'Thing', name: 'held' })).status).toBe(
      404,
    );
    expect(await everything()).toEqual(before);
  });

  it('lets the same names be used again at once, controllers and admission included', async () => {
    for (let round = 0; round < 3; round++) {
      await cluster.reset();
      await installDefinitions(cluster.client, [thingDefinition('again.example.org')]);
      await applied(namespace('again'), deployment('web', 'again', 3));
      await until(async () => (await podsIn('again')) === 3);
    }
    expect(await podsIn('again')).toBe(3);
    await cluster.reset();
    expect(await podsIn('again')).toBe(0);
  });

  it('keeps what it was told to keep', async () => {
    await cluster.reset();
    await applied(configMap('kept', 'default'));
    await cluster.keep();
    await applied({ ...configMap('kept', 'default'), data: { key: 'other' } }, configMap('dropped', 'default'));
    await cluster.reset();
    const maps = await cluster.client.list<{ metadata: { name: string }; data: unknown }>('v1', 'ConfigMap', {
      namespace: 'default',
    });
    const found = maps.ok ? maps.body.items.map(({ metadata, data }) => [metadata.name, data]) : [];
    expect(found.filter(([name]) => name !== 'kube-root-ca.crt')).toEqual([['kept', { key: 'value' }]]);
  });

  async function podsIn(where: string): Promise<number> {
    const reply = await cluster.client.list('v1', 'Pod', { namespace: where });
    return reply.ok ? reply.body.items.length : -1;
  }

  /** Every object of the server but heartbeats, with all its fields but those that count changes. */
  async function everything(): Promise<readonly string[]> {
    const found: string[] = [];
    const groups = await cluster.client.request<{ groups: { preferredVersion: { groupVersion: string } }[] }>(
      'GET',
      '/apis',
    );
    const versions = groups.ok
      ? groups.body.groups.map(({ preferredVersion }) => preferredVersion.groupVersion)
      : [];
    for (const version of ['v1', ...versions]) {
      const path = version === 'v1' ? '/api/v1' : `/apis/${version}`;
      const listed = await cluster.client.request<{ resources: { name: string; verbs: string[] }[] }>(
        'GET',
        path,
      );
      for (const { name, verbs } of listed.ok ? listed.body.resources : []) {
        if (!verbs.includes('list') || ['leases', 'componentstatuses', 'events'].includes(name)) continue;
        const all = await cluster.client.request<{ items: KubernetesObject[] }>('GET', `${path}/${name}`);
        for (const { metadata, ...rest } of all.ok ? all.body.items : []) {
          found.push(JSON.stringify([name, { ...metadata, resourceVersion: undefined }, rest]));
        }
      }
    }
    return found.toSorted();
  }
});

describe('a run', () => {
  it('does not meet another one', async () => {
    const other = await startCluster();
    await cluster.client.apply(namespace('only-here'));
    expect(await other.client.get({ apiVersion: 'v1', kind: 'Namespace', name: 'only-here' })).toMatchObject({
      status: 404,
    });
    expect(other.folder).not.toBe(cluster.folder);
    const pids = other.plane.programs.all.map(({ pid }) => pid);
    expect(pids).toHaveLength(4);
    await other.stop();
    expect(pids.filter(isAlive)).toEqual([]);
    expect((await cluster.client.request('GET', '/readyz')).ok).toBe(true);
    await cluster.reset();
  });
});

function seconds(from: number, to: number): string {
  return `${((to - from) / 1000).toFixed(1)} s`;
}
