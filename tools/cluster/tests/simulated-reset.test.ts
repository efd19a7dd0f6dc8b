import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type Cluster } from '../cluster.ts';
import { deployment, namespace } from './objects.ts';

let cluster: Cluster<'simulated'>;

beforeAll(async () => {
  cluster = await startCluster({ layer: 'simulated' });
});

afterAll(async () => {
  await cluster.stop();
});

interface Workload {
  readonly status?: { readonly readyReplicas?: number };
}

interface Node {
  readonly status: { readonly conditions: readonly { readonly type: string; readonly status: string }[] };
}

interface Quota {
  readonly status?: { readonly used?: { readonly pods?: string } };
}

async function count(apiVersion: string, kind: string): Promise<number> {
  const reply = await cluster.client.list(apiVersion, kind);
  return reply.ok ? reply.body.items.length : -1;
}

describe('reset with pods that run', () => {
  it('ends them in the middle of a rollout, keeps the nodes, and the next ones run', async () => {
    const { client } = cluster;
    const web = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'shop' };
    const nodes = await count('v1', 'Node');
    for (let round = 0; round < 3; round++) {
      expect((await client.apply(namespace('shop'))).ok).toBe(true);
      expect((await client.apply(deployment('web', 'shop', 20))).ok).toBe(true);
      expect(await client.waitFor<Workload>(web, (found) => found?.status?.readyReplicas === 20)).toBe(true);
      const next = { spec: { template: { metadata: { labels: { next: 'yes' } } } } };
      expect((await client.patch(web, next)).ok).toBe(true);
      const begun = performance.now();
      await cluster.reset();
      console.log(`reset: ${Math.round(performance.now() - begun)} ms`);
      expect(await count('v1', 'Pod')).toBe(0);
      expect(await count('apps/v1', 'ReplicaSet')).toBe(0);
      expect(await count('argoproj.io/v1alpha1', 'AppProject')).toBe(1);
    }
    expect(nodes).toBeGreaterThan(0);
    const left = await client.list<Node>('v1', 'Node');
    const ready = left.ok
      ? left.body.items.map(({ status }) => status.conditions.find(({ type }) => type === 'Ready')?.status)
      : [];
    expect(ready).toEqual(Array.from({ length: nodes }, () => 'True'));
  });

  it('leaves no controller with pods in mind that are gone', async () => {
    const { client } = cluster;
    const space = (number: number): string => `crowd-${number}`;
    const numbers = Array.from({ length: 12 }, (_, number) => number);
    for (const number of numbers) {
      await client.apply(namespace(space(number)));
      await client.apply(deployment('web', space(number), 40));
    }
    for (const number of numbers) {
      const web = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: space(number) };
      expect(await client.waitFor<Workload>(web, (found) => found?.status?.readyReplicas === 40)).toBe(true);
    }
    await cluster.reset();
    const used: unknown[] = [];
    for (const number of numbers) {
      const quota = { apiVersion: 'v1', kind: 'ResourceQuota', name: 'pods', namespace: space(number) };
      const { apiVersion, kind } = quota;
      await client.apply(namespace(space(number)));
      const metadata = { name: 'pods', namespace: space(number) };
      await client.apply({ apiVersion, kind, metadata, spec: { hard: { pods: '1' } } });
      await client.waitFor<Quota>(quota, (found) => found?.status?.used?.pods !== undefined);
      const found = await client.get<Quota>(quota);
      used.push(found.ok && found.body.status?.used?.pods);
    }
    expect(used).toEqual(numbers.map(() => '0'));
  });
});
