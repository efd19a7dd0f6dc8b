import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, service } from '../testing.ts';
import { resourcesInvariant } from './resources.ts';

describe('resources', () => {
  test('a unit as it should be', () => {
    expect(check(resourcesInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'no CPU request',
      mutate(service, 'Deployment', [...app, 'resources', 'requests', 'cpu'], undefined),
      ['Deployment spec.template.spec.containers[name=app].resources.requests.cpu'],
    ],
    [
      'no memory request',
      mutate(service, 'Deployment', [...app, 'resources', 'requests', 'memory'], undefined),
      ['Deployment spec.template.spec.containers[name=app].resources.requests.memory'],
    ],
    [
      'no memory limit',
      mutate(service, 'Deployment', [...app, 'resources', 'limits', 'memory'], undefined),
      ['Deployment spec.template.spec.containers[name=app].resources.limits.memory'],
    ],
    [
      'no scratch space',
      mutate(service, 'Deployment', [...app, 'resources', 'requests', 'ephemeral-storage'], undefined),
      ['Deployment spec.template.spec.containers[name=app].resources.requests.ephemeral-storage'],
    ],
    [
      'no container at all',
      mutate(service, 'Deployment', ['spec', 'template', 'spec', 'containers'], []),
      ['Deployment spec.template.spec.containers'],
    ],
    [
      'a CPU limit is a matter of taste',
      mutate(service, 'Deployment', [...app, 'resources', 'limits', 'cpu'], undefined),
      [],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(resourcesInvariant, objects))).toEqual(expected);
  });
});
