import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, service } from '../testing.ts';
import { placeholderNameInvariant } from './placeholder-name.ts';

describe('placeholder-name', () => {
  test('a unit as it should be', () => {
    expect(check(placeholderNameInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'no name',
      mutate(service, 'Deployment', [...app, 'name'], undefined),
      ['Deployment spec.template.spec.containers[name=?].name'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(placeholderNameInvariant, objects))).toEqual(expected);
  });
});
