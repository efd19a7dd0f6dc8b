import { describe, expect, test } from 'vitest';
import { check, mutate, places, service, without } from '../testing.ts';
import { noReplicasWithAutoscalerInvariant } from './no-replicas-with-autoscaler.ts';

describe('no-replicas-with-autoscaler', () => {
  test('a unit as it should be', () => {
    expect(check(noReplicasWithAutoscalerInvariant, service)).toEqual([]);
  });

  test.each([
    ['replicas written', mutate(service, 'Deployment', ['spec', 'replicas'], 3), ['Deployment spec.replicas']],
    [
      'without an autoscaler they belong there',
      without(mutate(service, 'Deployment', ['spec', 'replicas'], 3), 'HorizontalPodAutoscaler'),
      [],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(noReplicasWithAutoscalerInvariant, objects))).toEqual(expected);
  });
});
