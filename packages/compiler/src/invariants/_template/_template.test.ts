import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, service } from '../testing.ts';
import { templateInvariant } from './_template.ts';

describe('_template', () => {
  test('a unit as it should be', () => {
    expect(check(templateInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'no name',
      mutate(service, 'Deployment', [...app, 'name'], undefined),
      ['Deployment spec.template.spec.containers[name=?].name'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(templateInvariant, objects))).toEqual(expected);
  });
});
