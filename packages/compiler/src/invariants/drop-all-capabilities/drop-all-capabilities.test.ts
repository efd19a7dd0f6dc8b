import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, service } from '../testing.ts';
import { dropAllCapabilitiesInvariant } from './drop-all-capabilities.ts';

describe('drop-all-capabilities', () => {
  test('a unit as it should be', () => {
    expect(check(dropAllCapabilitiesInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'nothing dropped',
      mutate(service, 'Deployment', [...app, 'securityContext', 'capabilities'], undefined),
      ['Deployment spec.template.spec.containers[name=app].securityContext.capabilities.drop'],
    ],
    [
      'only some dropped',
      mutate(service, 'Deployment', [...app, 'securityContext', 'capabilities', 'drop'], ['NET_RAW']),
      ['Deployment spec.template.spec.containers[name=app].securityContext.capabilities.drop'],
    ],
    [
      'one added',
      mutate(service, 'Deployment', [...app, 'securityContext', 'capabilities', 'add'], ['SYS_ADMIN']),
      ['Deployment spec.template.spec.containers[name=app].securityContext.capabilities.add'],
    ],
    [
      'the one that restricted pods may have',
      mutate(service, 'Deployment', [...app, 'securityContext', 'capabilities', 'add'], ['NET_BIND_SERVICE']),
      [],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(dropAllCapabilitiesInvariant, objects))).toEqual(expected);
  });
});
