import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clamp,
  namespaceQuota,
  podsOfJob,
  podsOfRunning,
  shortages,
  type Amounts,
  type QuotaUnit,
  type Running,
} from './index.ts';

const Mi = 1024 * 1024;
const Gi = 1024 * Mi;
const medium = { cpu: 500, memory: 768 * Mi, memoryLimit: Gi, ephemeral: 256 * Mi };

function rolling(
  replicas: number,
  timeToReady: number,
  terminationGrace: number,
  maxSurge = 25,
  maxUnavailable = 0,
): Running {
  return { replicas, timeToReady, terminationGrace, replacement: { by: 'rolling', maxSurge, maxUnavailable } };
}

describe('pods of a rollout', () => {
  test.each([
    ['R=2 ready 20s grace 30s', rolling(2, 20, 30), 5],
    ['R=4 ready 20s grace 30s', rolling(4, 20, 30), 7],
    ['R=10 ready 20s grace 30s', rolling(10, 20, 30), 19],
    ['R=10 ready 5s grace 60s', rolling(10, 5, 60), 23],
    ['R=20 ready 30s grace 45s', rolling(20, 30, 45), 35],
    ['R=6 surge 0, one unavailable, grace 90s', rolling(6, 15, 90, 0, 17), 12],
    ['blue-green', { ...rolling(10, 20, 30), replacement: { by: 'twoSets' } }, 20],
    ['recreate', { ...rolling(10, 20, 30), replacement: { by: 'recreate' } }, 20],
  ] as const)('%s', (_, running, peak) => {
    expect(podsOfRunning(running).peak).toBe(peak);
  });

  test('surge 25 % is at least one pod', () => {
    expect(podsOfRunning(rolling(1, 20, 30))).toEqual({ maximum: 1, needsOneMore: true, peak: 3 });
  });

  test('jobs', () => {
    expect(podsOfJob(3, 'forbid').maximum).toBe(3);
    expect(podsOfJob(3, 'replace').maximum).toBe(6);
  });
});

describe('the worked case: medium, at most 10, ready 20s, grace 30s, prod', () => {
  const units = [{ request: medium, count: podsOfRunning(rolling(10, 20, 30)) }];
  const { floor, recommended } = namespaceQuota(units, 1.2);

  test('recommended', () => {
    expect(recommended).toMatchObject({ cpu: 11_400, memory: 17_536 * Mi, memoryLimit: 23_424 * Mi, pods: 23 });
  });

  test('without the factor', () => {
    expect(namespaceQuota(units, 1).recommended).toMatchObject({
      cpu: 9500,
      memory: 14_592 * Mi,
      memoryLimit: 19 * Gi,
      pods: 19,
    });
  });

  test('floor: all pods and one more', () => {
    expect(floor).toMatchObject({ cpu: 5500, memory: 8448 * Mi, memoryLimit: 11 * Gi, pods: 11 });
  });
});

test('the floor has room for one pod of the largest workload, not one of each', () => {
  const small = { cpu: 250, memory: 384 * Mi, memoryLimit: 512 * Mi, ephemeral: 256 * Mi };
  const { floor } = namespaceQuota(
    [
      { request: medium, count: podsOfRunning(rolling(2, 20, 30)) },
      { request: small, count: podsOfRunning(rolling(4, 20, 30)) },
      { request: medium, count: podsOfRunning({ ...rolling(3, 20, 30), replacement: { by: 'twoSets' } }) },
    ],
    1,
  );
  expect(floor.pods).toBe(2 + 4 + 6 + 1);
  expect(floor.cpu).toBe(2 * 500 + 4 * 250 + 6 * 500 + 500);
});

describe('caps', () => {
  const amounts: Amounts = { ...medium, pods: 20 };

  test('clamp lowers only what is above its cap', () => {
    expect(clamp(amounts, { cpu: 300, pods: 40 })).toEqual({ ...amounts, cpu: 300 });
  });

  test('shortages names what does not fit', () => {
    expect(shortages(amounts, { cpu: 300, memory: Gi, pods: 10 })).toEqual(['cpu', 'pods']);
  });
});

describe('laws', () => {
  const replacement = fc.oneof(
    fc.record({
      by: fc.constant('rolling' as const),
      maxSurge: fc.integer({ min: 1, max: 100 }),
      maxUnavailable: fc.integer({ min: 0, max: 50 }),
    }),
    fc.constant({ by: 'recreate' as const }),
    fc.constant({ by: 'twoSets' as const }),
  );
  const running = fc.record({
    replicas: fc.integer({ min: 1, max: 100 }),
    replacement,
    terminationGrace: fc.integer({ min: 1, max: 600 }),
    timeToReady: fc.integer({ min: 1, max: 600 }),
  });
  const request = fc.record({
    cpu: fc.integer({ min: 10, max: 4000 }),
    memory: fc.integer({ min: 1, max: 8192 }).map((size) => size * Mi),
    memoryLimit: fc.integer({ min: 1, max: 8192 }).map((size) => size * Mi),
    ephemeral: fc.integer({ min: 1, max: 8192 }).map((size) => size * Mi),
  });
  const unit = fc.record({ request, running });
  const factor = fc.constantFrom(1, 1.1, 1.2);

  function quotaOf(units: readonly { request: QuotaUnit['request']; running: Running }[], times: number) {
    return namespaceQuota(
      units.map((one) => ({ request: one.request, count: podsOfRunning(one.running) })),
      times,
    );
  }

  test('floor ≤ recommended', () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 8 }), factor, (units, times) => {
        const { floor, recommended } = quotaOf(units, times);
        expect(shortages(floor, recommended)).toEqual([]);
      }),
    );
  });

  test('more replicas never need less', () => {
    fc.assert(
      fc.property(unit, fc.integer({ min: 0, max: 20 }), factor, (one, more, times) => {
        const grown = { ...one, running: { ...one.running, replicas: one.running.replicas + more } };
        const before = quotaOf([one], times);
        const after = quotaOf([grown], times);
        expect(shortages(before.floor, after.floor)).toEqual([]);
        expect(shortages(before.recommended, after.recommended)).toEqual([]);
      }),
    );
  });

  test('one workload more never makes a quota smaller', () => {
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 4 }), unit, factor, (units, one, times) => {
        const before = quotaOf(units, times);
        const after = quotaOf([...units, one], times);
        expect(shortages(before.floor, after.floor)).toEqual([]);
        expect(shortages(before.recommended, after.recommended)).toEqual([]);
      }),
    );
  });
});
