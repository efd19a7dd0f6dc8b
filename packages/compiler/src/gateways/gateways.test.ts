import { describe, expect, test } from 'vitest';
import {
  enforceLimits,
  gatewayProduct,
  gatewayProducts,
  usesIngress,
  type GatewayProduct,
  type WantedLimits,
} from './index.ts';

function product(name: string): GatewayProduct {
  const found = gatewayProduct(name);
  if (found === undefined) throw new Error(`no product ${name}`);
  return found;
}

describe('the capability table', () => {
  test('every limit of every product says how, and where that is written', () => {
    expect(gatewayProducts.length).toBeGreaterThanOrEqual(3);
    for (const { limits, grpcLimits } of gatewayProducts) {
      for (const how of [...Object.values(limits), ...Object.values(grpcLimits ?? {})]) {
        expect(how.source).toMatch(/^https:\/\//);
        expect(how.by === 'gateway' ? how.setting : how.by).not.toBe('');
      }
    }
  });

  test('names are unique and read with or without dashes', () => {
    expect(new Set(gatewayProducts.map(({ name }) => name)).size).toBe(gatewayProducts.length);
    expect(gatewayProduct('envoy-gateway')).toBe(gatewayProduct('envoyGateway'));
    expect(gatewayProduct('unheardOf')).toBeUndefined();
  });

  test('ingress controllers', () => {
    expect(usesIngress('ingressNginx')).toBe(true);
    expect(usesIngress('istio')).toBe(false);
    expect(usesIngress('someIngressController')).toBe(true);
  });
});

describe('enforcing limits', () => {
  test('a field of the route needs nothing more', () => {
    expect(enforceLimits(product('envoyGateway'), 'http', { requestTimeout: 30 }, {})).toEqual({
      annotations: {},
      policies: [],
      unenforced: [],
    });
  });

  test('several limits share one policy', () => {
    const wanted: WantedLimits = { maxBodySize: 10 * 1024 * 1024, clientIPAffinity: true };
    expect(enforceLimits(product('envoyGateway'), 'http', wanted, {}).policies).toEqual([
      {
        policy: {
          apiVersion: 'gateway.envoyproxy.io/v1alpha1',
          kind: 'BackendTrafficPolicy',
          attach: 'targetRefs',
        },
        spec: {
          requestBuffer: { limit: '10Mi' },
          loadBalancer: { type: 'ConsistentHash', consistentHash: { type: 'SourceIP' } },
        },
      },
    ]);
  });

  test('gRPC has other fields, and no body size', () => {
    const wanted = { requestTimeout: 30, maxBodySize: 1024 };
    expect(enforceLimits(product('envoyGateway'), 'grpc', wanted, {}).policies.map(({ spec }) => spec)).toEqual(
      [{ timeout: { http: { requestTimeout: '30s' } } }],
    );
    expect(enforceLimits(product('cilium'), 'grpc', wanted, {}).unenforced).toEqual([
      { limit: 'requestTimeout', why: 'nothing' },
    ]);
  });

  test('annotations of an ingress controller', () => {
    const wanted: WantedLimits = {
      requestTimeout: 30,
      maxBodySize: 1024,
      allowedSources: ['192.0.2.0/24', '198.51.100.0/24'],
    };
    expect(enforceLimits(product('ingressNginx'), 'http', wanted, {}).annotations).toEqual({
      'nginx.ingress.kubernetes.io/proxy-read-timeout': '30',
      'nginx.ingress.kubernetes.io/proxy-send-timeout': '30',
      'nginx.ingress.kubernetes.io/proxy-body-size': '1024',
      'nginx.ingress.kubernetes.io/whitelist-source-range': '192.0.2.0/24,198.51.100.0/24',
    });
  });

  test('what holds for the whole gateway holds where service and class agree', () => {
    const alb = product('awsLoadBalancerController');
    expect(
      enforceLimits(alb, 'http', { idleTimeout: 60, waf: 'required' }, { idleTimeout: 60, waf: 'required' })
        .unenforced,
    ).toEqual([]);
    expect(enforceLimits(alb, 'http', { idleTimeout: 90 }, { idleTimeout: 60 }).unenforced).toMatchObject([
      { limit: 'idleTimeout', why: 'gateway' },
    ]);
  });

  test('what the product cannot do is told', () => {
    expect(
      enforceLimits(product('cilium'), 'http', { waf: 'required', clientIPAffinity: true }, { waf: 'required' })
        .unenforced,
    ).toEqual([
      { limit: 'clientIPAffinity', why: 'nothing' },
      { limit: 'waf', why: 'nothing' },
    ]);
  });

  test('a value that the product cannot express is told', () => {
    const unenforced = enforceLimits(
      product('envoyGateway'),
      'http',
      { rateLimit: { requests: 10, seconds: 90 } },
      {},
    ).unenforced;
    expect(unenforced).toEqual([{ limit: 'rateLimit', why: 'nothing' }]);
  });
});
