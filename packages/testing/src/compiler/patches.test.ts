import { describe, expect, it } from 'vitest';
import {
  baseOrganization,
  compileFiles,
  definitionOf,
  service,
  type Files,
  type TestCompilation,
} from '../harness.ts';

interface PatchOptions {
  readonly service?: string;
  readonly environments?: string;
  readonly object?: string;
  readonly exception?: string;
}

function patch(name: string, operations: string, options: PatchOptions = {}): Files {
  const { service: target = 'web', environments = 'prod', object = 'workload/web', exception } = options;
  const spec = [
    'owner: team-a',
    'reason: a test',
    "expires: '2036-01-01'",
    `target: { service: ${target}, environments: [${environments}], object: ${object} }`,
    ...(exception === undefined ? [] : [`exception: ${exception}`]),
    `operations: [${operations}]`,
  ];
  return { [`governance/${name}.yaml`]: definitionOf('Patch', name, spec.join('\n')) };
}

const exception: Files = {
  'governance/exception.yaml': definitionOf(
    'PolicyException',
    'soft',
    "owner: team-a\nreason: a test\nexpires: '2036-01-01'\nrules: [probes]\ntarget: { services: [web] }",
  ),
};

function patched(...files: readonly Files[]): TestCompilation {
  const all = Object.assign({}, baseOrganization, service('web'), ...files) as Files;
  return compileFiles(all, 'prod', { meantToFail: true });
}

const deadline = (seconds: number): string =>
  `{ op: set, path: spec.progressDeadlineSeconds, value: ${seconds} }`;
const deadlineOf = (result: TestCompilation): unknown =>
  result.field('workload/web', 'spec.progressDeadlineSeconds');
const app = 'spec.template.spec.containers[name=app]';

describe('the target of a patch', () => {
  it.each(['web', 'shop/web', 'store/web'])('%s: name, system/name, or an alias of the system', (target) => {
    const result = patched(patch('slow', deadline(901), { service: target }));
    expect(result.errors).toEqual([]);
    expect(deadlineOf(result)).toBe(901);
  });

  it('an environment by its alias', () => {
    const aliased = definitionOf(
      'Environment',
      'prod',
      'class: prod\norder: 30\naliases: [production]\nclusters: [local]',
    );
    const result = patched(
      { 'platform/environments.yaml': aliased },
      patch('slow', deadline(901), { environments: 'production' }),
    );
    expect(result.errors).toEqual([]);
    expect(deadlineOf(result)).toBe(901);
  });

  it('patches apply in order of their names, however they name the service', () => {
    const long = patch('b-second', deadline(902), { service: 'shop/web' });
    const short = patch('a-first', deadline(901));
    expect(deadlineOf(patched(long, short))).toBe(902);
    const other = [patch('a-first', deadline(901), { service: 'shop/web' }), patch('b-second', deadline(902))];
    expect(deadlineOf(patched(...other))).toBe(902);
  });
});

describe('a patch that the object cannot take is an error, never a crash or a changed identity (FWY4013)', () => {
  it.each([
    ['a name', '{ op: set, path: metadata.name, value: other }'],
    ['a kind', '{ op: set, path: kind, value: StatefulSet }'],
    ['a version', '{ op: delete, path: apiVersion }'],
    ['a namespace', '{ op: set, path: metadata.namespace, value: other }'],
    ['all metadata', '{ op: delete, path: metadata }'],
    ['metadata by nothing', '{ op: set, path: metadata, value: null }'],
    ['nothing as value', '{ op: set, path: spec.progressDeadlineSeconds, value: null }'],
    ['a number for a list', '{ op: set, path: spec.template.spec.containers, value: 5 }'],
    ['a list for an object', '{ op: set, path: spec.template, value: [] }'],
    ['an object for a number', '{ op: set, path: spec.progressDeadlineSeconds, value: {} }'],
    ['a text among objects', '{ op: add, path: spec.template.spec.containers, value: app }'],
    ['an entry that is there', '{ op: add, path: spec.template.spec.containers, value: { name: app } }'],
  ])('%s', (_, operation) => {
    const result = patched(patch('odd', operation));
    expect(result.errors.map(({ code }) => code)).toEqual(['FWY4013']);
    expect(result.errors[0]).toMatchObject({ file: 'governance/odd.yaml' });
  });
});

describe('a patch that meets nothing is an error (FWY4011)', () => {
  it.each([
    [
      'a position behind the end of a list',
      '{ op: set, path: "spec.template.spec.containers[7]", value: { name: x } }',
    ],
    ['a key in a list', '{ op: set, path: spec.template.spec.containers.foo, value: { name: x } }'],
    ['a position in an object', '{ op: set, path: "spec.template[0]", value: x }'],
    ['a field of a number', '{ op: set, path: spec.progressDeadlineSeconds.x, value: x }'],
  ])('%s', (_, operation) => {
    const result = patched(patch('odd', operation));
    expect(result.errors.map(({ code }) => code)).toEqual(['FWY4011']);
  });
});

