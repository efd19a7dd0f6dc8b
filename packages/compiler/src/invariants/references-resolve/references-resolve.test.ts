import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, pod, service, without } from '../testing.ts';
import { referencesResolveInvariant } from './references-resolve.ts';

describe('references-resolve', () => {
  test('a unit as it should be', () => {
    expect(check(referencesResolveInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'no ServiceAccount',
      without(service, 'ServiceAccount'),
      ['Deployment spec.template.spec.serviceAccountName'],
    ],
    [
      'the default ServiceAccount',
      mutate(service, 'Deployment', [...pod, 'serviceAccountName'], 'default'),
      ['Deployment spec.template.spec.serviceAccountName'],
    ],
    [
      'an old ConfigMap',
      mutate(service, 'ConfigMap', ['metadata', 'name'], 'orders-api-aaaaaaaa'),
      ['Deployment spec.template.spec.volumes[name=config]'],
    ],
    [
      'a Secret that nothing makes',
      without(service, 'ExternalSecret'),
      ['Deployment spec.template.spec.containers[name=app].envFrom[0]'],
    ],
    [
      'a variable from nowhere',
      mutate(service, 'Deployment', [...app, 'env', 0], {
        name: 'X',
        valueFrom: { secretKeyRef: { name: 'x', key: 'y' } },
      }),
      ['Deployment spec.template.spec.containers[name=app].env[name=X].valueFrom'],
    ],
    [
      'an optional one may be missing',
      mutate(service, 'Deployment', [...app, 'env', 0], {
        name: 'X',
        valueFrom: { secretKeyRef: { name: 'x', key: 'y', optional: true } },
      }),
      [],
    ],
    [
      'a projected volume',
      mutate(service, 'Deployment', [...pod, 'volumes', 0], {
        name: 'tmp',
        projected: { sources: [{ secret: { name: 'x' } }, { configMap: { name: 'kube-root-ca.crt' } }] },
      }),
      ['Deployment spec.template.spec.volumes[name=tmp].projected.sources'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(referencesResolveInvariant, objects))).toEqual(expected);
  });
});
