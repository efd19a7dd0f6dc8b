import { describe, expect, it } from 'vitest';
import { edgesOf, inStaging, lowerTouching, nodesOf, problemOf } from '../../touch/testing.ts';
import { secretsPart } from './secrets.ts';

const lower = (secret: object, options = {}) =>
  lowerTouching(secretsPart, { secrets: [{ name: 'database', ...secret }] }, options);

describe('the part secrets', () => {
  it('makes files of every key unless it says otherwise', () => {
    const lowered = lower({ path: '{system}/{environment}/database' });
    expect(lowered.problems).toEqual([]);
    expect(nodesOf(lowered)).toEqual({
      'secret:shop/web.database': {
        path: 'shop/prod/database',
        as: 'file',
        keys: {},
        onChange: 'restart',
        mountPath: '/etc/web/secrets/database',
      },
    });
    expect(Object.keys(edgesOf(lowered))).toEqual(['uses:workload:shop/web->secret:shop/web.database']);
  });

  it('makes variables of the keys that it names', () => {
    const keys = { DB_PASSWORD: 'password' };
    const lowered = lower({ path: 'web/{region}/database', as: 'env', onChange: 'ignore', keys });
    expect(lowered.problems).toEqual([]);
    expect(nodesOf(lowered)['secret:shop/web.database']).toEqual({
      path: 'web/{region}/database',
      as: 'env',
      keys,
      onChange: 'ignore',
    });
  });

  it('reads a list of keys as names that stay', () => {
    const lowered = lower({ path: 'shop/tls', keys: ['tls.crt', 'tls.key'] });
    expect(nodesOf(lowered)['secret:shop/web.database']?.['keys']).toEqual({
      'tls.crt': 'tls.crt',
      'tls.key': 'tls.key',
    });
  });

  it.each(['shop', 'store', 'web', 'team-a', 'alpha', '{service}'])('lets a path begin with %s', (first) => {
    expect(lower({ path: `${first}/database` }).problems).toEqual([]);
  });

  it.each([
    ['other/prod/database', 'FWY3251'],
    ['../shop/database', 'FWY3253'],
    ['shop/../other', 'FWY3253'],
    ['/shop/database', 'FWY3253'],
    ['shop//database', 'FWY3253'],
    ['shop/Database', 'FWY3253'],
    ['shop/{user}', 'FWY3253'],
    ['shop/dev/database', 'FWY3252'],
  ])('reports the path %s as %s', (path, code) => {
    expect(problemOf(lower({ path }))).toMatchObject({ code, at: 'secrets.0.path' });
  });

  it('shows which first segments are legal', () => {
    expect(problemOf(lower({ path: 'sho/database' })).fix).toBe(
      'begin it with one of shop, store, web, team-a, alpha, for example shop/database',
    );
  });

  it("warns of another environment's secret with the path that fits every environment", () => {
    const { problems } = lower({ path: 'shop/prod/database' }, inStaging);
    expect(problems).toMatchObject([
      { code: 'FWY3252', severity: 'warning', fix: 'write shop/{environment}/database' },
    ]);
    expect(lower({ path: 'shop/prod/database' }).problems).toEqual([]);
  });

  it.each([
    [{ as: 'env', keys: {} }, 'FWY3254', 'secrets.0.keys'],
    [{ as: 'env', keys: ['tls.key'] }, 'FWY3254', 'secrets.0.keys.0'],
    [{ as: 'env', keys: { 'db-password': 'password' } }, 'FWY3254', 'secrets.0.keys.db-password'],
    [{ keys: { '../../passwd': 'password' } }, 'FWY3256', 'secrets.0.keys.../../passwd'],
    [{ keys: ['..data'] }, 'FWY3256', 'secrets.0.keys.0'],
  ])('refuses %j', (secret, code, at) => {
    expect(problemOf(lower({ path: 'shop/database', ...secret }))).toMatchObject({ code, at });
  });

  it('refuses a variable that is set twice', () => {
    const secret = { name: 'database', path: 'shop/database', as: 'env', keys: { DB_HOST: 'host' } };
    const runtime = { port: 8080, env: { DB_HOST: 'db' } };
    const problem = problemOf(lowerTouching(secretsPart, { runtime, secrets: [secret] }));
    expect(problem).toMatchObject({ code: 'FWY3255', at: 'secrets.0.keys' });
    expect(problem.message).toBe('secret database and runtime.env both set the variable DB_HOST');
    const second = { ...secret, name: 'replica' };
    expect(lowerTouching(secretsPart, { secrets: [secret, second] }).codes).toEqual(['FWY3255']);
  });

  it("refuses variables of the platform's own", () => {
    expect(lower({ path: 'shop/a', as: 'env', keys: { PLATFORM_TOKEN: 'a' } }).codes).toEqual(['FWY3255']);
  });
});
