import { describe, expect, test } from 'vitest';
import { check, mutate, places, service } from '../testing.ts';
import { autoscalerTargetInvariant } from './autoscaler-target.ts';

describe('autoscaler-target', () => {
  test('a unit as it should be', () => {
    expect(check(autoscalerTargetInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'another name',
      mutate(service, 'HorizontalPodAutoscaler', ['spec', 'scaleTargetRef', 'name'], 'orders'),
      ['HorizontalPodAutoscaler spec.scaleTargetRef'],
    ],
    [
      'another kind',
      mutate(service, 'HorizontalPodAutoscaler', ['spec', 'scaleTargetRef', 'kind'], 'Rollout'),
      ['HorizontalPodAutoscaler spec.scaleTargetRef'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(autoscalerTargetInvariant, objects))).toEqual(expected);
  });
});