describe('who broke an invariant', () => {
  const noProbe = `{ op: delete, path: '${app}.readinessProbe' }`;

  it('a pod needs a container: the invariant says so, and so would the API server', () => {
    const result = patched(patch('empty', `{ op: delete, path: '${app}' }`));
    expect(result.errors.map(({ code, file }) => [code, file])).toEqual([
      ['FWY4010', 'governance/empty.yaml'],
      ['FWY4041', 'governance/empty.yaml'],
    ]);
  });

  it('the patch of one object may break another one, and is named', () => {
    const broken = patch('gone', '{ op: delete, path: spec.selector }', { object: 'Service/web' });
    const labels = patch('labels', '{ op: delete, path: spec.template.metadata.labels }');
    const { errors } = patched(broken, labels);
    for (const { file, message } of errors)
      expect([file.startsWith('governance/'), message]).toEqual([true, message]);
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['FWY4010', 'FWY4041']));
  });

  it('the exception of one patch excuses that patch alone', () => {
    const excused = patch('a-excused', deadline(901), { exception: 'soft' });
    const later = patch('z-excused', deadline(902), { exception: 'soft' });
    const culprit = patch('m-culprit', noProbe);
    const result = patched(exception, excused, culprit, later);
    expect(result.errors.map(({ code, file }) => [code, file])).toEqual([
      ['FWY4010', 'governance/m-culprit.yaml'],
    ]);
  });

  it('a patch with a living exception may, whatever other patches follow', () => {
    const excused = patch('a-excused', noProbe, { exception: 'soft' });
    const result = patched(exception, excused, patch('b-plain', deadline(901)));
    expect(result.errors).toEqual([]);
  });
});

describe('an exception covers what it names and nothing else', () => {
  const broken = patch('odd', `{ op: delete, path: '${app}.readinessProbe' }`, { exception: 'soft' });
  const allowing = (rules: string, target: string, expires = '2036-01-01'): Files => ({
    'governance/exception.yaml': definitionOf(
      'PolicyException',
      'soft',
      `owner: team-a\nreason: a test\nexpires: '${expires}'\nrules: [${rules}]\ntarget: { ${target} }`,
    ),
  });

  it.each([
    ['everything', ''],
    ['the service by its name', 'services: [web]'],
    ['the service with its system', 'services: [other, shop/web]'],
    ['the service with an alias of its system', 'services: [store/web]'],
    ['its system', 'systems: [shop]'],
    ['its system by an alias', 'systems: [store]'],
    ['the environment', 'environments: [dev, prod]'],
    ['the object', 'objects: [Service/web, workload/web]'],
  ])('%s is enough', (_, target) => {
    expect(patched(allowing('resources, probes', target), broken).errors).toEqual([]);
  });

  it.each([
    ['another rule', 'resources', '', 'its rules are resources', 'add probes to rules'],
    ['another service', 'probes', 'services: [other]', 'its services are other', 'add web to target.services'],
    [
      'the name in another system',
      'probes',
      'services: [else/web]',
      'its services are else/web',
      'add web to target.services',
    ],
    ['another system', 'probes', 'systems: [else]', 'its systems are else', 'add shop to target.systems'],
    [
      'another environment',
      'probes',
      'environments: [dev]',
      'its environments are dev',
      'add prod to target.environments',
    ],
    [
      'another object',
      'probes',
      'objects: [Service/web]',
      'its objects are Service/web',
      'add Deployment/web to target.objects',
    ],
  ])('%s is not, and the fix says what to add', (_, rules, target, why, fix) => {
    const elsewhere = { 'platform/else.yaml': definitionOf('System', 'else', 'owner: team-a') };
    const found = patched(elsewhere, allowing(rules, target), broken).errors;
    expect(found.map(({ code, file }) => [code, file])).toEqual([['FWY4010', 'governance/odd.yaml']]);
    expect(found[0]?.message).toContain(`PolicyException soft does not allow it: ${why}`);
    expect(found[0]?.fix?.summary).toContain(`${fix} of PolicyException soft`);
    expect(found[0]?.related).toMatchObject([{ file: 'governance/exception.yaml' }]);
  });

  it('all that does not fit is said at once', () => {
    const [found] = patched(allowing('resources', 'environments: [dev]'), broken).errors;
    expect(found?.message).toContain('its rules are resources; its environments are dev');
    expect(found?.fix?.summary).toContain('add probes to rules and prod to target.environments of');
  });

  it('an expired one allows nothing, and says since when', () => {
    const found = patched(allowing('probes', '', '2020-01-31'), broken).errors;
    const refused = found.find(({ code }) => code === 'FWY4010');
    expect(refused?.message).toContain('PolicyException soft does not allow it: it expired on 2020-01-31');
    expect(refused?.fix?.summary).toContain('have PolicyException soft approved again with a later date');
  });
});
