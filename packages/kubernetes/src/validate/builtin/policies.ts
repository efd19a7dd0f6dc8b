import { labelKeyReason } from '../../names/index.ts';
import type { Node } from '../node.ts';
import type { Check, Found } from '../problem.ts';
import { isRecord, join, onList, onObject, problem } from '../problem.ts';
import type { Fields } from './fields.ts';
import { recordsOf } from './fields.ts';
import { expressions } from './policy-expressions.ts';
import type { Overlay } from './words.ts';
import { subdomain } from './words.ts';

/** Keys of annotations get the name of the policy in front. */
function auditKeys({ metadata, spec }: Fields): Found {
  const name = isRecord(metadata) ? metadata['name'] : undefined;
  let found: Found;
  for (const [at, { key }] of recordsOf(isRecord(spec) ? spec['auditAnnotations'] : undefined).entries()) {
    const reason =
      typeof key === 'string' && key !== '' && typeof name === 'string'
        ? labelKeyReason(`${name}/${key}`)
        : undefined;
    if (reason !== undefined)
      found = join(
        found,
        problem(
          'name',
          `with the name of the policy in front it is no key: ${reason}`,
          'spec',
          'auditAnnotations',
          at,
          'key',
        ),
      );
  }
  return found;
}

function something({ auditAnnotations, validations }: Fields): Found {
  return recordsOf(validations).length + recordsOf(auditAnnotations).length === 0
    ? problem('required', 'validations or auditAnnotations must be there', 'validations')
    : undefined;
}

/** `*` stands alone in a list of groups, versions, or resources. */
const wildcardAlone: Check = onList((list) =>
  list.includes('*') && list.length > 1 ? problem('combination', '* stands alone') : undefined,
);

/** `*`, `a/*`, `*\/b`, and `*\/*` stand for what is not listed besides. */
function resourcesDiffer(list: readonly unknown[]): Found {
  const names = list.filter((one) => typeof one === 'string');
  if (names.length > 1 && names.includes('*/*')) return problem('combination', '*/* stands alone');
  const covered = new Set<string>();
  let found: Found;
  for (const [at, name] of names.entries()) {
    const [resource = '', sub] = name.split(/\/(.*)/s, 2);
    if (sub === undefined) continue;
    if (covered.has(`${resource}/*`) || covered.has(`*/${sub}`))
      found = join(found, problem('combination', 'an earlier item stands for it too', at));
    if (resource === '*' || sub === '*') covered.add(name);
  }
  // The last of those without a subresource is looked at.
  const last = names.findLast((name) => !name.includes('/'));
  return names.includes('*') && last !== '*'
    ? join(found, problem('combination', '* stands for all resources'))
    : found;
}

const anyOfThem: Node = { minItems: 1, checks: [wildcardAlone] };
const OPERATIONS = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'];
const rule: Node = {
  required: ['apiGroups', 'apiVersions', 'operations', 'resources'],
  properties: {
    apiGroups: anyOfThem,
    apiVersions: { ...anyOfThem, items: { minLength: 1 } },
    operations: { ...anyOfThem, items: { enum: OPERATIONS } },
    resources: { minItems: 1, items: { minLength: 1 }, checks: [onList(resourcesDiffer)] },
    scope: { enum: ['*', 'Cluster', 'Namespaced'], minLength: 1 },
  },
};

const paramRef: Check = onObject(({ name, parameterNotFoundAction, selector }) => {
  const named = (name ?? '') !== '';
  const selected = (selector ?? undefined) !== undefined;
  if (named === selected) return problem('combination', 'exactly one of name and selector must be set');
  return (parameterNotFoundAction ?? '') === ''
    ? problem('required', 'it is missing', 'parameterNotFoundAction')
    : undefined;
});

/**
 * Admission policies (`pkg/apis/admissionregistration/validation`), as a minor (the number after the dot) has them.
 */
export function policies(minor: number): Overlay {
  return {
    'admissionregistration.v1.ValidatingAdmissionPolicy': { required: ['spec'], checks: [onObject(auditKeys)] },
    'admissionregistration.v1.ValidatingAdmissionPolicySpec': {
      required: ['matchConstraints'],
      properties: {
        failurePolicy: { enum: ['Fail', 'Ignore'], minLength: 1 },
        matchConstraints: {
          also: { required: ['resourceRules'], properties: { resourceRules: { minItems: 1 } } },
        },
        matchConditions: { maxItems: 64, unique: ['name'] },
        auditAnnotations: { maxItems: 20, unique: ['key'] },
      },
      checks: [onObject(something), onObject((spec) => expressions(spec, `1.${minor}`))],
    },
    'admissionregistration.v1.ParamKind': {
      required: ['apiVersion', 'kind'],
      properties: {
        apiVersion: {
          pattern:
            '^(?:[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[a-z]([-a-z0-9]{0,61}[a-z0-9])?$',
          maxLength: 317,
        },
        kind: { pattern: '^[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?$', maxLength: 63 },
      },
    },
    'admissionregistration.v1.MatchResources': {
      properties: { matchPolicy: { enum: ['Equivalent', 'Exact'], minLength: 1 } },
    },
    'admissionregistration.v1.NamedRuleWithOperations': {
      ...rule,
      properties: { ...rule.properties, resourceNames: { unique: [], items: { format: 'path-segment' } } },
    },
    'admissionregistration.v1.MatchCondition': {
      required: ['name', 'expression'],
      properties: { name: { format: 'qualified-name' } },
    },
    'admissionregistration.v1.Variable': {
      required: ['name', 'expression'],
      properties: { name: { format: 'cel-name' } },
    },
    'admissionregistration.v1.Validation': {
      required: ['expression'],
      properties: {
        reason: { enum: ['Unauthorized', 'Forbidden', 'Invalid', 'RequestEntityTooLarge'], minLength: 1 },
        message: { format: 'one-line' },
      },
    },
    'admissionregistration.v1.AuditAnnotation': {
      required: ['key', 'valueExpression'],
      properties: { valueExpression: { format: 'audit-expression' } },
    },
    'admissionregistration.v1.ValidatingAdmissionPolicyBinding': { required: ['spec'] },
    'admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec': {
      required: ['policyName', 'validationActions'],
      properties: {
        policyName: subdomain,
        paramRef: { checks: [paramRef] },
        validationActions: {
          minItems: 1,
          items: { enum: ['Deny', 'Warn', 'Audit'] },
          checks: [
            onList((list) =>
              list.includes('Deny') && list.includes('Warn')
                ? problem('combination', 'Deny and Warn exclude each other')
                : undefined,
            ),
          ],
        },
      },
    },
    'admissionregistration.v1.ParamRef': {
      properties: { name: { format: 'path-segment' }, parameterNotFoundAction: { enum: ['Allow', 'Deny'] } },
    },
  };
}
