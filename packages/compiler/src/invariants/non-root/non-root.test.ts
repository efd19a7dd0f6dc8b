import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, pod, service } from '../testing.ts';
import { nonRootInvariant } from './non-root.ts';

describe('non-root', () => {
  test('a unit as it should be', () => {
    expect(check(nonRootInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'the pod says nothing',
      mutate(service, 'Deployment', [...pod, 'securityContext', 'runAsNonRoot'], undefined),
      ['Deployment spec.template.spec.containers[name=app].securityContext.runAsNonRoot'],
    ],
    [
      'a container overrides it',
      mutate(service, 'Deployment', [...app, 'securityContext', 'runAsNonRoot'], false),
      ['Deployment spec.template.spec.containers[name=app].securityContext.runAsNonRoot'],
    ],
    [
      'user 0 on the pod',
      mutate(service, 'Deployment', [...pod, 'securityContext', 'runAsUser'], 0),
      ['Deployment spec.template.spec.securityContext.runAsUser'],
    ],
    [
      'user 0 on a container',
      mutate(service, 'Deployment', [...app, 'securityContext', 'runAsUser'], 0),
      ['Deployment spec.template.spec.containers[name=app].securityContext.runAsUser'],
    ],
    [
      'root inside a user namespace is nobody outside',
      mutate(service, 'Deployment', pod, { hostUsers: false, containers: [] }),
      [],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(nonRootInvariant, objects))).toEqual(expected);
  });
});
