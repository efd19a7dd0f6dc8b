import { gatewayDuration } from '@fairway/kubernetes';
import type { GatewayProduct, PolicyKind } from '../product.ts';

const source =
  'https://learn.microsoft.com/azure/application-gateway/for-containers/api-specification-kubernetes';
const route: PolicyKind = {
  apiVersion: 'alb.networking.azure.io/v1',
  kind: 'RoutePolicy',
  attach: 'targetRef',
};

export const applicationGatewayForContainers: GatewayProduct = {
  name: 'applicationGatewayForContainers',
  title: 'Azure Application Gateway for Containers',
  api: 'gateway',
  features: { grpc: true, weightedBackends: true, pathRewrite: true, backendTimeout: false },
  limits: {
    requestTimeout: {
      by: 'policy',
      policy: route,
      spec: (seconds) => ({ default: { timeouts: { routeTimeout: gatewayDuration(seconds * 1000) } } }),
      source,
    },
    idleTimeout: { by: 'gateway', setting: 'five minutes, fixed by the service', source },
    maxBodySize: { by: 'gateway', setting: 'the request limits of the firewall policy', source },
    cookieAffinity: {
      by: 'policy',
      policy: route,
      spec: () => ({ default: { sessionAffinity: { affinityType: 'managed-cookie' } } }),
      source: 'https://learn.microsoft.com/azure/application-gateway/for-containers/session-affinity',
    },
    clientIPAffinity: { by: 'nothing', source },
    rateLimit: { by: 'gateway', setting: 'a rate rule of the firewall policy', source },
    allowedSources: { by: 'gateway', setting: 'a custom rule of the firewall policy', source },
    clientCertificate: { by: 'gateway', setting: 'FrontendTLSPolicy', source },
    waf: {
      by: 'gateway',
      setting: 'WebApplicationFirewallPolicy on the Gateway',
      source: 'https://learn.microsoft.com/azure/application-gateway/for-containers/web-application-firewall',
    },
  },
};
