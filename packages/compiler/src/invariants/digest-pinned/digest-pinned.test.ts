import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, service } from '../testing.ts';
import { digestPinnedInvariant } from './digest-pinned.ts';

describe('digest-pinned', () => {
  test('a unit as it should be', () => {
    expect(check(digestPinnedInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'a tag',
      mutate(service, 'Deployment', [...app, 'image'], 'registry.example.com/orders/api:1.4.2'),
      ['Deployment spec.template.spec.containers[name=app].image'],
    ],
    [
      'a digest that is too short',
      mutate(service, 'Deployment', [...app, 'image'], 'registry.example.com/orders/api@sha256:abc'),
      ['Deployment spec.template.spec.containers[name=app].image'],
    ],
    [
      'a digest with letters that are none',
      mutate(
        service,
        'Deployment',
        [...app, 'image'],
        `registry.example.com/orders/api@sha256:${'g'.repeat(64)}`,
      ),
      ['Deployment spec.template.spec.containers[name=app].image'],
    ],
    [
      'no image',
      mutate(service, 'Deployment', [...app, 'image'], undefined),
      ['Deployment spec.template.spec.containers[name=app].image'],
    ],
    [
      'a digest without a tag',
      mutate(
        service,
        'Deployment',
        [...app, 'image'],
        `registry.example.com/orders/api@sha256:${'0'.repeat(64)}`,
      ),
      [],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(digestPinnedInvariant, objects))).toEqual(expected);
  });
});
