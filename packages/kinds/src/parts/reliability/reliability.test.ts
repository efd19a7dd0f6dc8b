import { expect, it } from 'vitest';
import type { KindShape } from '@fairway/model';
import { lowerPart } from '../../testing/lower-part.ts';
import type { ContextOptions } from '../../testing/part-context.ts';
import { usualDocuments, usualService } from '../../testing/usual.ts';
import { reliabilityPart } from './reliability.ts';

function lower(
  reliability: Readonly<Record<string, unknown>>,
  shape: KindShape = 'service',
  options: Partial<ContextOptions<unknown>> = {},
) {
  const spec = { ...usualService, reliability: { ...usualService.reliability, ...reliability } };
  return lowerPart(reliabilityPart, { shape, documents: usualDocuments, ...options, spec });
}

const canary = { percentage: 10, duration: '10m' };

it('stops a service after load balancers have forgotten it, within the grace period', () => {
  expect(lower({}).values).toEqual({
    terminationGracePeriod: 45,
    preStopDelay: 10,
    rollout: { strategy: 'rolling' },
  });
});

it('stops a worker at once', () => {
  expect(lower({ terminationGracePeriod: '30s' }, 'worker').values).toMatchObject({
    terminationGracePeriod: 30,
    preStopDelay: 0,
  });
});

it('keeps the class and the canary', () => {
  expect(lower({ sloClass: 'tier-1', rollout: 'canary', canary }).values).toMatchObject({
    sloClass: 'tier-1',
    rollout: { strategy: 'canary', canary: { percentage: 10, duration: 600 } },
  });
});

it.each([
  [{ rollout: 'canary', canary }, 'service', []],
  [{ rollout: 'rolling', canary }, 'service', ['FWY3229']],
  [{ rollout: 'canary', canary: { ...canary, duration: '8d' } }, 'service', ['FWY3230']],
  [{ rollout: 'canary', canary: { ...canary, duration: '0s' } }, 'service', ['FWY3230']],
  [{ rollout: 'blueGreen' }, 'service', []],
  [{ rollout: 'blueGreen' }, 'worker', ['FWY3231']],
  [{ rollout: 'recreate' }, 'worker', []],
  [{ terminationGracePeriod: '14s' }, 'service', ['FWY3232']],
  [{ terminationGracePeriod: '15s' }, 'service', []],
  [{ terminationGracePeriod: '14s' }, 'worker', []],
  [{ terminationGracePeriod: '0s' }, 'worker', ['FWY3232']],
  [{ terminationGracePeriod: '61m' }, 'worker', ['FWY3232']],
] as const)('judges %j of a %s', (reliability, shape, expected) => {
  expect(lower(reliability, shape).codes).toEqual(expected);
});

it('lets canary settings wait where the class allows rolling updates only', () => {
  const environment = { class: { caps: { rollout: ['rolling'] } } };
  const { codes, values } = lower({ rollout: 'rolling', canary }, 'service', { environment });
  expect(codes).toEqual([]);
  expect(values['rollout']).toEqual({ strategy: 'rolling' });
});
