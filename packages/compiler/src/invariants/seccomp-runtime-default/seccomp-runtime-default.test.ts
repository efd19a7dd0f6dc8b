import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, pod, service } from '../testing.ts';
import { seccompRuntimeDefaultInvariant } from './seccomp-runtime-default.ts';

describe('seccomp-runtime-default', () => {
  test('a unit as it should be', () => {
    expect(check(seccompRuntimeDefaultInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'absent',
      mutate(service, 'Deployment', [...pod, 'securityContext', 'seccompProfile'], undefined),
      ['Deployment spec.template.spec.containers[name=app].securityContext.seccompProfile.type'],
    ],
    [
      'unconfined pod',
      mutate(service, 'Deployment', [...pod, 'securityContext', 'seccompProfile', 'type'], 'Unconfined'),
      ['Deployment spec.template.spec.securityContext.seccompProfile.type'],
    ],
    [
      'unconfined container',
      mutate(service, 'Deployment', [...app, 'securityContext', 'seccompProfile'], { type: 'Unconfined' }),
      ['Deployment spec.template.spec.containers[name=app].securityContext.seccompProfile.type'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(seccompRuntimeDefaultInvariant, objects))).toEqual(expected);
  });
});
