import type { DiagnosticEntry } from '@fairway/model';

const digest = '0123456789abcdef'.repeat(4);

/** A WebService of `team-a` with a digest, so that every environment takes it. */
function web(spec: string, name = 'web'): Record<string, string> {
  return {
    [`services/${name}.yaml`]: `apiVersion: platform.example.com/v1beta1
kind: WebService
metadata:
  name: ${name}
spec:
  owner: team-a
  runtime:
    language: other
    size: medium
    image: registry.example.com/shop/${name}@sha256:${digest}
${spec}`,
  };
}

interface GatewayText {
  readonly product?: string;
  readonly kind?: string;
  readonly hostname?: string;
}

/** A gateway `internal` and one `public` with an HTTP and an HTTPS listener. */
function gateways({ product = 'envoyGateway', kind = 'inCluster', hostname }: GatewayText = {}): string {
  const one = (name: string): string => `    ${name}:
      name: ${name}
      namespace: gateways
      className: envoy
      product: ${product}
      kind: ${kind}
      listeners:
        - name: http
          protocol: http
        - name: https
          protocol: https
          tls: true
${hostname === undefined ? '' : `          hostname: "${hostname}"\n`}`;
  return `  gateways:\n${one('internal')}${one('public')}`;
}

/** One environment of class prod on clusters that say what they have. */
function platform(...clusters: readonly (readonly [name: string, spec: string])[]): Record<string, string> {
  const environment = `apiVersion: fairway.dev/v1alpha1
kind: Environment
metadata:
  name: prod
spec:
  class: prod
  order: 30
  clusters:
${clusters.map(([name], index) => `    - name: ${name}\n${index === 0 ? `      primary: true\n${clusters.length > 1 ? '      systems: [shop]\n' : ''}` : '      systems: [payments]\n'}`).join('')}`;
  const documents = clusters.map(
    ([name, spec]) => `apiVersion: fairway.dev/v1alpha1
kind: Cluster
metadata:
  name: ${name}
spec:
  cloud: none
  kubernetesVersion: "1.35"
  cni: cilium
${spec}`,
  );
  return { 'platform/clusters.yaml': [environment, ...documents].join('---\n') };
}

const exposed = (fields: string): string => `  exposure:\n    class: internal\n${fields}`;
const open = '  exposure:\n    class: public\n';
const replicas = (most: number): string => `  scaling:\n    minReplicas: 2\n    maxReplicas: ${most}\n`;
const external = (cidrs: string): string =>
  `  dependencies:\n    - external:\n        host: api.example.org\n        port: 443\n        protocol: https\n${cidrs}`;
/** The team and the system of the organization, with groups of people. */
const owner = (groups: string): Record<string, string> => ({
  'platform/team-a.yaml': `apiVersion: fairway.dev/v1alpha1
kind: Team
metadata:
  name: team-a
spec:
  defaultSystem: shop
${groups}---
apiVersion: fairway.dev/v1alpha1
kind: System
metadata:
  name: shop
spec:
  owner: team-a
`,
});
const role = (resource: string): Record<string, string> => ({
  ...owner('  groups:\n    viewer: [everybody]\n'),
  'platform/class.yaml': `apiVersion: fairway.dev/v1alpha1
kind: EnvironmentClass
metadata:
  name: prod
spec:
  digestRequired: true
  roles:
    viewer:
      - apiGroups: [""]
        resources: [${resource}]
        verbs: [get]
`,
});
const dependency = '  placement: primary\n  dependencies:\n    - service: payments\n';
/** The service `payments` on a cluster of its own, with a host there. */
const remote = (network: string): Record<string, string> => ({
  ...platform(['main', gateways()], ['other', gateways() + network]),
  'platform/payments.yaml': `apiVersion: fairway.dev/v1alpha1
kind: System
metadata:
  name: payments
spec:
  owner: team-a
`,
  ...web('  system: payments\n' + exposed(''), 'payments'),
});
const registry = (secretStore: string): Record<string, string> => ({
  'fairway.yaml': `apiVersion: fairway.dev/v1alpha1
kind: Organization
metadata:
  name: example
spec:
  api:
    group: platform.example.com
  imageRegistries:
    - host: registry.example.com
      pullSecret: platform/registry
`,
  ...platform(['main', gateways() + secretStore]),
});
const store =
  '  secretStore:\n    type: vault\n    key: path\n  capabilities:\n    externalSecrets:\n      version: 2.9.0\n';
