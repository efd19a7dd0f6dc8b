import { formatBytes, gatewayDuration } from '@fairway/kubernetes';
import type { GatewayProduct, PolicyKind } from '../product.ts';

const source = 'https://gateway.envoyproxy.io/docs/api/extension_types/';
const traffic: PolicyKind = {
  apiVersion: 'gateway.envoyproxy.io/v1alpha1',
  kind: 'BackendTrafficPolicy',
  attach: 'targetRefs',
};
const security: PolicyKind = {
  apiVersion: 'gateway.envoyproxy.io/v1alpha1',
  kind: 'SecurityPolicy',
  attach: 'targetRefs',
};
const units: Readonly<Record<number, string>> = { 1: 'Second', 60: 'Minute', 3600: 'Hour', 86_400: 'Day' };

export const envoyGateway: GatewayProduct = {
  name: 'envoyGateway',
  title: 'Envoy Gateway',
  api: 'gateway',
  features: { grpc: true, weightedBackends: true, pathRewrite: true, backendTimeout: true },
  limits: {
    requestTimeout: { by: 'route', source: 'https://gateway.envoyproxy.io/docs/tasks/traffic/http-timeouts/' },
    idleTimeout: { by: 'gateway', setting: 'ClientTrafficPolicy spec.timeout.http.idleTimeout', source },
    maxBodySize: {
      by: 'policy',
      policy: traffic,
      spec: (bytes) => ({ requestBuffer: { limit: formatBytes(bytes) } }),
      source: 'https://gateway.envoyproxy.io/docs/tasks/traffic/request-buffering/',
    },
    cookieAffinity: {
      by: 'policy',
      policy: traffic,
      spec: (name) => ({
        loadBalancer: {
          type: 'ConsistentHash',
          consistentHash: { type: 'Cookie', cookie: { name, ttl: '0s' } },
        },
      }),
      source,
    },
    clientIPAffinity: {
      by: 'policy',
      policy: traffic,
      spec: () => ({ loadBalancer: { type: 'ConsistentHash', consistentHash: { type: 'SourceIP' } } }),
      source,
    },
    rateLimit: {
      by: 'policy',
      policy: traffic,
      spec: ({ requests, seconds }) => {
        const unit = units[seconds];
        if (unit === undefined) return undefined;
        const clientSelectors = [{ sourceCIDR: { type: 'Distinct', value: '0.0.0.0/0' } }];
        return {
          rateLimit: { type: 'Global', global: { rules: [{ clientSelectors, limit: { requests, unit } }] } },
        };
      },
      source: 'https://gateway.envoyproxy.io/docs/tasks/traffic/global-rate-limit/',
    },
    allowedSources: {
      by: 'policy',
      policy: security,
      spec: (cidrs) => ({
        authorization: {
          defaultAction: 'Deny',
          rules: [{ action: 'Allow', principal: { clientCIDRs: [...cidrs] } }],
        },
      }),
      source,
    },
    clientCertificate: { by: 'gateway', setting: 'ClientTrafficPolicy spec.tls.clientValidation', source },
    waf: { by: 'gateway', setting: 'EnvoyExtensionPolicy spec.wasm', source },
  },
  grpcLimits: {
    requestTimeout: {
      by: 'policy',
      policy: traffic,
      spec: (seconds) => ({ timeout: { http: { requestTimeout: gatewayDuration(seconds * 1000) } } }),
      source,
    },
  },
};
