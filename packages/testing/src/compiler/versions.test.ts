import { describe, expect, it } from 'vitest';
import { baseOrganization, compileFiles, definitionOf, service, type Files } from '../harness.ts';

const group = 'platform.example.com';

function organization(versions: string): Files {
  return {
    ...baseOrganization,
    'fairway.yaml': definitionOf(
      'Organization',
      'example',
      `api:\n  group: ${group}\n  versions:\n${versions}\nimageRegistries: [registry.example.com]`,
    ),
  };
}

const versions = `    - {name: v1alpha1, schema: v1alpha1, served: true, deprecated: {since: 2026-01-01, removal: 2026-12-31, owner: team-a, replacement: v1beta1}}
    - {name: v1beta1, schema: v1beta1, served: true}
    - {name: v0, schema: v1alpha1, served: false}`;

describe('API versions with deprecation windows', () => {
  const at = (now: string, version = 'v1alpha1') =>
    compileFiles(
      { ...organization(versions), ...service('web', '', { apiVersion: `${group}/${version}` }) },
      'prod',
      { now },
    );

  it.each([
    ['2025-12-31', []],
    ['2026-01-01', ['warning']],
    ['2026-12-31', ['warning']],
    ['2027-01-01', ['error']],
  ])('on %s: %j', (now, severities) => {
    expect(at(now).diagnostics.map(({ severity }) => severity)).toEqual(severities);
  });

  it('name owner, date, and replacement', () => {
    const [warning] = at('2026-06-01').diagnostics;
    for (const word of ['team-a', '2026-12-31', 'v1beta1']) expect(warning?.message).toContain(word);
  });

  it('a version that is not served is no version', () => {
    expect(at('2026-06-01', 'v0').codes).toEqual(['FWY2014']);
  });

  it('the default is v1alpha1, v1beta1, and v1', () => {
    for (const version of ['v1alpha1', 'v1beta1', 'v1'])
      expect(
        compileFiles({ ...baseOrganization, ...service('web', '', { apiVersion: `${group}/${version}` }) })
          .errors,
      ).toEqual([]);
  });
});

describe('what is wrong is said in the spelling of the file', () => {
  const found = (version: string, spec: string, options: { kind?: string; environments?: string } = {}) =>
    compileFiles(
      { ...baseOrganization, ...service('web', spec, { ...options, apiVersion: `${group}/${version}` }) },
      'prod',
      { meantToFail: true },
    )
      .diagnostics.filter(({ code }) => code === 'FWY2010' || code === 'FWY2011')
      .map(({ message, fix }) => [message, fix?.summary.split(';')[0]]);
  const needed = (field: string): string[][] => [
    [`secrets[0].${field} is env, so secrets[0].keys is needed`, 'add keys'],
  ];

  it.each([
    ['v1alpha1', 'providerRef: web/db, mount: env', 'mount'],
    ['v1beta1', 'path: web/db, as: env', 'as'],
    ['v1', 'path: web/db, as: env', 'as'],
  ])('%s: a renamed field', (version, entry, field) => {
    expect(found(version, `secrets: [{name: db, ${entry}}]`)).toEqual(needed(field));
  });

  it('what an environment adds', () => {
    const spec = 'reliability: {rollout: rolling}';
    const environments = 'prod:\n  reliability: {rollout: canary}';
    expect(found('v1alpha1', spec, { environments })).toEqual([
      ['reliability.rollout is canary, so reliability.canary is needed', 'add reliability.canary'],
    ]);
  });

  it.each([
    [
      'v1alpha1',
      'cloudAccess: {aws: {roleProfile: reader}}, aws: {permissions: [a], resources: [b]}',
      'identity.cloudAccess.aws.roleProfile',
    ],
    ['v1beta1', 'aws: {profile: reader, permissions: [a], resources: [b]}', 'profile'],
  ])('%s: a moved field, in full where it stands elsewhere', (version, identity, field) => {
    expect(found(version, `identity: {${identity}}`)).toEqual([
      [
        `identity.aws takes exactly one of ${field}, permissions; ${field} and permissions are set`,
        `keep one of ${field}, permissions`,
      ],
    ]);
  });

  it('fields that the older version writes at one place keep their names', () => {
    expect(found('v1alpha1', 'consumes: [{name: mail}]', { kind: 'Worker' })).toContainEqual([
      'consumes[0] takes exactly one of queue, topic; none of them is set',
      'add one of queue, topic',
    ]);
  });

  it('a field that may not vary', () => {
    const environments = 'prod:\n  data: {sensitivity: internal}';
    expect(found('v1alpha1', '', { environments })).toEqual([
      ['data.sensitivity may not vary by environment', 'set it in spec'],
    ]);
  });
});

