import { describe, expect, test } from 'vitest';
import { check, mutate, places, service } from '../testing.ts';
import { selectorsMatchInvariant } from './selectors-match.ts';

describe('selectors-match', () => {
  test('a unit as it should be', () => {
    expect(check(selectorsMatchInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'a Service that selects nothing',
      mutate(service, 'Service', ['spec', 'selector'], { 'app.kubernetes.io/instance': 'other' }),
      ['Service spec.selector'],
    ],
    [
      'one label more',
      mutate(service, 'PodDisruptionBudget', ['spec', 'selector', 'matchLabels'], {
        'app.kubernetes.io/instance': 'orders-api',
        version: '2',
      }),
      ['PodDisruptionBudget spec.selector.matchLabels'],
    ],
    [
      'another label',
      mutate(service, 'Deployment', ['spec', 'selector', 'matchLabels'], { app: 'orders-api' }),
      ['Deployment spec.selector.matchLabels'],
    ],
    [
      'pods that lost their label',
      mutate(service, 'Deployment', ['spec', 'template', 'metadata', 'labels'], {}).slice(0, 4),
      ['Deployment spec.selector.matchLabels'],
    ],
    [
      'a monitor of another Service',
      mutate(service, 'ServiceMonitor', ['spec', 'selector', 'matchLabels'], {
        'app.kubernetes.io/instance': 'other',
      }),
      ['ServiceMonitor spec.selector.matchLabels'],
    ],
    [
      'a network policy of nobody',
      mutate(service, 'NetworkPolicy', ['spec', 'podSelector', 'matchLabels'], {
        'app.kubernetes.io/instance': 'other',
      }),
      ['NetworkPolicy spec.podSelector.matchLabels'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(selectorsMatchInvariant, objects))).toEqual(expected);
  });
});
