import type { EndpointProperties } from '@fairway/model';
import { describe, expect, test } from 'vitest';
import { codes, edge, emit, endpoint, only, workload, type World } from '../edge-testing.ts';
import { ingress } from './ingress.ts';

const gateways = {
  internal: {
    name: 'nginx',
    namespace: 'ingress-nginx',
    className: 'nginx',
    product: 'ingressNginx',
    kind: 'inCluster' as const,
    listeners: [{ name: 'https', protocol: 'https' as const }],
  },
};

function world(change: Partial<EndpointProperties> = {}, rest: Partial<World> = {}): World {
  const node = endpoint('orders-api', change);
  const owner = workload('orders-api');
  return {
    nodes: [node, owner],
    edges: [edge('exposes', owner, node)],
    cluster: {
      gateways,
      capabilities: { certManager: { version: '1.21.1' }, externalDNS: { version: '0.21.0' } },
    },
    ...rest,
  };
}

describe('Ingress', () => {
  test('limits, certificate, redirect and names as annotations', () => {
    const emitted = emit(ingress, world());
    expect(only(emitted, 'Ingress')).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        name: 'orders-api',
        namespace: 'order-management-prod',
        labels: expect.any(Object) as unknown,
        annotations: {
          'external-dns.alpha.kubernetes.io/hostname': 'orders-api.internal.example.com',
          'external-dns.alpha.kubernetes.io/ttl': '60',
          'cert-manager.io/cluster-issuer': 'internal',
          'nginx.ingress.kubernetes.io/proxy-read-timeout': '30',
          'nginx.ingress.kubernetes.io/proxy-send-timeout': '30',
          'nginx.ingress.kubernetes.io/proxy-body-size': '10485760',
          'nginx.ingress.kubernetes.io/force-ssl-redirect': 'true',
          'nginx.ingress.kubernetes.io/backend-protocol': 'HTTP',
        },
      },
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['orders-api.internal.example.com'], secretName: 'orders-api.tls' }],
        rules: [
          {
            host: 'orders-api.internal.example.com',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'orders-api', port: { number: 8080 } } },
                },
              ],
            },
          },
        ],
      },
    });
    expect(emitted.problems).toEqual([]);
  });

  test('a path that is cut off', () => {
    const routes = [{ path: '/orders', class: 'internal', timeout: 30 }];
    expect(only(emit(ingress, world({ routes, stripPath: true })), 'Ingress')).toMatchObject({
      metadata: {
        annotations: {
          'nginx.ingress.kubernetes.io/rewrite-target': '/$2',
          'nginx.ingress.kubernetes.io/use-regex': 'true',
        },
      },
      spec: {
        rules: [{ http: { paths: [{ path: '/orders(/|$)(.*)', pathType: 'ImplementationSpecific' }] } }],
      },
    });
  });

  test('one Ingress per timeout', () => {
    const routes = [
      { path: '/', class: 'internal', timeout: 30 },
      { path: '/reports', class: 'internal', timeout: 300 },
    ];
    expect(emit(ingress, world({ routes })).objects.map(({ metadata }) => metadata.name)).toEqual([
      'orders-api',
      'orders-api.path-reports',
    ]);
  });

  test('a path of a stricter class cannot be closed', () => {
    const routes = [
      { path: '/', class: 'internal', timeout: 30 },
      { path: '/admin', class: 'staff', timeout: 30 },
    ];
    expect(codes(emit(ingress, world({ routes })))).toEqual(['FWY4161']);
  });

  test('nothing for products of the Gateway API', () => {
    expect(emit(ingress, { ...world(), cluster: {} }).objects).toEqual([]);
  });
});
