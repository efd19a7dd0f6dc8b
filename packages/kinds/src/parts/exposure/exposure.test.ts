import { describe, expect, it } from 'vitest';
import {
  edgesOf,
  inStaging,
  lowerTouching,
  nodesOf,
  problemOf,
  type TouchOptions,
} from '../../touch/testing.ts';
import { exposurePart } from './exposure.ts';

const usual = { class: 'internal', path: '/', stripPath: false, protocol: 'http', sessionAffinity: 'none' };
const lower = (exposure: object, options: TouchOptions = {}) =>
  lowerTouching(exposurePart, { exposure: { ...usual, ...exposure } }, options);
const hostsIn = (exposure: object, options: TouchOptions = {}): unknown =>
  nodesOf(lower(exposure, options))['endpoint:shop/web']?.['hosts'];

describe('the part exposure', () => {
  it('fills an endpoint from the class', () => {
    const lowered = lower({});
    expect(lowered.problems).toEqual([]);
    expect(nodesOf(lowered)).toEqual({
      'endpoint:shop/web': {
        class: 'internal',
        reach: 'internal',
        hosts: [{ host: 'web.internal.example.com', redirect: false }],
        protocol: 'http',
        port: 8080,
        stripPath: false,
        routes: [{ path: '/', class: 'internal', timeout: 30, idleTimeout: 300, maxBodySize: 10 * 2 ** 20 }],
        tls: { minimumVersion: '1.2', issuer: 'internal' },
        waf: 'allowed',
        sessionAffinity: 'none',
        gateway: 'internal',
      },
    });
    expect(Object.keys(edgesOf(lowered))).toEqual(['exposes:workload:shop/web->endpoint:shop/web']);
  });

  it('has no endpoint where nobody can reach it', () => {
    const lowered = lower({ class: 'none' });
    expect(lowered.contributions).toEqual([]);
    expect(lowered.problems).toEqual([]);
  });

  it('lets a service raise firewall and encryption, and set its own limits', () => {
    const exposure = {
      waf: 'required',
      tls: { minimumVersion: '1.3' },
      timeout: '2m',
      idleTimeout: '1h',
      maxBodySize: '1Mi',
    };
    const lowered = lower(exposure);
    expect(lowered.problems).toEqual([]);
    expect(nodesOf(lowered)['endpoint:shop/web']).toMatchObject({
      waf: 'required',
      tls: { minimumVersion: '1.3', issuer: 'internal' },
      routes: [{ timeout: 120, idleTimeout: 3600, maxBodySize: 2 ** 20 }],
    });
  });

  it('says who must agree', () => {
    expect(nodesOf(lower({ class: 'public' }))['endpoint:shop/web']).toMatchObject({ approval: 'security' });
  });
});

describe('hosts', () => {
  const one = (host: string) => [{ host, redirect: false }];
  const own: TouchOptions = {
    environment: { ...inStaging.environment, spec: { domains: { internal: 'stg.example.net' } } },
  };
  const pattern: TouchOptions = {
    environment: { ...inStaging.environment, spec: { hostPattern: '{environment}-{host}' } },
  };

  it.each([
    [{}, {}, 'web.internal.example.com'],
    [{}, inStaging, 'web.staging.internal.example.com'],
    [{ host: 'orders' }, inStaging, 'orders.staging.internal.example.com'],
    [{ host: 'orders' }, own, 'orders.stg.example.net'],
    [{ host: 'orders' }, pattern, 'staging-orders.internal.example.com'],
    [{ host: 'shop.example.org' }, {}, 'shop.example.org'],
    [{ host: 'shop.example.org' }, inStaging, 'shop.staging.example.org'],
    [{ class: 'public', host: 'orders' }, {}, 'orders.example.com'],
  ])('%j', (exposure, options, host) => {
    expect(hostsIn(exposure, options)).toEqual(one(host));
  });

  it('has aliases after the main one', () => {
    expect(hostsIn({ aliases: [{ host: 'orders' }, { host: 'old.example.org', redirect: true }] })).toEqual([
      { host: 'web.internal.example.com', redirect: false },
      { host: 'orders.internal.example.com', redirect: false },
      { host: 'old.example.org', redirect: true },
    ]);
  });

  it.each([
    [{ aliases: [{ host: 'web.internal.example.com' }] }, {}, 'FWY3264', 'exposure.aliases.0.host'],
    [{}, { organization: { domains: {} } }, 'FWY3263', 'exposure.class'],
    [{ host: 'a'.repeat(64) }, {}, 'FWY3269', 'exposure.host'],
    [{ host: `${'abcdefghi.'.repeat(26)}example` }, {}, 'FWY3269', 'exposure.host'],
  ])('refuses %j', (exposure, options, code, at) => {
    expect(problemOf(lower(exposure, options))).toMatchObject({ code, at });
  });
});

