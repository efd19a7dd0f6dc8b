import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, service } from '../testing.ts';
import { readOnlyRootFilesystemInvariant } from './read-only-root-filesystem.ts';

describe('read-only-root-filesystem', () => {
  test('a unit as it should be', () => {
    expect(check(readOnlyRootFilesystemInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'absent',
      mutate(service, 'Deployment', [...app, 'securityContext', 'readOnlyRootFilesystem'], undefined),
      ['Deployment spec.template.spec.containers[name=app].securityContext.readOnlyRootFilesystem'],
    ],
    [
      'switched off',
      mutate(service, 'Deployment', [...app, 'securityContext', 'readOnlyRootFilesystem'], false),
      ['Deployment spec.template.spec.containers[name=app].securityContext.readOnlyRootFilesystem'],
    ],
    [
      'no securityContext at all',
      mutate(service, 'Deployment', [...app, 'securityContext'], undefined),
      ['Deployment spec.template.spec.containers[name=app].securityContext.readOnlyRootFilesystem'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(readOnlyRootFilesystemInvariant, objects))).toEqual(expected);
  });
});
