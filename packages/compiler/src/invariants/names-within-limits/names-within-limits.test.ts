import { describe, expect, test } from 'vitest';
import { check, cronJob, mutate, places, service } from '../testing.ts';
import { namesWithinLimitsInvariant } from './names-within-limits.ts';

describe('names-within-limits', () => {
  test('a unit as it should be', () => {
    expect(check(namesWithinLimitsInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'a name that is too long',
      mutate(service, 'Service', ['metadata', 'name'], 'x'.repeat(64)),
      ['Service metadata.name'],
    ],
    [
      'a ConfigMap may be longer',
      mutate(service, 'ConfigMap', ['metadata', 'name'], `${'x'.repeat(64)}-aaaaaaaa`),
      [],
    ],
    [
      'a CronJob must be shorter',
      mutate([cronJob], 'CronJob', ['metadata', 'name'], 'x'.repeat(53)),
      ['CronJob metadata.name'],
    ],
    ['capitals', mutate(service, 'Service', ['metadata', 'name'], 'Orders'), ['Service metadata.name']],
    [
      'a label value that is too long',
      mutate(service, 'Service', ['metadata', 'labels'], { a: 'x'.repeat(64) }),
      ['Service metadata.labels["a"]'],
    ],
    [
      'a label value with blanks',
      mutate(service, 'Deployment', ['spec', 'template', 'metadata', 'labels'], { a: 'b c' }),
      ['Deployment spec.template.metadata.labels["a"]'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(namesWithinLimitsInvariant, objects))).toEqual(expected);
  });
});