describe('routes', () => {
  it('have limits of their own and otherwise those of the service', () => {
    const routes = [
      { path: '/export', timeout: '4m' },
      { path: '/upload', maxBodySize: '100Mi' },
    ];
    expect(nodesOf(lower({ timeout: '1m', routes }))['endpoint:shop/web']).toMatchObject({
      routes: [
        { path: '/', timeout: 60, maxBodySize: 10 * 2 ** 20 },
        { path: '/export', timeout: 240 },
        { path: '/upload', timeout: 60, maxBodySize: 100 * 2 ** 20 },
      ],
    });
  });

  it('of another class have an endpoint of that class and are marked on the main one', () => {
    const lowered = lower({
      routes: [
        { path: '/webhooks', class: 'public' },
        { path: '/metrics', class: 'none' },
      ],
    });
    expect(lowered.problems).toEqual([]);
    const nodes = nodesOf(lowered);
    expect(Object.keys(nodes)).toEqual(['endpoint:shop/web', 'endpoint:shop/web.public']);
    expect(nodes['endpoint:shop/web']).toMatchObject({
      routes: [
        { class: 'internal' },
        { path: '/webhooks', class: 'public' },
        { path: '/metrics', class: 'none' },
      ],
    });
    expect(nodes['endpoint:shop/web.public']).toMatchObject({
      class: 'public',
      reach: 'public',
      gateway: 'public',
      waf: 'required',
      hosts: [{ host: 'web.example.com', redirect: false }],
      routes: [{ path: '/webhooks', class: 'public', timeout: 30, idleTimeout: 60 }],
    });
  });

  it.each([
    [{ waf: 'off' }, 'FWY3260', 'exposure.waf'],
    [{ class: 'public', waf: 'detectionOnly' }, 'FWY3260', 'exposure.waf'],
    [{ class: 'public', protocol: 'grpc' }, 'FWY3261', 'exposure.protocol'],
    [{ timeout: '6m' }, 'FWY3262', 'exposure.timeout'],
    [{ class: 'public', tls: { minimumVersion: '1.2' } }, 'FWY3262', 'exposure.tls.minimumVersion'],
    [{ routes: [{ path: '/a', timeout: '10m' }] }, 'FWY3262', 'exposure.routes.0.timeout'],
    [{ routes: [{ path: '/hook', class: 'public', timeout: '2m' }] }, 'FWY3262', 'exposure.routes.0.timeout'],
    [{ path: '/orders', routes: [{ path: '/orders/' }] }, 'FWY3265', 'exposure.routes.0.path'],
    [{ path: '/a/../b' }, 'FWY3266', 'exposure.path'],
    [{ routes: [{ path: '/a?b' }] }, 'FWY3266', 'exposure.routes.0.path'],
    [{ class: 'none', host: 'orders' }, 'FWY3267', 'exposure.host'],
    [{ protocol: 'grpc', path: '/orders' }, 'FWY3268', 'exposure.path'],
    [{ protocol: 'grpc', stripPath: true }, 'FWY3268', 'exposure.stripPath'],
  ])('are refused with %j', (exposure, code, at) => {
    expect(problemOf(lower(exposure))).toMatchObject({ code, at });
  });
});