const size = (version: string, lifecycle: string, cpu: string): string =>
  definitionOf(
    'SizeProfile',
    'bespoke',
    `version: ${version}\nlifecycle: ${lifecycle}\ncpuRequest: ${cpu}\nmemoryRequest: 256Mi\nmemoryLimit: 512Mi`,
  );

function withSizes(...documents: readonly string[]): Files {
  return {
    ...baseOrganization,
    ...service('web', 'runtime:\n  size: bespoke'),
    ...service('api', 'runtime:\n  size: bespoke'),
    'platform/sizes.yaml': documents.join('---\n'),
  };
}

const cpuOf = (files: Files, name: string, environment = 'prod'): unknown => {
  const { errors, field } = compileFiles(files, environment);
  expect(errors).toEqual([]);
  return field(`Deployment/${name}`, 'spec.template.spec.containers[name=app].resources.requests.cpu');
};

const pin = (spec: string): Files => ({
  'governance/pin.yaml': definitionOf(
    'Pin',
    'hold',
    `owner: team-a\nreason: Not ready.\nexpires: 2026-12-31\ndocument: {kind: SizeProfile, name: bespoke}\n${spec}`,
  ),
});

describe('several versions of one name', () => {
  const both = withSizes(
    size('1.0.0', '{deprecated: {removal: 2026-12-31, replacement: 2.0.0}}', '100m'),
    size('2.0.0', 'default', '200m'),
  );

  it('intent names it and gets the default', () => {
    expect(cpuOf(both, 'web')).toBe('200m');
  });

  it('only a Pin selects another, for its services', () => {
    const files = { ...both, ...pin('target: {services: [web]}\nversion: 1.0.0') };
    expect([cpuOf(files, 'web'), cpuOf(files, 'api')]).toEqual(['100m', '200m']);
  });

  it('and a deprecated one that is pinned warns with date and replacement; after the date it is an error', () => {
    const files = { ...both, ...pin('target: {services: [web]}\nversion: 1.0.0') };
    const [warning] = compileFiles(files).diagnostics.filter(({ file }) => file === 'services/web.yaml');
    expect(warning?.severity).toBe('warning');
    expect(warning?.message).toContain('2026-12-31');
    const late = {
      ...files,
      'governance/pin.yaml': String(files['governance/pin.yaml']).replace(
        'expires: 2026-12-31',
        'expires: 2027-12-31',
      ),
    };
    const { errors } = compileFiles(late, 'prod', { now: '2027-01-01' });
    expect(errors.map(({ file }) => file)).toEqual(expect.arrayContaining(['services/web.yaml']));
    expect(errors.some(({ file }) => file === 'services/api.yaml')).toBe(false);
  });

  it('a defective one is an error for those that use it', () => {
    const files = {
      ...withSizes(size('1.0.0', 'defective', '100m'), size('2.0.0', 'default', '200m')),
      ...pin('target: {services: [web]}\nversion: 1.0.0'),
    };
    const { errors } = compileFiles(files);
    expect(errors.map(({ file }) => file)).toContain('services/web.yaml');
    expect(errors.some(({ file }) => file === 'services/api.yaml')).toBe(false);
  });

  it('a proposed one only with trial: true', () => {
    const documents = [size('1.0.0', 'default', '100m'), size('2.0.0', 'proposed', '200m')];
    expect(cpuOf(withSizes(...documents), 'web')).toBe('100m');
    const trial = {
      ...withSizes(...documents),
      ...pin('target: {services: [web]}\nversion: 2.0.0\ntrial: true'),
    };
    expect([cpuOf(trial, 'web'), cpuOf(trial, 'api')]).toEqual(['200m', '100m']);
    expect(
      compileFiles({ ...withSizes(...documents), ...pin('target: {services: [web]}\nversion: 2.0.0') }).errors,
    ).not.toEqual([]);
  });

  it('the lock of a unit says which version was used', () => {
    const files = { ...both, ...pin('target: {services: [web]}\nversion: 1.0.0') };
    const used = (name: string) => compileFiles(files).units.get(`prod/local/shop-prod/${name}`)?.definition;
    expect(used('web')).toContain('SizeProfile/bespoke@1.0.0');
    expect(used('api')).toContain('SizeProfile/bespoke@2.0.0');
  });
});

it('a document of the same name replaces the built-in one', () => {
  const small = definitionOf(
    'SizeProfile',
    'small',
    'cpuRequest: 300m\nmemoryRequest: 256Mi\nmemoryLimit: 512Mi',
  );
  expect(cpuOf({ ...baseOrganization, ...service('web'), 'platform/small.yaml': small }, 'web')).toBe('300m');
});
