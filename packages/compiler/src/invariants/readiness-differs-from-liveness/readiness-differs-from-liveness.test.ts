import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, service } from '../testing.ts';
import { readinessDiffersFromLivenessInvariant } from './readiness-differs-from-liveness.ts';

describe('readiness-differs-from-liveness', () => {
  test('a unit as it should be', () => {
    expect(check(readinessDiffersFromLivenessInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'the same path',
      mutate(service, 'Deployment', [...app, 'livenessProbe', 'httpGet', 'path'], '/health/ready'),
      ['Deployment spec.template.spec.containers[name=app].livenessProbe.httpGet.path'],
    ],
    [
      'the same path on another port',
      mutate(service, 'Deployment', [...app, 'livenessProbe', 'httpGet'], {
        path: '/health/ready',
        port: 'admin',
      }),
      [],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(readinessDiffersFromLivenessInvariant, objects))).toEqual(expected);
  });
});
