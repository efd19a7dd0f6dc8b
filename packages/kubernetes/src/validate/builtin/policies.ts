import { compileCel } from '../../cel/index.ts';
import { boolType, dynType, stringType } from '../../cel/types.ts';
import type { CelType } from '../../cel/index.ts';
import type { Node } from '../node.ts';
import type { Check, Found } from '../problem.ts';
import { isRecord, join, onList, onObject, problem } from '../problem.ts';
import type { Overlay } from './words.ts';
import { labelKey, subdomain } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What expressions of a policy see; its variables are those that it declares. */
function variablesOf(spec: Fields, declared: readonly Fields[]): Readonly<Record<string, CelType>> {
  const names = new Set(declared.map((variable) => variable['name']));
  const own: CelType = {
    kind: 'object',
    name: 'variables',
    parameters: [],
    field: (name) => (names.has(name) ? { key: name, type: dynType } : undefined),
  };
  const seen = {
    object: dynType,
    oldObject: dynType,
    request: dynType,
    namespaceObject: dynType,
    authorizer: dynType,
  };
  return { ...seen, variables: own, ...(spec['paramKind'] === undefined ? {} : { params: dynType }) };
}

function expressions(spec: Fields, minor: string): Found {
  const variables = listOf(spec['variables']);
  const known = variablesOf(spec, variables);
  let found: Found;
  const compile = (
    owner: Fields,
    field: string,
    types: readonly CelType[],
    seen: Readonly<Record<string, CelType>>,
    ...place: readonly (string | number)[]
  ): void => {
    const text = textOf(owner[field]);
    if (text === '') return;
    const compiled = compileCel(text, { variables: seen, minor });
    const wrong = compiled.ok
      ? types.length === 0 || [...types, dynType].some(({ name }) => name === compiled.program.type.name)
        ? undefined
        : `it gives ${compiled.program.type.name}`
      : compiled.problems.map(({ message }) => message).join('; ');
    if (wrong !== undefined)
      found = join(found, problem('rule', `it cannot be compiled: ${wrong}`, ...place, field));
  };
  for (const [at, one] of variables.entries())
    compile(one, 'expression', [], variablesOf(spec, variables.slice(0, at)), 'variables', at);
  for (const [at, one] of listOf(spec['validations']).entries()) {
    compile(one, 'expression', [boolType], known, 'validations', at);
    compile(one, 'messageExpression', [stringType], known, 'validations', at);
  }
  for (const [at, one] of listOf(spec['matchConditions']).entries())
    compile(one, 'expression', [boolType], known, 'matchConditions', at);
  for (const [at, one] of listOf(spec['auditAnnotations']).entries())
    compile(
      one,
      'valueExpression',
      [stringType, { ...stringType, name: 'null_type' }],
      known,
      'auditAnnotations',
      at,
    );
  return found;
}

function something({ auditAnnotations, validations }: Fields): Found {
  return listOf(validations).length + listOf(auditAnnotations).length === 0
    ? problem('required', 'validations or auditAnnotations must be there', 'validations')
    : undefined;
}

/** `*` stands alone in a list of groups, versions, or resources. */
const wildcardAlone: Check = onList((list) =>
  list.includes('*') && list.length > 1 ? problem('combination', '* stands alone') : undefined,
);

const anyOfThem: Node = { minItems: 1, checks: [wildcardAlone] };
const OPERATIONS = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'];
const rule: Node = {
  required: ['apiGroups', 'apiVersions', 'operations', 'resources'],
  properties: {
    apiGroups: anyOfThem,
    apiVersions: { ...anyOfThem, items: { minLength: 1 } },
    operations: { ...anyOfThem, items: { enum: OPERATIONS } },
    resources: { minItems: 1, items: { minLength: 1 } },
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
    'admissionregistration.v1.ValidatingAdmissionPolicy': { required: ['spec'] },
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
      properties: { ...rule.properties, resourceNames: { unique: [] } },
    },
    'admissionregistration.v1.MatchCondition': {
      required: ['name', 'expression'],
      properties: { name: { format: 'qualified-name' } },
    },
    'admissionregistration.v1.Variable': {
      required: ['name', 'expression'],
      properties: { name: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' } },
    },
    'admissionregistration.v1.Validation': {
      required: ['expression'],
      properties: {
        reason: { enum: ['Unauthorized', 'Forbidden', 'Invalid', 'RequestEntityTooLarge'], minLength: 1 },
        message: { pattern: String.raw`^[^\n]*$` },
      },
    },
    'admissionregistration.v1.AuditAnnotation': {
      required: ['key', 'valueExpression'],
      properties: { key: labelKey },
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
      properties: { parameterNotFoundAction: { enum: ['Allow', 'Deny'] } },
    },
  };
}
