import { describe, expect, test } from 'vitest';
import { check, mutate, namespace, places } from '../testing.ts';
import { noRoleEscalationInvariant } from './no-role-escalation.ts';

describe('no-role-escalation', () => {
  test('a unit as it should be', () => {
    expect(check(noRoleEscalationInvariant, namespace)).toEqual([]);
  });

  test.each([
    ['secrets', mutate(namespace, 'Role', ['rules', 0, 'resources'], ['secrets']), ['Role rules[0].resources']],
    ['everything', mutate(namespace, 'Role', ['rules', 0, 'resources'], ['*']), ['Role rules[0].resources']],
    [
      'tokens',
      mutate(namespace, 'Role', ['rules', 0, 'resources'], ['serviceaccounts/token']),
      ['Role rules[0].resources'],
    ],
    [
      'exec in production',
      mutate(namespace, 'Role', ['rules', 0, 'resources'], ['pods/exec']),
      ['Role rules[0].resources'],
    ],
    [
      'handing out roles',
      mutate(namespace, 'Role', ['rules', 0, 'verbs'], ['escalate']),
      ['Role rules[0].verbs'],
    ],
    [
      'all API groups',
      mutate(namespace, 'Role', ['rules', 0, 'apiGroups'], ['*']),
      ['Role rules[0].apiGroups'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(noRoleEscalationInvariant, objects))).toEqual(expected);
  });

  test('exec outside production', () => {
    const objects = mutate(namespace, 'Role', ['rules', 0, 'resources'], ['pods/exec']);
    expect(check(noRoleEscalationInvariant, objects, { environmentClass: 'dev' })).toEqual([]);
  });
});
