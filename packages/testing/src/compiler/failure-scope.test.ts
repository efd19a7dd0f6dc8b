import { kindsOfDefinition } from '@fairway/compiler';
import { kindsPlugin, parts } from '@fairway/kinds';
import { readDocuments } from '@fairway/kubernetes';
import { describe, expect, it } from 'vitest';
import {
  baseOrganization,
  compileFiles,
  definitionOf,
  image,
  service,
  testPlatform,
  type Files,
  type TestCompilation,
} from '../harness.ts';

/** A service of each of two namespaces beside the one that is wrong. */
const healthy = { ...service('api'), ...service('ledger', '', { owner: 'team-b' }) };

function compiled(files: Files, environment = 'prod'): TestCompilation {
  return compileFiles({ ...baseOrganization, ...healthy, ...files }, environment);
}

const names = ({ units }: TestCompilation): string[] =>
  [...units.keys()].map((id) => id.replace('prod/local/', ''));

describe('an error blocks its own units and those that cannot stand without them, nothing else', () => {
  const wrong: readonly (readonly [string, Files])[] = [
    ['of schema', service('web', 'scaling: {minReplicas: many}')],
    ['of an unknown field', service('web', 'replicas: 2')],
    ['of a language', service('web', '', { language: 'jawa' })],
    ['of a reference', service('web', 'dependencies: [{service: nobody}]')],
    ['of meaning', service('web', 'scaling: {minReplicas: 5, maxReplicas: 3}')],
    ['of an override', service('web', '', { environments: 'prod:\n  runtime: {writable: [{path: /data}]}' })],
    ['of a limit', service('web', 'scaling: {maxReplicas: 1000}')],
    ['of an image', service('web', '', { image: 'registry.example.com/shop/web:1' })],
  ];
  it.each(wrong)('an error %s', (_, files) => {
    const result = compiled(files);
    expect(result.errors).not.toEqual([]);
    expect(names(result)).toEqual(['bank-prod/_namespace', 'bank-prod/ledger', 'shop-prod/api']);
    expect([...result.compilation.blocked]).toEqual([
      'prod/local/shop-prod/_namespace',
      'prod/local/shop-prod/web',
    ]);
    expect(result.compilation.unitIds).toContain('prod/local/shop-prod/web');
    expect(result.compilation.complete).toBe(true);
    for (const { units } of result.errors) expect(units).toEqual([...result.compilation.blocked]);
  });

  it.each(wrong)('those that depend on it, and those it depends on, compile: an error %s', (_, files) => {
    const text = Object.values(files).join('').replace('spec:\n', 'spec:\n  system: cart\n');
    const spec = text.includes('dependencies:') ? '' : '  dependencies: [{service: ledger}]\n';
    const around = {
      ...service('front', 'dependencies: [{service: web}]'),
      'services/web.yaml': text.replace('spec:\n', `spec:\n${spec}`),
    };
    expect(names(compiled(around))).toEqual([
      'bank-prod/_namespace',
      'bank-prod/ledger',
      'shop-prod/_namespace',
      'shop-prod/api',
      'shop-prod/front',
    ]);
  });

  it('blocks nothing in environments that it is not about', () => {
    const files = service('web', '', { environments: 'dev:\n  scaling: {maxReplicas: 50}' });
    expect(names(compiled(files))).toContain('shop-prod/web');
    expect(compiled(files, 'dev').units.has('dev/local/shop-dev/web')).toBe(false);
  });

  it('and not the other documents of its file', () => {
    const web = String(service('web', 'scaling: {minReplicas: many}')['services/web.yaml']);
    const other = String(service('other', 'system: cart')['services/other.yaml']);
    const expected = [
      'bank-prod/_namespace',
      'bank-prod/ledger',
      'cart-prod/_namespace',
      'cart-prod/other',
      'shop-prod/api',
    ];
    for (const text of [`${web}---\n${other}`, `${other}---\n${web}`])
      expect(names(compiled({ 'services/two.yaml': text }))).toEqual(expected);
  });

  it('of two services that answer at one place: both', () => {
    const files = {
      ...service('web', 'exposure: {host: same}'),
      ...service('other', 'exposure: {host: same}'),
    };
    const result = compiled(files);
    expect(result.errors.map(({ code }) => code)).toEqual(['FWY3014']);
    expect(names(result)).toEqual(['bank-prod/_namespace', 'bank-prod/ledger', 'shop-prod/api']);
  });

  it('of a service whose system is not known: also those it touches, which cannot be compiled without it', () => {
    const files = {
      ...service('web', 'dependencies: [{service: api}]', { owner: 'team-z' }),
      ...service('front', 'system: cart\ndependencies: [{service: web}]'),
    };
    const result = compiled(files);
    expect(result.errors.map(({ file }) => file)).toEqual(['services/web.yaml']);
    expect(names(result)).toEqual([
      'bank-prod/_namespace',
      'bank-prod/ledger',
      'cart-prod/_namespace',
      'shop-prod/_namespace',
    ]);
  });

  it('of a service that is not whole: also those it touches', () => {
    const files = {
      ...service('web', 'dependencies: [{service: api}]', { language: null }),
      ...service('front', 'system: cart\ndependencies: [{service: web}]'),
    };
    const result = compiled(files);
    expect(result.errors.map(({ code }) => code)).toEqual(['FWY2003']);
    expect(names(result)).toEqual(['bank-prod/_namespace', 'bank-prod/ledger', 'cart-prod/_namespace']);
  });

  it('of a Delivery: its service', () => {
    const delivery = (spec: string): Files => ({
      'services/delivery.yaml': `apiVersion: platform.example.com/v1beta1\nkind: Delivery\nmetadata: {name: web}\nspec:\n  source: {git: "https://git.example.com/web", branch: main}\n  environments: [dev, prod]\n${spec}`,
    });
    const result = compiled({ ...service('web'), ...delivery('  strategy: bluegreen\n') });
    expect(result.errors.map(({ file }) => file)).toEqual(['services/delivery.yaml']);
    expect(names(result)).toEqual(['bank-prod/_namespace', 'bank-prod/ledger', 'shop-prod/api']);
  });

  it('of the definition: everything', () => {
    const files = { 'platform/bad.yaml': definitionOf('Team', 'team-x', 'costCentre: cc-1') };
    const result = compiled(files);
    expect(result.errors.map(({ file }) => file)).toEqual(
      ['platform/bad.yaml', 'platform/bad.yaml'].slice(0, result.errors.length),
    );
    expect(result.errors).not.toEqual([]);
  });
});

