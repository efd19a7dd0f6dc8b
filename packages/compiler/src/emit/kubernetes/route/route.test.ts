import { describe, expect, test } from 'vitest';
import { codes, edge, emit, endpoint, only, workload, type World } from '../edge-testing.ts';
import type { EndpointProperties, WorkloadProperties } from '@fairway/model';
import { route } from './route.ts';

function world(
  change: Partial<EndpointProperties> = {},
  program: Partial<WorkloadProperties> = {},
  rest: Partial<World> = {},
): World {
  const node = endpoint('orders-api', change);
  const owner = workload('orders-api', program);
  return { nodes: [node, owner], edges: [edge('exposes', owner, node)], ...rest };
}

function spec(object: { readonly [field: string]: unknown }) {
  return object['spec'] as {
    rules: { backendRefs: object[] }[];
    parentRefs: { sectionName?: string }[];
    hostnames: string[];
  };
}

const parent = {
  group: 'gateway.networking.k8s.io',
  kind: 'Gateway',
  namespace: 'gateway-system',
  name: 'internal',
};
const canary = { rollout: { strategy: 'canary', canary: { percentage: 10, duration: 600 } } } as const;

describe('HTTPRoute', () => {
  test('on the TLS listener, with both timeouts, one Service, and its DNS names', () => {
    const emitted = emit(route, world());
    expect(only(emitted, 'HTTPRoute', 'orders-api')).toMatchObject({
      apiVersion: 'gateway.networking.k8s.io/v1',
      metadata: {
        namespace: 'order-management-prod',
        annotations: {
          'external-dns.kubernetes.io/hostname': 'orders-api.internal.example.com',
          'external-dns.kubernetes.io/ttl': '60',
        },
      },
      spec: {
        parentRefs: [{ ...parent, sectionName: 'https' }],
        hostnames: ['orders-api.internal.example.com'],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            backendRefs: [{ group: '', kind: 'Service', name: 'orders-api', port: 8080, weight: 1 }],
            timeouts: { request: '30s', backendRequest: '30s' },
          },
        ],
      },
    });
    expect(emitted.problems).toEqual([]);
  });

  test('HTTP goes to HTTPS', () => {
    expect(only(emit(route, world()), 'HTTPRoute', 'orders-api.to-https')['spec']).toEqual({
      parentRefs: [{ ...parent, sectionName: 'http' }],
      hostnames: ['orders-api.internal.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
        },
      ],
    });
  });

  test('other names go to the main one', () => {
    const hosts = [
      { host: 'orders.internal.example.com', redirect: false },
      { host: 'bestellungen.internal.example.com', redirect: true },
    ];
    const emitted = emit(route, world({ hosts }));
    expect(spec(only(emitted, 'HTTPRoute', 'orders-api')).hostnames).toEqual(['orders.internal.example.com']);
    expect(only(emitted, 'HTTPRoute', 'orders-api.aliases')['spec']).toMatchObject({
      hostnames: ['bestellungen.internal.example.com'],
      rules: [
        {
          filters: [
            { requestRedirect: { scheme: 'https', hostname: 'orders.internal.example.com', statusCode: 301 } },
          ],
        },
      ],
    });
    expect(spec(only(emitted, 'HTTPRoute', 'orders-api.to-https')).hostnames).toHaveLength(2);
  });

  test('a path that is cut off', () => {
    const routes = [{ path: '/orders', class: 'internal', timeout: 30 }];
    expect(
      spec(only(emit(route, world({ routes, stripPath: true })), 'HTTPRoute', 'orders-api')).rules[0],
    ).toMatchObject({
      matches: [{ path: { value: '/orders' } }],
      filters: [
        { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
      ],
    });
  });

  test('paths with one timeout share a rule', () => {
    const routes = [
      { path: '/', class: 'internal', timeout: 30 },
      { path: '/search', class: 'internal', timeout: 30 },
      { path: '/reports', class: 'internal', timeout: 300 },
    ];
    expect(spec(only(emit(route, world({ routes })), 'HTTPRoute', 'orders-api')).rules).toMatchObject([
      { matches: [{ path: { value: '/' } }, { path: { value: '/search' } }], timeouts: { request: '30s' } },
      { matches: [{ path: { value: '/reports' } }], timeouts: { request: '5m' } },
    ]);
  });

  test('paths of a stricter class are closed here', () => {
    const routes = [
      { path: '/', class: 'public', timeout: 30 },
      { path: '/admin', class: 'internal', timeout: 30 },
    ];
    const emitted = emit(
      route,
      world({ class: 'public', reach: 'public', gateway: 'public', waf: 'required', routes }),
    );
    expect(spec(only(emitted, 'HTTPRoute', 'orders-api')).rules).toHaveLength(1);
    expect(spec(only(emitted, 'HTTPRoute', 'orders-api.closed')).rules).toEqual([
      { matches: [{ path: { type: 'PathPrefix', value: '/admin' } }] },
    ]);
  });
});

