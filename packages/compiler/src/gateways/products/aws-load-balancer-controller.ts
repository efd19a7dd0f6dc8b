import type { GatewayProduct, PolicyKind } from '../product.ts';

const source = 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/l7gateway/';
const settings =
  'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/loadbalancerconfig/';
const targets: PolicyKind = {
  apiVersion: 'gateway.k8s.aws/v1',
  kind: 'TargetGroupConfiguration',
  attach: 'targetReference',
};

export const awsLoadBalancerController: GatewayProduct = {
  name: 'awsLoadBalancerController',
  title: 'AWS Load Balancer Controller',
  api: 'gateway',
  features: { grpc: true, weightedBackends: true, pathRewrite: true, backendTimeout: false },
  targetGroups: true,
  limits: {
    requestTimeout: { by: 'nothing', source },
    idleTimeout: {
      by: 'gateway',
      setting: 'LoadBalancerConfiguration idle_timeout.timeout_seconds',
      source: settings,
    },
    maxBodySize: { by: 'gateway', setting: 'a size rule of the web ACL', source: settings },
    cookieAffinity: {
      by: 'policy',
      policy: targets,
      spec: () => ({
        defaultConfiguration: {
          targetGroupAttributes: [
            { key: 'stickiness.enabled', value: 'true' },
            { key: 'stickiness.type', value: 'lb_cookie' },
          ],
        },
      }),
      source:
        'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/targetgroupconfig/',
    },
    clientIPAffinity: { by: 'nothing', source },
    rateLimit: { by: 'gateway', setting: 'a rate rule of the web ACL', source: settings },
    allowedSources: { by: 'gateway', setting: 'LoadBalancerConfiguration spec.sourceRanges', source: settings },
    clientCertificate: {
      by: 'gateway',
      setting: 'LoadBalancerConfiguration mutualAuthentication',
      source: settings,
    },
    waf: { by: 'gateway', setting: 'LoadBalancerConfiguration spec.wafV2', source: settings },
  },
};