describe('nothing may be taken for deleted where something could not be followed to its units', () => {
  it.each([
    [
      'a document without a name',
      {
        'services/web.yaml':
          'apiVersion: platform.example.com/v1beta1\nkind: WebService\nmetadata: {}\nspec: {owner: team-a}\n',
      },
    ],
    [
      'an unknown kind',
      {
        'services/web.yaml':
          'apiVersion: platform.example.com/v1beta1\nkind: WebServise\nmetadata: {name: web}\nspec: {}\n',
      },
    ],
    ['an unknown owner', service('web', '', { owner: 'team-z' })],
    ['no owner at all', service('web', '', { owner: null })],
    ['an unknown system', service('web', 'system: nowhere')],
    [
      'two of one name',
      { ...service('web'), 'services/two.yaml': String(service('web')['services/web.yaml']) },
    ],
    ['a required part that is missing', service('web', '', { language: null })],
  ] as const)('%s', (_, files) => {
    const result = compiled(files);
    expect(result.errors).not.toEqual([]);
    const { complete, blocked } = result.compilation;
    expect(complete === false || blocked.has('prod/local/shop-prod/web')).toBe(true);
    expect(names(result)).toEqual(
      expect.arrayContaining(['bank-prod/_namespace', 'bank-prod/ledger', 'shop-prod/api']),
    );
  });

  it('a Delivery that cannot be read in full', () => {
    const files = {
      ...service('web'),
      'services/delivery.yaml':
        'apiVersion: platform.example.com/v1beta1\nkind: Delivery\nmetadata: {name: web}\nspec:\n  source: {git: "https://git.example.com/web", branch: main}\n  environments: [dev, 7]\n',
    };
    expect(compiled(files).compilation.complete).toBe(false);
  });

  it('without errors everything is complete', () => {
    expect(compiled(service('web')).compilation).toMatchObject({ complete: true });
  });
});

