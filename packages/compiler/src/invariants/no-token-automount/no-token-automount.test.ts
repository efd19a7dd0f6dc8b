import { describe, expect, test } from 'vitest';
import { check, mutate, namespace, places, pod, service } from '../testing.ts';
import { noTokenAutomountInvariant } from './no-token-automount.ts';

describe('no-token-automount', () => {
  test('a unit as it should be', () => {
    expect(check(noTokenAutomountInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'the pod says nothing',
      mutate(service, 'Deployment', [...pod, 'automountServiceAccountToken'], undefined),
      ['Deployment spec.template.spec.automountServiceAccountToken'],
    ],
    [
      'the ServiceAccount says yes',
      mutate(service, 'ServiceAccount', ['automountServiceAccountToken'], true),
      ['ServiceAccount automountServiceAccountToken'],
    ],
    [
      'the default ServiceAccount of a namespace',
      mutate(namespace, 'ServiceAccount', ['automountServiceAccountToken'], undefined),
      ['ServiceAccount automountServiceAccountToken'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(noTokenAutomountInvariant, objects))).toEqual(expected);
  });
});
