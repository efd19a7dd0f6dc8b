import { describe, expect, test } from 'vitest';
import { check, mutate, namespace, places, service } from '../testing.ts';
import { namespaceEverywhereInvariant } from './namespace-everywhere.ts';

describe('namespace-everywhere', () => {
  test('a unit as it should be', () => {
    expect(check(namespaceEverywhereInvariant, service)).toEqual([]);
  });

  test.each([
    ['none', mutate(service, 'Service', ['metadata', 'namespace'], undefined), ['Service metadata.namespace']],
    [
      'the default one',
      mutate(service, 'Service', ['metadata', 'namespace'], 'default'),
      ['Service metadata.namespace'],
    ],
    [
      'another one',
      mutate(service, 'Service', ['metadata', 'namespace'], 'other'),
      ['Service metadata.namespace'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(namespaceEverywhereInvariant, objects))).toEqual(expected);
  });

  test('the objects of a namespace are in that namespace', () => {
    const objects = mutate(namespace, 'Namespace', ['metadata', 'name'], 'other');
    expect(check(namespaceEverywhereInvariant, namespace, { shape: 'namespace' })).toEqual([]);
    expect(check(namespaceEverywhereInvariant, objects, { shape: 'namespace' })).toHaveLength(
      namespace.length - 1,
    );
  });
});