describe('all problems of a document at once, whatever else is wrong in it', () => {
  it('five mistakes are five diagnostics', () => {
    const text = `apiVersion: platform.example.com/v1beta1
kind: WebService
metadata:
  name: web
spec:
  owner: team-z
  runtime:
    language: java
    image: ${image}
    size: huge
    prot: 8080
  scaling:
    minReplicas: 9
    maxReplicas: 3
  dependencies:
    - service: nobody
`;
    const { errors } = compiled({ 'services/web.yaml': text });
    expect(errors.map(({ line }) => line)).toEqual([6, 10, 11, 13, 16]);
  });

  it('also where the kind is missing, or the version wrong', () => {
    const text = (head: string): Files => ({
      'services/web.yaml': `${head}metadata:\n  name: Web\nspec:\n  owner: team-a\n  runtime: {language: java}\nextra: 1\n`,
    });
    expect(compiled(text('apiVersion: platform.example.com/v9\n')).errors.map(({ line }) => line)).toEqual([
      1, 1, 3, 7,
    ]);
    expect(
      compiled(text('kind: WebService\napiVersion: platform.example.com/v9\n')).errors.map(({ line }) => line),
    ).toEqual([2, 4, 8]);
  });

  it('also where the name is wrong', () => {
    const text =
      'apiVersion: platform.example.com/v1beta1\nkind: WebService\nmetadata: {name: Web}\nspec:\n  owner: team-z\n  runtime: {language: jawa, prot: 1}\n';
    expect(
      compiled({ 'services/web.yaml': text })
        .errors.map(({ code }) => code)
        .sort(),
    ).toEqual(['FWY2001', 'FWY2005', 'FWY3000', 'FWY3000']);
  });

  it('also where another one has its name', () => {
    const files = {
      ...service('web'),
      'services/z.yaml': String(service('web', 'scaling: {maxReplicas: 1000}')['services/web.yaml']),
    };
    expect(compiled(files).errors.map(({ code, file }) => [code, file])).toEqual([
      ['FWY3016', 'services/z.yaml'],
      ['FWY3010', 'services/z.yaml'],
    ]);
  });

  it('a misspelled field is one mistake, and what it holds is judged too', () => {
    const spec = 'reliabilty: {rollout: canary, canary: {percentage: 200, duration: 5m}}';
    expect(
      compiled(service('web', spec))
        .errors.map(({ code }) => code)
        .sort(),
    ).toEqual(['FWY2001', 'FWY2006']);
    const text = String(service('web')['services/web.yaml']).replace('language:', 'langauge:');
    expect(compiled({ 'services/web.yaml': text }).errors.map(({ code }) => code)).toEqual(['FWY2001']);
  });

  it('a wrong value does not hide what depends on others', () => {
    const spec =
      'scaling: {minReplicas: many}\nsecrets: [{name: db, path: nobody/db, keys: [a], as: file}]\nexposure: {class: intern}';
    expect(compiled(service('web', spec)).errors).toHaveLength(3);
  });
});

it('is stable: the same problems in the same order, in every environment of the chain', () => {
  const files = { ...baseOrganization, ...service('web', 'scaling: {minReplicas: many}\nreplicas: 2') };
  const problems = ['dev', 'staging', 'prod'].map((environment) =>
    compileFiles(files, environment).diagnostics.map((one) => ({ ...one, units: [] })),
  );
  expect(problems[0]).toHaveLength(2);
  expect(problems[1]).toEqual(problems[0]);
  expect(problems[2]).toEqual(problems[0]);
});

describe('an error of the definition is told, and units that cannot be made without what is missing are blocked', () => {
  const environment = (clusters: string): string =>
    definitionOf('Environment', 'prod', `class: prod\norder: 30\nclusters: ${clusters}`);

  it('a cluster that does not exist', () => {
    const result = compiled({ 'platform/prod.yaml': environment('[{name: local, primary: true}, nowhere]') });
    expect(result.errors.map(({ message }) => message).join('\n')).toContain('nowhere');
    expect(names(result)).toHaveLength(4);
    expect([...result.compilation.blocked].toSorted()).toEqual([
      'prod/nowhere/bank-prod/_namespace',
      'prod/nowhere/bank-prod/ledger',
      'prod/nowhere/shop-prod/_namespace',
      'prod/nowhere/shop-prod/api',
    ]);
  });

  it('a team that does not exist', () => {
    const teams = baseOrganization['platform/teams.yaml'] ?? '';
    const result = compiled({ 'platform/teams.yaml': teams.replace('owner: team-a', 'owner: team-x') });
    expect(result.errors.map(({ message }) => message).join('\n')).toContain('team-x');
    expect(names(result)).toEqual(['bank-prod/_namespace', 'bank-prod/ledger']);
    expect(result.compilation.unitIds).toContain('prod/local/shop-prod/api');
    expect(result.compilation.blocked).toContain('prod/local/shop-prod/api');
  });

  it('a placement that a kind of the organization makes up', () => {
    const kind = [
      'kind: Feed',
      'plural: feeds',
      'description: Polls a feed.',
      'extends: Worker',
      'parts: [ownership, runtime, health, scaling, reliability, telemetry, data, placement]',
      'defaults: { placement: somewhere }',
    ];
    const files = {
      ...baseOrganization,
      ...service('feed', '', { kind: 'Feed' }),
      'platform/feed.yaml': definitionOf('KindDefinition', 'feed', kind.join('\n')),
    };
    const documents = Object.entries(files).flatMap(([file, text]) => readDocuments(text, file).documents);
    const { kinds } = kindsOfDefinition(documents, { kinds: kindsPlugin.kinds ?? [], parts });
    const platform = testPlatform([{ apiVersion: 1, name: 'own', kinds }]);
    expect(platform.kinds.has('Feed')).toBe(true);
    const { errors } = compileFiles(files, 'prod', { platform });
    expect(errors.map(({ message }) => message).join('\n')).toContain('somewhere');
  });
});
