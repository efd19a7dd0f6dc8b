import { describe, expect, test } from 'vitest';
import { check, mutate, places, service } from '../testing.ts';
import { disruptionBudgetAllowsEvictionInvariant } from './disruption-budget-allows-eviction.ts';

describe('disruption-budget-allows-eviction', () => {
  test('a unit as it should be', () => {
    expect(check(disruptionBudgetAllowsEvictionInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'minAvailable',
      mutate(service, 'PodDisruptionBudget', ['spec', 'minAvailable'], 1),
      ['PodDisruptionBudget spec.minAvailable'],
    ],
    [
      'nothing allowed',
      mutate(service, 'PodDisruptionBudget', ['spec', 'maxUnavailable'], 0),
      ['PodDisruptionBudget spec.maxUnavailable'],
    ],
    [
      'nothing said',
      mutate(service, 'PodDisruptionBudget', ['spec', 'maxUnavailable'], undefined),
      ['PodDisruptionBudget spec.maxUnavailable'],
    ],
    [
      'unhealthy pods not mentioned',
      mutate(service, 'PodDisruptionBudget', ['spec', 'unhealthyPodEvictionPolicy'], undefined),
      ['PodDisruptionBudget spec.unhealthyPodEvictionPolicy'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(disruptionBudgetAllowsEvictionInvariant, objects))).toEqual(expected);
  });
});
