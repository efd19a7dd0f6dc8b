import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, service } from '../testing.ts';
import { noDuplicateEnvInvariant } from './no-duplicate-env.ts';

describe('no-duplicate-env', () => {
  test('a unit as it should be', () => {
    expect(check(noDuplicateEnvInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'the same variable twice',
      mutate(service, 'Deployment', [...app, 'env', 1], { name: 'PLATFORM_ENVIRONMENT', value: 'dev' }),
      ['Deployment spec.template.spec.containers[name=app].env[name=PLATFORM_ENVIRONMENT]'],
    ],
    [
      'different variables',
      mutate(service, 'Deployment', [...app, 'env', 1], { name: 'PLATFORM_REGION', value: 'eu-west-1' }),
      [],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(noDuplicateEnvInvariant, objects))).toEqual(expected);
  });
});
