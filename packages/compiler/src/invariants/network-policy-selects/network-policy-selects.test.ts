import { describe, expect, test } from 'vitest';
import { check, mutate, places, service, without } from '../testing.ts';
import { networkPolicySelectsInvariant } from './network-policy-selects.ts';

describe('network-policy-selects', () => {
  test('a unit as it should be', () => {
    expect(check(networkPolicySelectsInvariant, service)).toEqual([]);
  });

  test.each([
    ['no policy', without(service, 'NetworkPolicy'), ['Deployment spec.template.metadata.labels']],
    [
      'two policies',
      [...service, ...service.filter((object) => object.kind === 'NetworkPolicy')],
      ['Deployment spec.template.metadata.labels'],
    ],
    [
      'one direction only',
      mutate(service, 'NetworkPolicy', ['spec', 'policyTypes'], ['Ingress']),
      ['NetworkPolicy spec.policyTypes'],
    ],
    ['no egress rule', mutate(service, 'NetworkPolicy', ['spec', 'egress'], []), ['NetworkPolicy spec.egress']],
    [
      'no ingress rule',
      mutate(service, 'NetworkPolicy', ['spec', 'ingress'], undefined),
      ['NetworkPolicy spec.ingress'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(networkPolicySelectsInvariant, objects))).toEqual(expected);
  });
});
