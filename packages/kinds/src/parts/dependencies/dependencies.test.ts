import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { edgesOf, lowerTouching, nodesOf, problemOf, type TouchOptions } from '../../touch/testing.ts';
import { dependenciesPart } from './dependencies.ts';

const options: TouchOptions = {
  workloads: {
    'payments-api': {
      spec: { runtime: { port: 8080 }, ports: [{ name: 'admin', port: 9090, protocol: 'grpc' }] },
    },
    'nightly-report': { kind: 'ScheduledJob', spec: { runtime: {} } },
    web: { id: 'workload:shop/web' },
    cards: { id: 'workload:vault/cards', system: 'vault', owner: 'team-b', spec: { runtime: { port: 8443 } } },
    open: {
      id: 'workload:vault/open',
      system: 'vault',
      owner: 'team-b',
      spec: { runtime: { port: 1 }, grants: [{ system: 'shop' }] },
    },
  },
};
const lower = (dependency: object, more: object = {}, other: TouchOptions = {}) =>
  lowerTouching(dependenciesPart, { dependencies: [dependency], ...more }, { ...options, ...other });
const stripe = { host: 'api.stripe.example', port: 443, protocol: 'https' };

describe('dependencies on services', () => {
  it('reach the main port and give four variables', () => {
    const lowered = lower({ service: 'payments-api' });
    expect(lowered.problems).toEqual([]);
    expect(edgesOf(lowered)).toEqual({
      'reaches:workload:shop/web->workload:shop/payments-api': {
        port: 8080,
        portName: 'http',
        protocol: 'http',
        env: {
          PAYMENTS_API_HOST: 'host',
          PAYMENTS_API_PORT: 'port',
          PAYMENTS_API_ADDRESS: 'address',
          PAYMENTS_API_URL: 'url',
        },
      },
    });
  });

  it('rename outputs and choose another port', () => {
    const lowered = lower({
      service: 'payments-api',
      port: 9090,
      access: 'read',
      env: { PAY: 'url', PAY_TOO: 'url' },
    });
    expect(lowered.problems).toEqual([]);
    expect(Object.values(edgesOf(lowered))).toEqual([
      {
        port: 9090,
        portName: 'admin',
        protocol: 'grpc',
        access: 'read',
        env: {
          PAYMENTS_API_HOST: 'host',
          PAYMENTS_API_PORT: 'port',
          PAYMENTS_API_ADDRESS: 'address',
          PAY: 'url',
          PAY_TOO: 'url',
        },
      },
    ]);
  });

  it('are sought by name, with a suggestion', () => {
    const problem = problemOf(lower({ service: 'payment-api' }));
    expect(problem).toMatchObject({ code: 'FWY3280', at: 'dependencies.0.service' });
    expect(problem.message).toBe('there is no service payment-api in prod; did you mean payments-api?');
    expect(problemOf(lower({ service: 'qqqqqqqq' })).message).toBe('there is no service qqqqqqqq in prod');
  });

  it.each([
    [{ service: 'web' }, 'FWY3281', 'dependencies.0.service'],
    [{ service: 'nightly-report' }, 'FWY3282', 'dependencies.0.service'],
    [{ service: 'payments-api', port: 9999 }, 'FWY3282', 'dependencies.0.port'],
    [{ service: 'payments-api', env: { PAY: 'uri' } }, 'FWY3285', 'dependencies.0.env.PAY'],
    [{ service: 'payments-api', env: { PLATFORM_PAY: 'url' } }, 'FWY3255', 'dependencies.0.env.PLATFORM_PAY'],
    [{ database: 'orders' }, 'FWY3294', 'dependencies.0.database'],
    [{ volume: 'files', path: '/data' }, 'FWY3294', 'dependencies.0.volume'],
  ])('refuse %j', (dependency, code, at) => {
    expect(problemOf(lower(dependency))).toMatchObject({ code, at });
  });

  it('need a grant where the tier of the provider asks for one', () => {
    const problem = problemOf(lower({ service: 'cards' }));
    expect(problem).toMatchObject({ code: 'FWY3284', at: 'dependencies.0.service' });
    expect(problem.fix).toContain('team-b');
    expect(problem.fix).toContain('grants: [{service: shop/web}]');
    expect(lower({ service: 'open' }).problems).toEqual([]);
  });

  it.each([
    [{ runtime: { port: 1, env: { PAYMENTS_API_URL: 'x' } } }, 'runtime.env'],
    [{ secrets: [{ name: 'pay', path: 'shop/pay', as: 'env', keys: ['PAYMENTS_API_URL'] }] }, 'secret pay'],
  ])('may not set a variable of %j again', (more, origin) => {
    const problem = problemOf(lower({ service: 'payments-api' }, more));
    expect(problem).toMatchObject({ code: 'FWY3255', at: 'dependencies.0' });
    expect(problem.message).toContain(`and ${origin} both set`);
  });

  it('may not claim a variable of one another', () => {
    const dependencies = [{ service: 'payments-api' }, { external: stripe, env: { PAYMENTS_API_URL: 'url' } }];
    const problem = problemOf(lowerTouching(dependenciesPart, { dependencies }, options));
    expect(problem).toMatchObject({ code: 'FWY3255', at: 'dependencies.1.env.PAYMENTS_API_URL' });
  });
});

