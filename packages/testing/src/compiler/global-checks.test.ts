import { describe, expect, it } from 'vitest';
import {
  baseOrganization,
  compileFiles,
  definitionOf,
  service,
  type Files,
  type TestCompilation,
} from '../harness.ts';

const compiled = (files: Files, environment = 'prod'): TestCompilation =>
  compileFiles({ ...baseOrganization, ...files }, environment);

const problems = (files: Files, environment = 'prod') =>
  compiled(files, environment).diagnostics.map(({ code, severity, file }) => [code, severity, file]);

describe('(host, path) is unique; a host belongs to one system', () => {
  it('two services at one place', () => {
    const files = { ...service('web', 'exposure: {host: shop}'), ...service('api', 'exposure: {host: shop}') };
    const { errors } = compiled(files);
    expect(errors.map(({ code, related }) => [code, related.length])).toEqual([['FWY3014', 1]]);
    expect(errors[0]?.units).toEqual(
      ['_namespace', 'api', 'web'].map((name) => `prod/local/shop-prod/${name}`),
    );
  });

  it('other paths of one host are free within a system', () => {
    const files = {
      ...service('web', 'exposure: {host: shop}'),
      ...service('api', 'exposure: {host: shop, path: /api}'),
    };
    expect(problems(files)).toEqual([]);
  });

  it('but not across systems', () => {
    const files = {
      ...service('web', 'exposure: {host: shop}'),
      ...service('ledger', 'exposure: {host: shop, path: /api}', { owner: 'team-b' }),
    };
    const { errors } = compiled(files);
    expect(errors.map(({ code }) => code)).toEqual(['FWY3013']);
  });

  it('aliases count', () => {
    const files = {
      ...service('web', 'exposure: {host: shop, aliases: [{host: old, redirect: true}]}'),
      ...service('api', 'exposure: {host: old}'),
    };
    expect(problems(files).map(([code]) => code)).toEqual(['FWY3014']);
  });

  it('who of two is named first does not depend on the order of files', () => {
    const files = [service('web', 'exposure: {host: shop}'), service('api', 'exposure: {host: shop}')];
    const texts = [files, files.toReversed()].map((list) =>
      compiled(Object.assign({}, ...list) as Files).errors.map(({ message, file }) => [message, file]),
    );
    expect(texts[0]).toEqual(texts[1]);
  });
});

describe('hosts', () => {
  const hosts = (spec: string, environment: string, more: Files = {}): unknown => {
    const { compilation, errors } = compiled({ ...more, ...service('web', spec) }, environment);
    expect(errors).toEqual([]);
    const endpoint = compilation.graph.nodes.find(({ type }) => type === 'endpoint');
    const { hosts: found } = (endpoint?.properties ?? { hosts: [] }) as {
      hosts: readonly { readonly host: string }[];
    };
    return found.map(({ host }) => host);
  };

  it.each([
    ['absent: as if the service’s name stood there', '', 'prod', 'web.internal.platform.example.com'],
    ['no dot: <host>.<domain>', 'exposure: {host: shop}', 'prod', 'shop.internal.platform.example.com'],
    [
      '{label}.{environment}.{rest} outside prod',
      'exposure: {host: shop}',
      'dev',
      'shop.dev.internal.platform.example.com',
    ],
    ['with a dot: the host in prod', 'exposure: {host: www.example.org}', 'prod', 'www.example.org'],
    [
      'with a dot: by hostPattern elsewhere',
      'exposure: {host: www.example.org}',
      'staging',
      'www.staging.example.org',
    ],
  ])('%s', (_, spec, environment, expected) => {
    expect(hosts(spec, environment)).toEqual([expected]);
  });

  it('the environment’s own domain as it stands', () => {
    const dev = definitionOf(
      'Environment',
      'dev',
      'class: dev\norder: 10\nclusters: [local]\ndomains: {internal: dev.example.net}',
    );
    expect(hosts('exposure: {host: shop}', 'dev', { 'platform/dev.yaml': dev })).toEqual([
      'shop.dev.example.net',
    ]);
  });

  it('the organization’s domain, by hostPattern', () => {
    const organization = String(baseOrganization['fairway.yaml']);
    const more = { 'fairway.yaml': `${organization}  domains: {internal: intra.example.com}\n` };
    expect(hosts('exposure: {host: shop}', 'prod', more)).toEqual(['shop.intra.example.com']);
    expect(hosts('exposure: {host: shop}', 'dev', more)).toEqual(['shop.dev.intra.example.com']);
  });

  it('a hostPattern of the environment', () => {
    const dev = definitionOf(
      'Environment',
      'dev',
      'class: dev\norder: 10\nclusters: [local]\nhostPattern: "{label}-{environment}.{rest}"',
    );
    expect(hosts('exposure: {host: www.example.org}', 'dev', { 'platform/dev.yaml': dev })).toEqual([
      'www-dev.example.org',
    ]);
  });
});

