import type { GatewayProduct, PolicyKind } from '../product.ts';

const source = 'https://docs.nginx.com/nginx-gateway-fabric/overview/gateway-api-compatibility/';
const client: PolicyKind = {
  apiVersion: 'gateway.nginx.org/v1alpha1',
  kind: 'ClientSettingsPolicy',
  attach: 'targetRef',
};
const upstream: PolicyKind = {
  apiVersion: 'gateway.nginx.org/v1alpha1',
  kind: 'UpstreamSettingsPolicy',
  attach: 'serviceTargetRefs',
};
const settings = 'https://docs.nginx.com/nginx-gateway-fabric/traffic-management/client-settings/';

export const nginxGatewayFabric: GatewayProduct = {
  name: 'nginxGatewayFabric',
  title: 'NGINX Gateway Fabric',
  api: 'gateway',
  features: { grpc: true, weightedBackends: true, pathRewrite: true, backendTimeout: false },
  oneRulePerRoute: true,
  limits: {
    requestTimeout: { by: 'nothing', source },
    idleTimeout: {
      by: 'policy',
      policy: client,
      spec: (seconds) => ({ keepAlive: { timeout: { server: `${seconds}s` } } }),
      source: settings,
    },
    maxBodySize: {
      by: 'policy',
      policy: client,
      spec: (bytes) => ({ body: { maxSize: String(bytes) } }),
      source: settings,
    },
    cookieAffinity: {
      by: 'nothing',
      source: 'https://docs.nginx.com/nginx-gateway-fabric/traffic-management/session-persistence/',
    },
    clientIPAffinity: {
      by: 'policy',
      policy: upstream,
      spec: () => ({ loadBalancingMethod: 'ip_hash' }),
      source: 'https://docs.nginx.com/nginx-gateway-fabric/traffic-management/upstream-settings/',
    },
    rateLimit: { by: 'gateway', setting: 'RateLimitPolicy on the Gateway', source },
    allowedSources: { by: 'gateway', setting: 'SnippetsPolicy on the Gateway', source },
    clientCertificate: { by: 'gateway', setting: 'Gateway spec.tls.frontend', source },
    waf: { by: 'gateway', setting: 'WAFPolicy on the Gateway', source },
  },
};
