import { describe, expect, test } from 'vitest';
import { check, mutate, namespace, places, without } from '../testing.ts';
import { namespaceGuardedInvariant } from './namespace-guarded.ts';

describe('namespace-guarded', () => {
  test('a unit as it should be', () => {
    expect(check(namespaceGuardedInvariant, namespace)).toEqual([]);
  });

  test.each([
    [
      'no Pod Security',
      mutate(namespace, 'Namespace', ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'], undefined),
      ['Namespace metadata.labels["pod-security.kubernetes.io/enforce"]'],
    ],
    [
      'privileged',
      mutate(namespace, 'Namespace', ['metadata', 'labels', 'pod-security.kubernetes.io/warn'], 'privileged'),
      ['Namespace metadata.labels["pod-security.kubernetes.io/warn"]'],
    ],
    [
      'a version that moves',
      mutate(
        namespace,
        'Namespace',
        ['metadata', 'labels', 'pod-security.kubernetes.io/enforce-version'],
        'latest',
      ),
      ['Namespace metadata.labels["pod-security.kubernetes.io/enforce-version"]'],
    ],
    [
      'a quota of CPU limits',
      mutate(namespace, 'ResourceQuota', ['spec', 'hard', 'limits.cpu'], '8'),
      ['ResourceQuota spec.hard["limits.cpu"]'],
    ],
    [
      'a default CPU limit',
      mutate(namespace, 'LimitRange', ['spec', 'limits', 0, 'max', 'cpu'], '4'),
      ['LimitRange spec.limits[0].max.cpu'],
    ],
    ['no quota', without(namespace, 'ResourceQuota'), ['Namespace ']],
    ['no default deny', without(namespace, 'NetworkPolicy'), ['Namespace ']],
    [
      'a default that allows something',
      mutate(namespace, 'NetworkPolicy', ['spec', 'ingress'], [{}]),
      ['Namespace '],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(namespaceGuardedInvariant, objects))).toEqual(expected);
  });
});
