import { describe, expect, test } from 'vitest';
import { check, mutate, places, service } from '../testing.ts';
import { configMapImmutableInvariant } from './config-map-immutable.ts';

describe('config-map-immutable', () => {
  test('a unit as it should be', () => {
    expect(check(configMapImmutableInvariant, service)).toEqual([]);
  });

  test.each([
    ['mutable', mutate(service, 'ConfigMap', ['immutable'], false), ['ConfigMap immutable']],
    ['no hash', mutate(service, 'ConfigMap', ['metadata', 'name'], 'orders-api'), ['ConfigMap metadata.name']],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(configMapImmutableInvariant, objects))).toEqual(expected);
  });
});
