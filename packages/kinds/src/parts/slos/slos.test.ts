import { expect, it } from 'vitest';
import { lowerPart } from '../../testing/lower-part.ts';
import { usualService } from '../../testing/usual.ts';
import { slosPart } from './slos.ts';

const lower = (slo: object, shape: 'service' | 'worker' | 'cron' = 'service') =>
  lowerPart(slosPart, { shape, spec: { ...usualService, slos: [{ name: 'own', objective: 99, ...slo }] } });

it('keeps objectives in the graph', () => {
  const slo = { name: 'own', type: 'latency', objective: 99, threshold: '300ms' };
  expect(lower(slo).values['slos']).toEqual([slo]);
  expect(lowerPart(slosPart, { spec: usualService }).contributions).toEqual([]);
});

it.each([
  [{ type: 'availability', objective: 100 }, 'service', ['FWY3242']],
  [{ type: 'availability', objective: 0 }, 'service', ['FWY3242']],
  [{ type: 'availability', objective: 99.95 }, 'service', []],
  [{ type: 'availability', threshold: '1s' }, 'service', ['FWY3243']],
  [{ type: 'latency', threshold: '0s' }, 'service', ['FWY3243']],
  [{ type: 'latency', threshold: '1s', good: 'a', total: 'b' }, 'service', ['FWY3243', 'FWY3243']],
  [{ type: 'ratio', good: 'a', total: 'b' }, 'cron', []],
  [{ type: 'latency', threshold: '1s' }, 'cron', ['FWY3244']],
  [{ type: 'lag', threshold: '1m' }, 'service', ['FWY3244']],
  [{ type: 'lag', threshold: '1m' }, 'worker', []],
  [{ type: 'freshness', threshold: '25h' }, 'cron', []],
] as const)('judges %j of a %s', (slo, shape, expected) => {
  expect(lower(slo, shape).codes).toEqual(expected);
});