describe('releases', () => {
  const weighted = [
    { group: '', kind: 'Service', name: 'orders-api', port: 8080, weight: 100 },
    { group: '', kind: 'Service', name: 'orders-api-canary', port: 8080, weight: 0 },
  ];

  test('a canary with a router: one rule, two weighted backends', () => {
    const { rules } = spec(only(emit(route, world({}, canary)), 'HTTPRoute', 'orders-api'));
    expect(rules).toHaveLength(1);
    expect(rules[0]?.backendRefs).toEqual(weighted);
  });

  test('a canary with paths of different timeouts has one route each, with one rule', () => {
    const routes = [
      { path: '/', class: 'internal', timeout: 30 },
      { path: '/reports', class: 'internal', timeout: 300 },
    ];
    const emitted = emit(route, world({ routes }, canary));
    for (const name of ['orders-api', 'orders-api.path-reports']) {
      const { rules } = spec(only(emitted, 'HTTPRoute', name));
      expect(rules).toHaveLength(1);
      expect(rules[0]?.backendRefs).toEqual(weighted);
    }
  });

  test('the weights of other endpoints are nobody’s: they stay with the stable version', () => {
    const owner = workload('orders-api', canary);
    const admin = endpoint('orders-api.port-admin', { port: 9000 });
    const emitted = emit(route, {
      nodes: [admin, owner, endpoint('orders-api')],
      edges: [edge('exposes', owner, admin)],
    });
    expect(spec(only(emitted, 'HTTPRoute', 'orders-api.port-admin')).rules[0]?.backendRefs).toMatchObject([
      { name: 'orders-api', port: 9000, weight: 1 },
    ]);
  });

  test('a canary without a router has one Service', () => {
    const cluster = { capabilities: { argoRollouts: { version: '1.9.1', router: 'none' as const } } };
    expect(
      spec(only(emit(route, world({}, canary, { cluster })), 'HTTPRoute', 'orders-api')).rules[0]?.backendRefs,
    ).toHaveLength(1);
  });

  test('blue-green: the active Service', () => {
    const emitted = emit(route, world({}, { rollout: { strategy: 'blueGreen' } }));
    expect(spec(only(emitted, 'HTTPRoute', 'orders-api')).rules[0]?.backendRefs).toMatchObject([
      { name: 'orders-api', weight: 1 },
    ]);
  });
});

describe('GRPCRoute', () => {
  test('everything, with the timeout in a policy', () => {
    const emitted = emit(route, world({ protocol: 'grpc' }));
    expect(spec(only(emitted, 'GRPCRoute')).rules).toEqual([
      { backendRefs: [{ group: '', kind: 'Service', name: 'orders-api', port: 8080, weight: 1 }] },
    ]);
    expect(only(emitted, 'BackendTrafficPolicy')['spec']).toEqual({
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'GRPCRoute', name: 'orders-api' }],
      timeout: { http: { requestTimeout: '30s' } },
    });
    expect(emitted.objects.map(({ kind }) => kind)).not.toContain('HTTPRoute');
  });

  test('services and methods', () => {
    const routes = [
      { path: '/shop.Orders', class: 'internal', timeout: 30 },
      { path: '/shop.Carts/Get', class: 'internal', timeout: 30 },
    ];
    expect(spec(only(emit(route, world({ protocol: 'grpc', routes })), 'GRPCRoute')).rules).toMatchObject([
      {
        matches: [
          { method: { type: 'Exact', service: 'shop.Orders' } },
          { method: { type: 'Exact', service: 'shop.Carts', method: 'Get' } },
        ],
      },
    ]);
  });
});

describe('gateway and listeners', () => {
  const gateway = {
    name: 'edge',
    namespace: 'gateways',
    className: 'envoy',
    product: 'envoyGateway',
    kind: 'inCluster' as const,
  };
  const narrow = {
    ...gateway,
    listeners: [
      { name: 'web', protocol: 'http' as const },
      { name: 'other', protocol: 'https' as const, hostname: '*.example.org' },
    ],
  };

  test('the listener that fits best', () => {
    const listeners = [
      { name: 'all', protocol: 'https' as const },
      { name: 'wild', protocol: 'https' as const, hostname: '*.example.com' },
      { name: 'wilder', protocol: 'https' as const, hostname: '*.internal.example.com' },
    ];
    const cluster = { gateways: { internal: { ...gateway, listeners } } };
    expect(
      spec(only(emit(route, world({}, {}, { cluster })), 'HTTPRoute', 'orders-api')).parentRefs,
    ).toMatchObject([{ name: 'edge', sectionName: 'wilder' }]);
  });

  test('no TLS listener: a warning for internal, an error for public', () => {
    const internal = emit(route, world({}, {}, { cluster: { gateways: { internal: narrow } } }));
    expect(internal.problems).toMatchObject([{ code: 'FWY4156', severity: 'warning' }]);
    expect(spec(only(internal, 'HTTPRoute', 'orders-api')).parentRefs).toMatchObject([{ sectionName: 'web' }]);
    const open = { class: 'public', reach: 'public', gateway: 'public' } as const;
    const problems = emit(route, world(open, {}, { cluster: { gateways: { public: narrow } } })).problems;
    expect(problems.filter(({ code }) => code === 'FWY4156')).toMatchObject([{ severity: 'error' }]);
  });

  test('a cluster without the gateway', () => {
    const emitted = emit(route, world({}, {}, { cluster: { gateways: {} } }));
    expect(codes(emitted)).toEqual(['FWY4155']);
    expect(emitted.objects).toEqual([]);
  });

  test('an unknown product', () => {
    const cluster = {
      gateways: {
        internal: {
          ...gateway,
          product: 'homeGrown',
          listeners: [{ name: 'https', protocol: 'https' as const }],
        },
      },
    };
    expect(codes(emit(route, world({}, {}, { cluster })))).toContain('FWY4160');
  });

  test('an ingress controller has no routes', () => {
    const cluster = { gateways: { internal: { ...gateway, product: 'ingressNginx', listeners: [] } } };
    expect(emit(route, world({}, {}, { cluster })).objects).toEqual([]);
  });

  test('too many hosts', () => {
    const hosts = Array.from({ length: 17 }, (_, index) => ({
      host: `h${index}.internal.example.com`,
      redirect: false,
    }));
    expect(codes(emit(route, world({ hosts })))).toContain('FWY4157');
  });
});

