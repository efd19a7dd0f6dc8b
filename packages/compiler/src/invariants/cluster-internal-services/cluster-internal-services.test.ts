import { describe, expect, test } from 'vitest';
import { check, mutate, places, service } from '../testing.ts';
import { clusterInternalServicesInvariant } from './cluster-internal-services.ts';

describe('cluster-internal-services', () => {
  test('a unit as it should be', () => {
    expect(check(clusterInternalServicesInvariant, service)).toEqual([]);
  });

  test.each([
    ['node port', mutate(service, 'Service', ['spec', 'type'], 'NodePort'), ['Service spec.type']],
    ['load balancer', mutate(service, 'Service', ['spec', 'type'], 'LoadBalancer'), ['Service spec.type']],
    [
      'an alias of an outside name',
      mutate(service, 'Service', ['spec', 'type'], 'ExternalName'),
      ['Service spec.type'],
    ],
    [
      'external addresses',
      mutate(service, 'Service', ['spec', 'externalIPs'], ['203.0.113.7']),
      ['Service spec.externalIPs'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(clusterInternalServicesInvariant, objects))).toEqual(expected);
  });
});
