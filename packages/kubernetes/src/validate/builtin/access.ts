import { dns1123SubdomainReason } from '../../names/index.ts';
import type { Found } from '../problem.ts';
import { onObject, problem } from '../problem.ts';
import type { Node } from '../node.ts';
import type { Fields } from './fields.ts';
import type { Overlay } from './words.ts';

function isEmpty(value: unknown): boolean {
  return !Array.isArray(value) || value.length === 0;
}

/** A rule is about resources of API groups, or about URLs, and URLs are for cluster roles only. */
function ruleOf(isCluster: boolean): (rule: Fields) => Found {
  return (rule) => {
    if (isEmpty(rule['nonResourceURLs'])) {
      if (isEmpty(rule['apiGroups']))
        return problem('required', 'resources belong to API groups; the core group is ""', 'apiGroups');
      return isEmpty(rule['resources'])
        ? problem('required', 'a rule needs resources', 'resources')
        : undefined;
    }
    if (!isCluster) return problem('forbidden', 'URLs have no namespace; use a ClusterRole', 'nonResourceURLs');
    return isEmpty(rule['apiGroups']) && isEmpty(rule['resources']) && isEmpty(rule['resourceNames'])
      ? undefined
      : problem('combination', 'a rule is about resources or about URLs', 'nonResourceURLs');
  };
}

/** Users and groups live in the group of RBAC itself, ServiceAccounts in the core group. */
function subject(one: Fields): Found {
  const { apiGroup, kind, name } = one;
  if (kind === 'ServiceAccount') {
    const reason = typeof name === 'string' && name !== '' ? dns1123SubdomainReason(name) : undefined;
    if (reason !== undefined) return problem('name', `it is no name of a ServiceAccount: ${reason}`, 'name');
    return (apiGroup ?? '') === ''
      ? undefined
      : problem('enum', 'ServiceAccounts are in the core group: ""', 'apiGroup');
  }
  return (apiGroup ?? '') === '' || apiGroup === GROUP
    ? undefined
    : problem('enum', `it can only be ${GROUP}`, 'apiGroup');
}

/** Who is bound in every namespace has one of its own. */
function subjectOfCluster({ kind, namespace }: Fields): Found {
  return kind === 'ServiceAccount' && (namespace ?? '') === ''
    ? problem('required', 'a ServiceAccount has one', 'namespace')
    : undefined;
}

const GROUP = 'rbac.authorization.k8s.io';

function reference(kinds: readonly string[]): Node {
  return {
    required: ['kind', 'name'],
    properties: { kind: { enum: kinds }, apiGroup: { enum: [GROUP] }, name: { format: 'path-segment' } },
  };
}

/** Roles and bindings (`pkg/apis/rbac/validation`). */
export const access: Overlay = {
  'rbac.v1.Role': {
    required: [],
    properties: { rules: { items: { also: { checks: [onObject(ruleOf(false))] } } } },
  },
  'rbac.v1.AggregationRule': {
    required: ['clusterRoleSelectors'],
    properties: { clusterRoleSelectors: { minItems: 1 } },
  },
  'rbac.v1.ClusterRole': {
    required: [],
    properties: { rules: { items: { also: { checks: [onObject(ruleOf(true))] } } } },
  },
  'rbac.v1.PolicyRule': { required: ['verbs'], properties: { verbs: { minItems: 1 } } },
  'rbac.v1.RoleBinding': {
    required: ['roleRef'],
    properties: { roleRef: { also: reference(['Role', 'ClusterRole']) } },
  },
  'rbac.v1.ClusterRoleBinding': {
    required: ['roleRef'],
    properties: {
      roleRef: { also: reference(['ClusterRole']) },
      subjects: { items: { also: { checks: [onObject(subjectOfCluster)] } } },
    },
  },
  'rbac.v1.RoleRef': { required: [] },
  'rbac.v1.Subject': {
    required: ['kind', 'name'],
    properties: { kind: { enum: ['ServiceAccount', 'User', 'Group'] } },
    checks: [onObject(subject)],
  },
};