describe('dependencies on the outside', () => {
  it('are nodes of their consumer', () => {
    const lowered = lower({ external: { ...stripe, host: 'api.{environment}.example' } });
    expect(lowered.problems).toEqual([]);
    const id = 'external:shop/web.api.prod.example.443';
    expect(nodesOf(lowered)).toEqual({
      [id]: { host: 'api.prod.example', port: 443, protocol: 'https', cidrs: [] },
    });
    expect(edgesOf(lowered)).toEqual({
      [`reaches:workload:shop/web->${id}`]: {
        port: 443,
        protocol: 'https',
        env: { API_PROD_EXAMPLE_HOST: 'host', API_PROD_EXAMPLE_PORT: 'port', API_PROD_EXAMPLE_URL: 'url' },
      },
    });
  });

  it('need addresses where the tier demands them', () => {
    const documents = { System: { shop: { owner: 'team-a', tenantTier: 'shared-sensitive' } } };
    expect(problemOf(lower({ external: stripe }, {}, { documents }))).toMatchObject({
      code: 'FWY3286',
      at: 'dependencies.0.external',
    });
    expect(lower({ external: { ...stripe, cidrs: ['192.0.2.0/24'] } }, {}, { documents }).problems).toEqual([]);
  });

  it.each([
    [{ ...stripe, cidrs: ['192.0.2.0/24', '0.0.0.0/0'] }, 'FWY3286', 'dependencies.0.external.cidrs.1'],
    [{ ...stripe, host: 'orders.shop-prod.svc.cluster.local' }, 'FWY3287', 'dependencies.0.external.host'],
  ])('refuse %j', (external, code, at) => {
    expect(problemOf(lower({ external }))).toMatchObject({ code, at });
  });
});

describe('the schema of dependencies', () => {
  const schema = schemaTools.z.strictObject(dependenciesPart.schema(schemaTools));
  it.each([
    { service: 'a' },
    { external: stripe },
    { database: 'shop/orders', access: 'read', weakAccess: 'accepted' },
  ])('takes %j', (dependency) => {
    expect(schema.safeParse({ dependencies: [dependency] }).success).toBe(true);
  });
  it.each([{ external: 'a' }, { service: 'a', env: { '1A': 'url' } }, { service: 'a', weakAccess: 'denied' }])(
    'refuses %j',
    (dependency) => {
      expect(schema.safeParse({ dependencies: [dependency] }).success).toBe(false);
    },
  );
});
