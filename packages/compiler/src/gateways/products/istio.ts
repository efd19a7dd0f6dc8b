import type { GatewayProduct, PolicyKind } from '../product.ts';

const source = 'https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/';
const rules = 'https://istio.io/latest/docs/reference/config/networking/destination-rule/';
const destination: PolicyKind = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  attach: 'host',
};

export const istio: GatewayProduct = {
  name: 'istio',
  title: 'Istio',
  api: 'gateway',
  features: { grpc: true, weightedBackends: true, pathRewrite: true, backendTimeout: true },
  limits: {
    requestTimeout: { by: 'route', source },
    idleTimeout: { by: 'gateway', setting: 'EnvoyFilter on the gateway', source },
    maxBodySize: { by: 'gateway', setting: 'EnvoyFilter on the gateway', source },
    cookieAffinity: {
      by: 'policy',
      policy: destination,
      spec: (name) => ({
        trafficPolicy: { loadBalancer: { consistentHash: { httpCookie: { name, ttl: '0s' } } } },
      }),
      source: rules,
    },
    clientIPAffinity: {
      by: 'policy',
      policy: destination,
      spec: () => ({ trafficPolicy: { loadBalancer: { consistentHash: { useSourceIp: true } } } }),
      source: rules,
    },
    rateLimit: { by: 'gateway', setting: 'EnvoyFilter on the gateway', source },
    allowedSources: { by: 'gateway', setting: 'AuthorizationPolicy on the gateway', source },
    clientCertificate: { by: 'gateway', setting: 'Gateway spec.tls.frontend', source },
    waf: { by: 'gateway', setting: 'WasmPlugin on the gateway', source },
  },
  grpcLimits: { requestTimeout: { by: 'nothing', source } },
};
