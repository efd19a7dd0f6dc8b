import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, pod, service } from '../testing.ts';
import { noPrivilegeEscalationInvariant } from './no-privilege-escalation.ts';

describe('no-privilege-escalation', () => {
  test('a unit as it should be', () => {
    expect(check(noPrivilegeEscalationInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'absent means true',
      mutate(service, 'Deployment', [...app, 'securityContext', 'allowPrivilegeEscalation'], undefined),
      ['Deployment spec.template.spec.containers[name=app].securityContext.allowPrivilegeEscalation'],
    ],
    [
      'said outright',
      mutate(service, 'Deployment', [...app, 'securityContext', 'allowPrivilegeEscalation'], true),
      ['Deployment spec.template.spec.containers[name=app].securityContext.allowPrivilegeEscalation'],
    ],
    [
      'init containers count',
      mutate(service, 'Deployment', [...pod, 'initContainers'], [{ name: 'init' }]),
      ['Deployment spec.template.spec.initContainers[name=init].securityContext.allowPrivilegeEscalation'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(noPrivilegeEscalationInvariant, objects))).toEqual(expected);
  });

  test('Windows has no such field', () => {
    const objects = mutate(service, 'Deployment', [...app, 'securityContext'], undefined);
    expect(check(noPrivilegeEscalationInvariant, objects, { os: 'windows' })).toEqual([]);
  });
});
