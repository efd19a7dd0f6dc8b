import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, pod, service } from '../testing.ts';
import { terminationFitsInvariant } from './termination-fits.ts';

describe('termination-fits', () => {
  test('a unit as it should be', () => {
    expect(check(terminationFitsInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'no grace period',
      mutate(service, 'Deployment', [...pod, 'terminationGracePeriodSeconds'], undefined),
      ['Deployment spec.template.spec.terminationGracePeriodSeconds'],
    ],
    [
      'a sleep that takes all of it',
      mutate(service, 'Deployment', [...app, 'lifecycle', 'preStop', 'sleep', 'seconds'], 45),
      ['Deployment spec.template.spec.containers[name=app].lifecycle.preStop.sleep.seconds'],
    ],
    ['no hook', mutate(service, 'Deployment', [...app, 'lifecycle'], undefined), []],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(terminationFitsInvariant, objects))).toEqual(expected);
  });
});