describe('limits', () => {
  test('policies of the product', () => {
    expect(only(emit(route, world({ sessionAffinity: 'cookie' })), 'BackendTrafficPolicy')).toMatchObject({
      apiVersion: 'gateway.envoyproxy.io/v1alpha1',
      metadata: { name: 'orders-api' },
      spec: {
        targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'orders-api' }],
        requestBuffer: { limit: '10Mi' },
        loadBalancer: {
          type: 'ConsistentHash',
          consistentHash: { type: 'Cookie', cookie: { name: 'orders-api-session' } },
        },
      },
    });
  });

  test('a limit that differs from what the whole gateway has', () => {
    const routes = [{ path: '/', class: 'internal', timeout: 30, idleTimeout: 900 }];
    expect(emit(route, world({ routes })).problems).toMatchObject([{ code: 'FWY4159', severity: 'warning' }]);
  });

  test('what a public class demands and the product cannot do is an error', () => {
    const gateways = {
      public: {
        name: 'public',
        namespace: 'kube-system',
        className: 'cilium',
        product: 'cilium',
        kind: 'inCluster' as const,
        listeners: [{ name: 'https', protocol: 'https' as const }],
      },
    };
    const { problems } = emit(
      route,
      world(
        {
          class: 'public',
          reach: 'public',
          gateway: 'public',
          waf: 'required',
          routes: [{ path: '/', class: 'public', timeout: 30 }],
        },
        {},
        { cluster: { gateways } },
      ),
    );
    expect(problems).toMatchObject([{ code: 'FWY4158', severity: 'error' }]);
  });

  const gateways = {
    internal: {
      name: 'alb',
      namespace: 'gateways',
      className: 'alb',
      product: 'awsLoadBalancerController',
      kind: 'externalLB' as const,
      listeners: [{ name: 'https', protocol: 'https' as const }],
    },
  };

  test.each([
    ['not said', undefined, 'gateway.k8s.aws/v1'],
    ['current', '3.5.0', 'gateway.k8s.aws/v1'],
    ['later', 'v4.0.1', 'gateway.k8s.aws/v1'],
    ['before v1 was served', '3.4.3', 'gateway.k8s.aws/v1beta1'],
  ])('target groups are those that the controller serves: %s', (_, version, apiVersion) => {
    const capabilities = version === undefined ? {} : { awsLoadBalancerController: { version } };
    const emitted = emit(route, world({}, {}, { cluster: { gateways, capabilities } }));
    expect(only(emitted, 'TargetGroupConfiguration')).toMatchObject({ apiVersion });
    expect(route.emits).toContainEqual(
      expect.objectContaining({ apiVersion, kind: 'TargetGroupConfiguration' }),
    );
  });

  test('load balancers of AWS reach pods directly and ask for their readiness', () => {
    const probes = {
      readiness: {
        type: 'http',
        path: '/health/ready',
        port: 8080,
        initialDelaySeconds: 0,
        periodSeconds: 10,
        timeoutSeconds: 3,
        failureThreshold: 3,
      },
    } as const;
    const emitted = emit(route, world({ sessionAffinity: 'cookie' }, { probes }, { cluster: { gateways } }));
    expect(only(emitted, 'TargetGroupConfiguration')).toMatchObject({
      apiVersion: 'gateway.k8s.aws/v1',
      spec: {
        targetReference: { group: '', kind: 'Service', name: 'orders-api' },
        defaultConfiguration: {
          targetType: 'ip',
          healthCheckConfig: { healthCheckPath: '/health/ready', healthCheckPort: '8080' },
          targetGroupAttributes: [
            { key: 'stickiness.enabled', value: 'true' },
            { key: 'stickiness.type', value: 'lb_cookie' },
          ],
        },
      },
    });
    expect(emitted.problems).toMatchObject([{ code: 'FWY4158', severity: 'warning' }]);
  });
});
