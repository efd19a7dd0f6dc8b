import { expect, it } from 'vitest';
import type { KindShape } from '@fairway/model';
import { lowerPart } from '../../testing/lower-part.ts';
import { usualDocuments, usualService } from '../../testing/usual.ts';
import { scalingPart } from './scaling.ts';

function lower(scaling: Readonly<Record<string, unknown>>, shape: KindShape = 'service', more: object = {}) {
  const spec = { ...usualService, ...more, scaling: { ...usualService.scaling, ...scaling } };
  return lowerPart(scalingPart, { shape, documents: usualDocuments, spec });
}

it('moves between minimum and maximum by a metric and its target', () => {
  expect(lower({ maxReplicas: 20, target: 60 }).values['scaling']).toEqual({
    min: 2,
    max: 20,
    metric: 'cpu',
    target: 60,
  });
});

it('knows the usual target of cpu and memory from the profile steady', () => {
  expect(lower({}).values['scaling']).toMatchObject({ metric: 'cpu', target: 70 });
  expect(lower({ metric: 'memory' }).values['scaling']).toMatchObject({ metric: 'memory', target: 70 });
});

it('is a fixed number where both are equal, and nothing scales', () => {
  expect(lower({ minReplicas: 3, maxReplicas: 3 }).values['scaling']).toEqual({ min: 3, max: 3 });
});

const off = { telemetry: { metricsPath: 'none', traces: false } };

it.each([
  [{ metric: 'requests', target: 50 }, 'service', {}, []],
  [{ metric: 'requests' }, 'service', {}, ['FWY3226']],
  [{ metric: 'requests', target: 50 }, 'worker', {}, ['FWY3224']],
  [{ metric: 'requests', target: 50 }, 'service', off, ['FWY3225']],
  [{ metric: 'queueDepth', target: 50, minReplicas: 0 }, 'worker', {}, []],
  [{ metric: 'queueDepth', target: 50 }, 'service', {}, ['FWY3224']],
  [{ metric: 'queueDepth', target: 50 }, 'worker', off, ['FWY3225']],
  [{ metric: 'lag', target: 50, minReplicas: 0 }, 'worker', off, []],
  [{ metric: 'lag' }, 'worker', {}, ['FWY3226']],
  [{ metric: 'schedule', minReplicas: 0 }, 'service', {}, []],
  [{ metric: 'schedule', target: 5 }, 'service', {}, ['FWY3227']],
  [{ metric: 'schedule', target: 5, profile: 'queue' }, 'service', {}, []],
  [{ metric: 'cpu', target: 101 }, 'service', {}, ['FWY3227']],
  [{ metric: 'memory', target: 100 }, 'worker', {}, []],
  [{ metric: 'cpu', minReplicas: 0 }, 'worker', {}, ['FWY3228']],
  [{ minReplicas: 5, maxReplicas: 4 }, 'service', {}, []],
] as const)('judges %j of a %s', (scaling, shape, more, expected) => {
  expect(lower(scaling, shape, more).codes).toEqual(expected);
});

it('leaves a minimum above the maximum to the constraint, and absurd numbers to the schema', () => {
  expect(scalingPart.constraints).toEqual([
    { rule: 'atMost', path: 'scaling.minReplicas', other: 'scaling.maxReplicas' },
  ]);
});
