import { describe, expect, test } from 'vitest';
import { codes, emit, namespace, only } from '../../edge-testing.ts';
import { roleBindings } from './role-bindings.ts';

const read = { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list', 'watch'] };
const enter = { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] };
const secrets = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] };

describe('roles of people', () => {
  test('a Role and its RoleBinding', () => {
    const emitted = emit(roleBindings, { nodes: [namespace()] });
    expect(only(emitted, 'Role')).toMatchObject({
      metadata: { name: 'developer', namespace: 'order-management-prod' },
      rules: [read],
    });
    expect(only(emitted, 'RoleBinding')).toMatchObject({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      metadata: { name: 'developer' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'developer' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'orders-developers' }],
    });
    expect(emitted.problems).toEqual([]);
  });

  test('a role that no group holds is not made', () => {
    expect(emit(roleBindings, { nodes: [namespace()], team: { groups: {} } }).objects).toEqual([]);
  });

  test('nobody reads secrets, in any class', () => {
    const emitted = emit(roleBindings, {
      nodes: [namespace()],
      class: { stage: 'dev', roles: { developer: [read, secrets] } },
    });
    expect(codes(emitted)).toEqual(['FWY4153']);
    expect(only(emitted, 'Role')['rules']).toEqual([read]);
  });

  test('nobody enters pods of production', () => {
    const roles = { developer: [read, enter] };
    expect(codes(emit(roleBindings, { nodes: [namespace()], class: { roles } }))).toEqual(['FWY4153']);
    expect(codes(emit(roleBindings, { nodes: [namespace()], class: { stage: 'staging', roles } }))).toEqual([]);
  });

  test('nobody hands out rights', () => {
    const roles = {
      developer: [{ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['bind'] }],
    };
    expect(codes(emit(roleBindings, { nodes: [namespace()], class: { roles } }))).toEqual(['FWY4153']);
  });
});
