import { readDocuments } from '@fairway/kubernetes';
import { describe, expect, it } from 'vitest';
import {
  baseOrganization,
  compileFiles,
  definitionOf,
  image,
  service,
  type Files,
  type TestCompilation,
} from '../harness.ts';

function document(kind: string, spec: string, apiVersion = 'v1beta1', environments = ''): Files {
  return {
    'services/web.yaml': `apiVersion: platform.example.com/${apiVersion}\nkind: ${kind}\nmetadata: {name: web}\nspec:\n${spec}${environments}`,
  };
}

function manifestsOf(files: Files, environment = 'prod'): string {
  const result: TestCompilation = compileFiles({ ...baseOrganization, ...files }, environment);
  expect(result.errors).toEqual([]);
  const text = result.record().get(`${environment}/local/shop-${environment}/web/manifests.yaml`);
  expect(text).toBeDefined();
  return String(text);
}

describe('Application lowers to exactly what the equal WebService lowers to', () => {
  const pairs: readonly (readonly [string, string, string])[] = [
    [
      'in full',
      `  team: team-a\n  runtime: node-18\n  replicas: 3\n  resources: {cpu: 300m, memory: 512Mi}\n  ingress: {path: /shop}\n  image: ${image}\n`,
      `  owner: team-a\n  runtime: {language: node, version: "18", size: medium, image: "${image}"}\n  scaling: {minReplicas: 3, maxReplicas: 3}\n  exposure: {class: internal, path: /shop}\n`,
    ],
    [
      'without ingress, resources, and replicas',
      `  team: team-a\n  runtime: go\n  image: ${image}\n`,
      `  owner: team-a\n  runtime: {language: go, image: "${image}"}\n  exposure: {class: none}\n`,
    ],
  ];
  it.each(pairs)('%s', (_, application, webService) => {
    for (const environment of ['dev', 'staging', 'prod'])
      expect(manifestsOf(document('Application', application), environment)).toBe(
        manifestsOf(document('WebService', webService), environment),
      );
  });

  it('with overrides', () => {
    const application = document(
      'Application',
      `  team: team-a\n  runtime: go\n  replicas: 2\n  image: ${image}\n`,
      'v1beta1',
      'environments:\n  prod:\n    replicas: 5\n    resources: {cpu: "1"}\n',
    );
    const webService = document(
      'WebService',
      `  owner: team-a\n  runtime: {language: go, image: "${image}"}\n  scaling: {minReplicas: 2, maxReplicas: 2}\n  exposure: {class: none}\n`,
      'v1beta1',
      'environments:\n  prod:\n    runtime: {size: large}\n    scaling: {minReplicas: 5, maxReplicas: 5}\n',
    );
    for (const environment of ['dev', 'prod'])
      expect(manifestsOf(application, environment)).toBe(manifestsOf(webService, environment));
  });

  it('and it is a workload like any other: unique name, dependencies, system of its team', () => {
    const files = {
      ...baseOrganization,
      ...document('Application', `  team: team-a\n  runtime: go\n  image: ${image}\n`),
      ...service('api', 'dependencies: [{service: web}]'),
    };
    const { codes, workload } = compileFiles(files);
    expect([codes, workload('web').id, workload('web').properties['kind']]).toEqual([
      [],
      'workload:shop/web',
      'WebService',
    ]);
  });
});

describe('positions point into the Application document', () => {
  const linesOf = (spec: string, environments = ''): (readonly [string, string | undefined])[] => {
    const files = document('Application', spec, 'v1beta1', environments);
    const lines = String(files['services/web.yaml']).split('\n');
    const { errors } = compileFiles({ ...baseOrganization, ...files });
    return errors.map(({ code, line }) => [code, lines[line - 1]?.trim()]);
  };
  const base = `  team: team-a\n  image: ${image}\n`;

  it.each([
    ['  runtime: jawa-21\n', '', 'FWY3000', 'runtime: jawa-21'],
    ['  runtime: go\n  replicas: 1000\n', '', 'FWY3010', 'replicas: 1000'],
    ['  runtime: go\n  resources: {cpu: "64"}\n', '', 'FWY3299', 'resources: {cpu: "64"}'],
    ['  runtime: go\n', 'environments:\n  prod:\n    replicas: 900\n', 'FWY3010', 'replicas: 900'],
    ['  runtime: go\n', 'environments:\n  prod:\n    team: team-b\n', 'FWY2011', 'team: team-b'],
  ])('%j %j', (spec, environments, code, line) => {
    const found = linesOf(base + spec, environments);
    expect([...new Set(found.map((one) => one.join(' ')))]).toEqual([`${code} ${line}`]);
  });

  it('of an image too', () => {
    expect(linesOf('  team: team-a\n  runtime: go\n  image: registry.example.com/web:1\n')).toEqual([
      ['FWY3202', 'image: registry.example.com/web:1'],
    ]);
  });
});

describe('API versions of one thing give the same bytes', () => {
  const older = `  owner: team-a
  runtime: {language: java, image: "${image}"}
  exposure: {type: internal, host: shop}
  identity:
    cloudAccess:
      aws: {roleProfile: reader}
      azure: {managedIdentityProfile: reader}
  secrets:
    - {name: db, providerRef: web/db, mount: env, keys: {PASSWORD: password}}
  data: {sensitivity: internal}
`;
  const hub = `  owner: team-a
  runtime: {language: java, image: "${image}"}
  exposure: {class: internal, host: shop}
  identity:
    aws: {profile: reader}
    azure: {profile: reader}
  secrets:
    - {name: db, path: web/db, as: env, keys: {PASSWORD: password}}
  data: {class: internal}
`;
  const profile = {
    'platform/reader.yaml': definitionOf(
      'IdentityProfile',
      'reader',
      'aws: {permissions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop/*"]}\nazure: {permissions: ["Reader"], scope: "/subscriptions/1"}',
    ),
  };

  it('v1alpha1, v1beta1, and v1', () => {
    const expected = manifestsOf({ ...profile, ...document('WebService', hub) });
    expect(manifestsOf({ ...profile, ...document('WebService', older, 'v1alpha1') })).toBe(expected);
    expect(manifestsOf({ ...profile, ...document('WebService', hub, 'v1') })).toBe(expected);
  });

  it('overrides are converted too, and problems point at what was written', () => {
    const environments = (field: string): string => `environments:\n  prod:\n    exposure: {${field}: none}\n`;
    expect(
      manifestsOf({ ...profile, ...document('WebService', older, 'v1alpha1', environments('type')) }),
    ).toBe(manifestsOf({ ...profile, ...document('WebService', hub, 'v1beta1', environments('class')) }));
    const wrong = document('WebService', older.replace('type: internal', 'type: intern'), 'v1alpha1');
    const { errors } = compileFiles({ ...baseOrganization, ...profile, ...wrong });
    expect(errors.map(({ line, column }) => [line, column])).toEqual([[7, 20]]);
  });

  it('fields of the other version are unknown', () => {
    const { errors } = compileFiles({ ...baseOrganization, ...profile, ...document('WebService', older) });
    expect(errors.map(({ code, line }) => [code, line])).toEqual([
      ['FWY2001', 7],
      ['FWY2001', 9],
      ['FWY2003', 13],
      ['FWY2001', 13],
      ['FWY2001', 13],
      ['FWY2001', 14],
    ]);
  });

  it('the rendered text reads back', () => {
    const read = readDocuments(manifestsOf({ ...profile, ...document('WebService', hub) }), 'manifests.yaml');
    expect([read.diagnostics, read.documents.length > 8]).toEqual([[], true]);
  });
});
