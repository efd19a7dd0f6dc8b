import { describe, expect, it } from 'vitest';
import { verdict } from './testing.ts';
import type { Case, Fields } from './testing.ts';

const rule = { apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] };

function policy(spec: Fields): Fields {
  return {
    spec: { matchConstraints: { resourceRules: [rule] }, validations: [{ expression: 'true' }], ...spec },
  };
}

const judged = (expression: string, more: Fields = {}): Fields =>
  policy({ validations: [{ expression }], ...more });
const told = (messageExpression: string): Fields =>
  policy({ validations: [{ expression: 'true', messageExpression }] });
const message = (text: string): Fields => policy({ validations: [{ expression: 'true', message: text }] });
const condition = (expression: string, more: Fields = {}): Fields =>
  policy({ matchConditions: [{ name: 'a', expression }], ...more });
const variable = (name: string, expression: string): Fields => ({ variables: [{ name, expression }] });
const annotated = (key: string, valueExpression: string): Fields =>
  policy({ auditAnnotations: [{ key, valueExpression }] });
const refused = ['rule spec.validations[0].expression'];
const params = { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' } };
const CHECK = "authorizer.group('apps').resource('deployments').namespace('a').check('get')";

const expressions: readonly Case[] = [
  ['a user who may', judged(`${CHECK}.allowed()`), []],
  ['a user who may do this', judged("authorizer.requestResource.check('get').allowed()"), []],
  ['a path', judged("authorizer.path('/healthz').check('get').reason() == ''"), []],
  [
    'an account',
    judged(
      "authorizer.serviceAccount('a', 'b').group('').resource('pods').labelSelector('a=b').check('get').errored()",
    ),
    [],
  ],
  ['a decision that is no answer', judged(CHECK), refused],
  ['an unknown question', judged("authorizer.may('a')"), refused],
  [
    'messages know no users',
    told("string(authorizer.path('/').check('get').allowed())"),
    ['rule spec.validations[0].messageExpression'],
  ],
  ['a message', told("'no ' + object.metadata.name"), []],
  ['a message that is a number', told('1'), ['rule spec.validations[0].messageExpression']],
  ['a request', judged("request.operation == 'CREATE' && request.userInfo.groups.exists(g, g == 'a')"), []],
  ['a namespace of a request', judged("request.namespace == 'a'"), []],
  ['an unknown field of a request', judged('request.foo == 1'), refused],
  ['an unknown field of a kind', judged("request.kind.foo == 'a'"), refused],
  ['a wrong type in a request', judged("request.dryRun == 'a'"), refused],
  ['options of any type', judged('request.options.a == 1'), []],
  ['a namespace', judged("namespaceObject.metadata.labels['a'] == 'b'"), []],
  ['an unknown field of a namespace', judged("namespaceObject.foo == 'a'"), refused],
  ['any value', judged('object.spec.paused'), refused],
  ['a value of a variable', judged('variables.x == 1', variable('x', '1')), []],
  ['a value of another type', judged('variables.x == 1', variable('x', "'a'")), refused],
  ['a value that is an answer', judged('variables.x', variable('x', 'true')), []],
  ['no variable', judged('variables.y', variable('x', 'true')), refused],
  [
    'a variable before it',
    policy({
      variables: [
        { name: 'a', expression: 'variables.b' },
        { name: 'b', expression: '1' },
      ],
    }),
    ['rule spec.variables[name=a].expression'],
  ],
  ['a reserved name', policy(variable('true', '1')), ['format spec.variables[name=true].name']],
  ['a name with a dash', policy(variable('a-b', '1')), ['format spec.variables[name=a-b].name']],
  ['parameters', judged("params.data.x == 'a'", params), []],
  ['no parameters', judged("params.data.x == 'a'"), refused],
  ['a condition', condition("object.metadata.namespace != 'a'"), []],
  ['a condition of parameters', condition("params.data.x == 'a'", params), []],
  [
    'a condition of variables',
    condition('variables.x', variable('x', 'true')),
    ['rule spec.matchConditions[name=a].expression'],
  ],
  ['an annotation', annotated('a', "'x'"), []],
  ['an annotation of null', annotated('a', 'null'), []],
  ['an annotation of a number', annotated('a', '1'), ['rule spec.auditAnnotations[0].valueExpression']],
  [
    'a long annotation',
    annotated('a', `'${'x'.repeat(6000)}'`),
    ['format spec.auditAnnotations[0].valueExpression'],
  ],
  ['an annotation with a domain', annotated('a/b', "'x'"), ['name spec.auditAnnotations[0].key']],
  ['a message of one line', message('no\n'), []],
  ['a message of two lines', message('a\nb'), ['format spec.validations[0].message']],
  ['a message of blanks', message('  '), ['format spec.validations[0].message']],
];

const at = 'spec.matchConstraints.resourceRules[0]';
const constrained = (fields: Fields): Fields =>
  policy({ matchConstraints: { resourceRules: [{ ...rule, ...fields }] } });
const resources = (...names: readonly string[]): Fields => constrained({ resources: names });

const rules: readonly Case[] = [
  ['all resources', resources('*'), []],
  ['all resources and some', resources('*', 'pods'), [`combination ${at}.resources`]],
  ['some resources and all', resources('pods', '*'), []],
  ['all resources and parts of some', resources('*', 'pods/status'), []],
  ['everything', resources('*/*'), []],
  ['everything and some', resources('*/*', 'pods'), [`combination ${at}.resources`]],
  ['all parts', resources('pods', 'pods/*'), []],
  ['all parts and some', resources('pods/*', 'pods/log'), [`combination ${at}.resources[1]`]],
  ['a part of all and of some', resources('*/status', 'pods/status'), [`combination ${at}.resources[1]`]],
  ['names', constrained({ resourceNames: ['a b'] }), []],
  ['names with a slash', constrained({ resourceNames: ['a/b'] }), [`format ${at}.resourceNames[0]`]],
];

function bound(paramRef: Fields): Fields {
  return {
    spec: {
      policyName: 'a',
      validationActions: ['Deny'],
      paramRef: { parameterNotFoundAction: 'Deny', ...paramRef },
    },
  };
}

const bindings: readonly Case[] = [
  ['a parameter', bound({ name: 'a' }), []],
  ['a parameter of no name', bound({ name: 'A/B' }), ['format spec.paramRef.name']],
];

describe.each<readonly [kind: string, cases: readonly Case[]]>([
  ['ValidatingAdmissionPolicy', expressions],
  ['ValidatingAdmissionPolicy', rules],
  ['ValidatingAdmissionPolicyBinding', bindings],
])('%s', (kind, cases) => {
  it.each(cases)('%s', (_, fields, expected) => {
    expect(verdict('admissionregistration.k8s.io/v1', kind, fields)).toEqual(expected);
  });
});
