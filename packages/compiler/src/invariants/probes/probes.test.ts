import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, service } from '../testing.ts';
import { probesInvariant } from './probes.ts';

describe('probes', () => {
  test('a unit as it should be', () => {
    expect(check(probesInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'no readiness probe',
      mutate(service, 'Deployment', [...app, 'readinessProbe'], undefined),
      ['Deployment spec.template.spec.containers[name=app].readinessProbe'],
    ],
    [
      'no liveness probe',
      mutate(service, 'Deployment', [...app, 'livenessProbe'], undefined),
      ['Deployment spec.template.spec.containers[name=app].livenessProbe'],
    ],
    [
      'a port that is not declared',
      mutate(service, 'Deployment', [...app, 'readinessProbe', 'httpGet', 'port'], 9000),
      ['Deployment spec.template.spec.containers[name=app].readinessProbe.httpGet.port'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(probesInvariant, objects))).toEqual(expected);
  });

  test('a worker may have none', () => {
    const objects = mutate(service, 'Deployment', [...app, 'livenessProbe'], undefined);
    expect(check(probesInvariant, objects, { shape: 'worker' })).toEqual([]);
  });
});