const subnets = '  network:\n    dns:\n      mode: cluster\n    loadBalancerSubnets: [10.1.0.0/24]\n';
const admin = '    routes:\n      - path: /admin\n        class: internal\n';
const manyHosts = `    aliases:\n${Array.from({ length: 17 }, (_, index) => `      - host: web-${index}\n        redirect: true\n`).join('')}`;

/** Codes of routes, network policies and namespaces on a cluster (`FWY4150` to `FWY4199`). */
export const edgeEmitDiagnostics: readonly DiagnosticEntry[] = [
  {
    code: 'FWY4150',
    title: 'Quota lowered to the caps of the tenant tier',
    severity: 'note',
    explanation:
      'The quota of a namespace is computed so that all of its services can be rolled out at once. The tenant tier allows less. Each rollout still finishes, but rollouts at the same time may wait for each other.',
    fix: 'Nothing has to be done. If rollouts take too long, lower `scaling.maxReplicas` or `runtime.size`, or let the platform team raise the caps of the tier.',
    bad: web(replicas(40)),
    good: web(replicas(4)),
  },
  {
    code: 'FWY4151',
    title: 'The tenant tier allows less than the services need',
    severity: 'error',
    explanation:
      'With every service of the namespace at its maximum, and one more pod of the largest, the namespace needs more than the caps of its tenant tier. A rollout that waits for that pod would wait for ever.',
    fix: 'Lower `scaling.maxReplicas` or `runtime.size` of a service of the system, or let the platform team raise the caps of the tier.',
    bad: web(replicas(100)),
    good: web(replicas(4)),
  },
  {
    code: 'FWY4153',
    title: 'A role of an environment class goes too far',
    severity: 'error',
    explanation:
      'Who reads secrets, makes tokens or hands out roles has every right there is, one step later; and in production nobody enters running pods. Roles of a class are handed out in every namespace of its environments.',
    fix: 'Take the rule out of `roles` of the class. For an hour of it there is break-glass, which ends by itself and is recorded.',
    bad: { ...web(''), ...role('secrets') },
    good: { ...web(''), ...role('pods') },
  },
  {
    code: 'FWY4154',
    title: 'A pull secret that cannot reach the cluster',
    severity: 'error',
    explanation:
      'Images come from a registry that asks for a sign-in. The sign-in is copied from the secret store by the External Secrets Operator; the cluster names no store, or does not have the operator, so no pod could start.',
    fix: 'Write `secretStore` and `capabilities.externalSecrets` into the Cluster document.',
    bad: { ...web(''), ...registry('') },
    good: { ...web(''), ...registry(store) },
  },
  {
    code: 'FWY4155',
    title: 'The cluster has no gateway for the exposure class',
    severity: 'error',
    explanation:
      'An exposure class names the gateway that its traffic enters through, by the name that Cluster documents use. A cluster of the environment has no gateway of that name, so the service could not be reached there.',
    fix: 'Choose another exposure class, or let the platform team add the gateway to the cluster.',
    bad: { ...platform(['main', '']), ...web(exposed('')) },
    good: { ...platform(['main', gateways()]), ...web(exposed('')) },
  },
  {
    code: 'FWY4156',
    title: 'No TLS listener covers the host',
    severity: 'error',
    explanation:
      'Traffic is encrypted up to the gateway. None of the TLS listeners of the gateway covers the host, so there is no certificate for it. For an internal class this is a warning, and the route is served without encryption; for a public one it is an error.',
    fix: 'Choose a host that a listener covers, or let the platform team add a listener with `protocol: https`.',
    bad: { ...platform(['main', gateways({ hostname: '*.example.org' })]), ...web(open) },
    good: { ...platform(['main', gateways()]), ...web(open) },
  },
  {
    code: 'FWY4157',
    title: 'More hosts or rules than a route can hold',
    severity: 'error',
    explanation:
      'A route of the Gateway API has room for sixteen hosts and sixteen rules. Paths with one timeout share a rule.',
    fix: 'Divide the service, drop aliases that nobody uses, or let paths share their timeout.',
    bad: { ...platform(['main', gateways()]), ...web(exposed(manyHosts)) },
    good: { ...platform(['main', gateways()]), ...web(exposed('')) },
  },
  {
    code: 'FWY4158',
    title: 'The gateway product cannot enforce a limit',
    severity: 'warning',
    explanation:
      'The intent or its exposure class asks for a limit at the edge that the product behind the gateway of this cluster cannot enforce at all. Where a public class demands a limit that protects (firewall, client certificates, sources, rate, body size) it is an error.',
    fix: 'Choose another exposure class, or let the platform team serve the class with a product that can, by the capability table of gateways.',
    bad: {
      ...platform(['main', gateways({ product: 'cilium' })]),
      ...web(exposed('    sessionAffinity: cookie\n')),
    },
    good: { ...platform(['main', gateways()]), ...web(exposed('    sessionAffinity: cookie\n')) },
  },
  {
    code: 'FWY4159',
    title: 'A limit that holds for the whole gateway differs from the class',
    severity: 'warning',
    explanation:
      'The product behind the gateway sets this limit for all of its routes at once; the platform team has set what the exposure class says. A service that asks for something else does not get it.',
    fix: 'Leave the limit to the class, or let the platform team make a class with a gateway of its own.',
    bad: { ...platform(['main', gateways()]), ...web(exposed('    idleTimeout: 2m\n')) },
    good: { ...platform(['main', gateways()]), ...web(exposed('')) },
  },
  {
    code: 'FWY4160',
    title: 'An unknown gateway product',
    severity: 'warning',
    explanation:
      'The Cluster document names a product for its gateway that is not in the capability table. Only what every product of the Gateway API can do is counted on; every other limit is reported as one that cannot be enforced.',
    fix: 'Use the name of a product in the table, or add the product to it.',
    bad: { ...platform(['main', gateways({ product: 'homeGrown' })]), ...web(exposed('')) },
    good: { ...platform(['main', gateways()]), ...web(exposed('')) },
  },
  {
    code: 'FWY4161',
    title: 'An Ingress cannot close a path',
    severity: 'error',
    explanation:
      'A route of a stricter class lies below a path of the main one. With the Gateway API it is closed on the gateway of the main class; an Ingress has no rule that refuses, so the path would be open.',
    fix: 'Serve the path on a port with an exposure of its own, or use a cluster whose gateway speaks the Gateway API.',
    bad: { ...platform(['main', gateways({ product: 'ingressNginx' })]), ...web(open + admin) },
    good: { ...platform(['main', gateways()]), ...web(open + admin) },
  },
  {
    code: 'FWY4162',
    title: 'Load balancers whose addresses nobody knows',
    severity: 'error',
    explanation:
      'The load balancers of this gateway connect from outside the cluster, so the network policy lets their addresses through. The Cluster document does not say which they are, and the service would get no traffic.',
    fix: 'Write `network.loadBalancerSubnets` into the Cluster document.',
    bad: { ...platform(['main', gateways({ kind: 'externalLB' })]), ...web(exposed('')) },
    good: { ...platform(['main', gateways({ kind: 'externalLB' }) + subnets]), ...web(exposed('')) },
  },
  {
    code: 'FWY4163',
    title: 'An external host without addresses',
    severity: 'note',
    explanation:
      'Network policies know addresses, not names. Without `cidrs` the port of the dependency is open to the whole internet, and to no private address and no metadata service.',
    fix: 'Write `cidrs` beside the host if its addresses are known, or if they are private.',
    bad: web(external('')),
    good: web(external('        cidrs: [203.0.113.0/24]\n')),
  },
  {
    code: 'FWY4165',
    title: 'A service on another cluster whose load balancers nobody knows',
    severity: 'warning',
    explanation:
      'A dependency that does not run on this cluster is reached at its host. The Cluster document of the other cluster does not say where its load balancers are, so port 443 is open to the whole internet, and to no private address.',
    fix: 'Write `network.loadBalancerSubnets` into the document of the other cluster.',
    bad: { ...remote(''), ...web(dependency) },
    good: { ...remote(subnets), ...web(dependency) },
  },
  {
    code: 'FWY4166',
    title: 'A dependency on the metadata service',
    severity: 'error',
    explanation:
      'At 169.254.169.254 clouds hand out the credentials of machines. A workload that reaches it can act as its node, so no network policy lets it through.',
    fix: 'Remove the range. A workload gets credentials of its own through `identity`.',
    bad: web(external('        cidrs: [169.254.169.254/32]\n')),
    good: web(external('        cidrs: [203.0.113.0/24]\n')),
  },
];
