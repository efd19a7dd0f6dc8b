import type { GatewayProduct } from '../product.ts';

const source = 'https://docs.cilium.io/en/stable/network/servicemesh/gateway-api/gateway-api/';

export const cilium: GatewayProduct = {
  name: 'cilium',
  title: 'Cilium Gateway API',
  api: 'gateway',
  features: { grpc: true, weightedBackends: true, pathRewrite: true, backendTimeout: true },
  ciliumIngress: true,
  limits: {
    requestTimeout: { by: 'route', source },
    idleTimeout: { by: 'gateway', setting: 'proxy idle timeout of the agent', source },
    maxBodySize: { by: 'nothing', source },
    cookieAffinity: { by: 'nothing', source },
    clientIPAffinity: { by: 'nothing', source },
    rateLimit: { by: 'nothing', source },
    allowedSources: { by: 'gateway', setting: 'loadBalancerSourceRanges of the gateway’s Service', source },
    clientCertificate: { by: 'nothing', source },
    waf: { by: 'nothing', source },
  },
  grpcLimits: { requestTimeout: { by: 'nothing', source } },
};