describe('dependencies in a circle', () => {
  it('are allowed, and noted once', () => {
    const files = {
      ...service('a', 'dependencies: [{service: b}]'),
      ...service('b', 'dependencies: [{service: c}]'),
      ...service('c', 'dependencies: [{service: a}]'),
      ...service('d', 'dependencies: [{service: a}]'),
    };
    const { diagnostics, units } = compiled(files);
    expect(diagnostics.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      ['FWY3015', 'note', 'a, b, c depend on each other; each must start without the others'],
    ]);
    expect(units.size).toBe(5);
  });

  it('without one there is no note', () => {
    expect(problems({ ...service('a', 'dependencies: [{service: b}]'), ...service('b') })).toEqual([]);
  });
});

it('two Delivery documents for one workload are an error', () => {
  const delivery = (name: string): Files => ({
    [`services/${name}.yaml`]: `apiVersion: platform.example.com/v1beta1\nkind: Delivery\nmetadata: {name: ${name}}\nspec: {service: web, source: {git: "https://git.example.com/web", branch: main}, environments: [prod]}\n`,
  });
  expect(problems({ ...service('web'), ...delivery('one'), ...delivery('two') })).toEqual([
    ['FWY3005', 'error', 'services/two.yaml'],
  ]);
});

describe('a secret in plain text is an error that shows how to reference one, and is never printed', () => {
  // Put together here, so that no scanner takes this file for a leak.
  const key = ['AKIA', 'IOSFODNN7', 'ABCDEFG'].join('');
  const password = ['hunter2', 'Xk9', '!'].join('-');
  it.each([
    ['env', `runtime:\n  env: {ACCESS_KEY: ${key}}`, key],
    ['env by name', `runtime:\n  env: {DB_PASSWORD: "${password}"}`, password],
    ['config', `runtime:\n  config: {app.properties: "aws.key=${key}"}`, key],
    ['args', `runtime:\n  args: ["--password=${password}"]`, password],
    ['a url', `runtime:\n  env: {DATABASE: "postgres://app:${password}@db.example.com/app"}`, password],
  ])('%s', (_, spec, secret) => {
    const result = compiled(service('web', spec));
    expect(result.errors.length).toBeGreaterThan(0);
    expect(result.errors.map(({ fix }) => `${fix?.summary} ${JSON.stringify(fix?.edits)}`).join(' ')).toContain(
      'secrets',
    );
    expect(JSON.stringify(result.diagnostics)).not.toContain(secret);
    expect(result.units.has('prod/local/shop-prod/web')).toBe(false);
  });

  it('what only names or references one is none', () => {
    const spec =
      'runtime:\n  env: {PASSWORD_FILE: /etc/web/secrets/db/password, TOKEN_URL: "https://login.example.com/token"}';
    expect(problems(service('web', spec))).toEqual([]);
  });
});
