import { describe, expect, test } from 'vitest';
import {
  codes,
  edge,
  emit,
  endpoint,
  namespace,
  node,
  only,
  workload,
  type World,
} from '../../edge-testing.ts';
import { quota } from './quota.ts';

function hard(world: World) {
  const emitted = emit(quota, world);
  return { emitted, hard: (only(emitted, 'ResourceQuota')['spec'] as { hard: Record<string, string> }).hard };
}

describe('compute-quota', () => {
  test('the worked case: medium, at most 10, ready 20s, grace 30s, prod', () => {
    const { emitted, hard: amounts } = hard({ nodes: [namespace(), workload('orders-api')] });
    expect(amounts).toMatchObject({
      'requests.cpu': '11400m',
      'requests.memory': '17536Mi',
      'limits.memory': '23424Mi',
      pods: '23',
      services: '1',
      'services.loadbalancers': '0',
      'services.nodeports': '0',
      configmaps: '8',
      secrets: '0',
      'count/jobs.batch': '0',
      persistentvolumeclaims: '0',
    });
    expect(amounts).not.toHaveProperty('limits.cpu');
    expect(only(emitted, 'ResourceQuota').metadata.name).toBe('compute-quota');
    expect(emitted.problems).toEqual([]);
  });

  test('blue-green and a routed canary run two full sets', () => {
    const api = workload('orders-api', { rollout: { strategy: 'blueGreen' } });
    const canary = workload('orders-web', {
      rollout: { strategy: 'canary', canary: { percentage: 10, duration: 600 } },
    });
    const web = endpoint('orders-web');
    const { hard: amounts } = hard({
      nodes: [namespace(), api, canary, web],
      edges: [edge('exposes', canary, web)],
    });
    expect(amounts).toMatchObject({ pods: String(Math.ceil(40 * 1.2)), services: '4', secrets: '1' });
  });

  test('scheduled jobs: one or two runs, and their history', () => {
    const schedule = {
      cron: '0 3 * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'replace',
      startDeadline: 60,
      history: 3,
      suspend: false,
    } as const;
    const report = workload('report', { shape: 'cron', schedule, ports: [] });
    const { hard: amounts } = hard({ nodes: [namespace(), report], class: { quotaFactor: 1 } });
    expect(amounts).toMatchObject({ pods: '2', services: '0', 'count/jobs.batch': '8' });
  });

  test('jobs by their parallelism', () => {
    const job = { parallelism: 4, completions: 8, timeout: 60, retries: 0, spot: false };
    const { hard: amounts } = hard({
      nodes: [namespace(), workload('import', { shape: 'job', job, ports: [] })],
      class: { quotaFactor: 1 },
    });
    expect(amounts).toMatchObject({ pods: '4', 'count/jobs.batch': '2' });
  });

  test('room for all versions of a ConfigMap, for secrets and for pull secrets', () => {
    const api = workload('orders-api', { files: { '/etc/orders-api/config/a.yaml': 'a: 1' } });
    const secret = node('secret', 'orders-api-database', {
      path: 'orders/database',
      as: 'file',
      keys: {},
      onChange: 'restart',
    });
    const organization = {
      imageRegistries: [{ host: 'registry.example.com', pullSecret: 'platform/registry' }],
    };
    const { hard: amounts } = hard({
      nodes: [namespace(), api, secret],
      edges: [edge('uses', api, secret)],
      organization,
    });
    expect(amounts).toMatchObject({ configmaps: '8', secrets: '2' });
  });

  test('room for what other plugins make, more where a change makes a new one', () => {
    const madeByPlugins = { ConfigMap: 1, Service: 2, Secret: 1, ExternalSecret: 3, Job: 1 };
    const { hard: amounts } = hard({ nodes: [namespace(), workload('orders-api')], madeByPlugins });
    expect(amounts).toMatchObject({ configmaps: '15', services: '3', secrets: '4', 'count/jobs.batch': '2' });
  });

  test('an empty namespace gets nothing', () => {
    expect(hard({ nodes: [namespace()] }).hard).toMatchObject({
      'requests.cpu': '0',
      'requests.memory': '0',
      pods: '0',
    });
  });
});

describe('caps of the tenant tier', () => {
  test('above the cap: lowered, and said', () => {
    const { emitted, hard: amounts } = hard({
      nodes: [namespace(), workload('orders-api')],
      tier: { caps: { prod: { cpu: '8' } } },
    });
    expect(codes(emitted)).toEqual(['FWY4150']);
    expect(amounts).toMatchObject({ 'requests.cpu': '8', 'requests.memory': '17536Mi' });
  });

  test('below the floor: an error with what is missing', () => {
    const { emitted } = hard({
      nodes: [namespace(), workload('orders-api')],
      tier: { caps: { prod: { cpu: '5', pods: 10 } } },
    });
    expect(codes(emitted)).toEqual(['FWY4151']);
    expect(emitted.problems[0]?.message).toContain('5500m of cpu (cap 5), 11 of pods (cap 10)');
  });

  test('no caps for the class', () => {
    expect(hard({ nodes: [namespace(), workload('orders-api')], tier: { caps: {} } }).emitted.problems).toEqual(
      [],
    );
  });
});
