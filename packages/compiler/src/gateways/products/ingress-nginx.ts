import type { GatewayProduct } from '../product.ts';

const source = 'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/';
const prefix = 'nginx.ingress.kubernetes.io';

export const ingressNginx: GatewayProduct = {
  name: 'ingressNginx',
  title: 'ingress-nginx',
  api: 'ingress',
  features: { grpc: true, weightedBackends: false, pathRewrite: true, backendTimeout: true },
  limits: {
    requestTimeout: {
      by: 'annotation',
      annotations: (seconds) => ({
        [`${prefix}/proxy-read-timeout`]: String(seconds),
        [`${prefix}/proxy-send-timeout`]: String(seconds),
      }),
      source,
    },
    idleTimeout: { by: 'gateway', setting: 'keep-alive of its ConfigMap', source },
    maxBodySize: {
      by: 'annotation',
      annotations: (bytes) => ({ [`${prefix}/proxy-body-size`]: String(bytes) }),
      source,
    },
    cookieAffinity: {
      by: 'annotation',
      annotations: (name) => ({ [`${prefix}/affinity`]: 'cookie', [`${prefix}/session-cookie-name`]: name }),
      source,
    },
    clientIPAffinity: {
      by: 'annotation',
      annotations: () => ({ [`${prefix}/upstream-hash-by`]: '$remote_addr' }),
      source,
    },
    rateLimit: {
      by: 'annotation',
      annotations: ({ requests, seconds }) => {
        if (seconds === 1) return { [`${prefix}/limit-rps`]: String(requests) };
        return seconds === 60 ? { [`${prefix}/limit-rpm`]: String(requests) } : undefined;
      },
      source,
    },
    allowedSources: {
      by: 'annotation',
      annotations: (cidrs) => ({ [`${prefix}/whitelist-source-range`]: cidrs.join(',') }),
      source,
    },
    clientCertificate: {
      by: 'gateway',
      setting: 'auth-tls-secret, which names the platform’s authority',
      source,
    },
    waf: { by: 'gateway', setting: 'ModSecurity in its ConfigMap', source },
  },
};
