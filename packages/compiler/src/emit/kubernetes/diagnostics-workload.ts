import type { DiagnosticEntry } from '@fairway/model';

/** A WebService of `team-a` with a digest, so that every environment takes it. */
function web(spec: string, name = 'web'): Record<string, string> {
  const digest = '0123456789abcdef'.repeat(4);
  return {
    [`services/${name}.yaml`]: `apiVersion: platform.example.com/v1beta1
kind: WebService
metadata:
  name: ${name}
spec:
  owner: team-a
  runtime:
    language: other
    image: registry.example.com/shop/${name}@sha256:${digest}
${spec}`,
  };
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
${clusters.map(([name], index) => `    - name: ${name}\n${index === 0 ? '      primary: true\n' : ''}`).join('')}`;
  const documents = clusters.map(
    ([name, spec]) => `apiVersion: fairway.dev/v1alpha1
kind: Cluster
metadata:
  name: ${name}
spec:
  cloud: none
  kubernetesVersion: "1.35"
  cni: cilium
  gateways:
    internal:
      name: internal
      namespace: gateways
      className: envoy
      product: envoyGateway
      kind: inCluster
      listeners: [{ name: https, protocol: https, tls: true }]
${spec}`,
  );
  return { 'platform/clusters.yaml': [environment, ...documents].join('---\n') };
}

const rollouts = '  capabilities:\n    argoRollouts:\n      version: 1.9.1\n      router: gatewayAPI\n';
const unrouted = rollouts.replace('gatewayAPI', 'none');
const keda = '  capabilities:\n    keda:\n      version: 2.20.2\n';
const secrets =
  '  secretStore:\n    type: vault\n    key: path\n  capabilities:\n    externalSecrets:\n      version: 2.9.0\n';

const canary = '  reliability:\n    rollout: canary\n    canary:\n      percentage: 10\n      duration: 10m\n';
const requests = '  scaling:\n    minReplicas: 2\n    maxReplicas: 6\n    metric: requests\n    target: 50\n';
const fixed = (replicas: number): string =>
  `  scaling:\n    minReplicas: ${replicas}\n    maxReplicas: ${replicas}\n`;
const secret = (path: string): string => `  secrets:\n    - name: database\n      path: ${path}\n`;

const dependency = '  dependencies:\n    - service: payments\n';

const older = Object.fromEntries(
  Object.entries(platform(['main', ''])).map(([file, text]) => [file, text.replace('"1.35"', '"1.33"')]),
);
const asRoot = {
  ...web('    user: 0\n'),
  'governance/web-as-root.yaml': `apiVersion: fairway.dev/v1alpha1
kind: PolicyException
metadata:
  name: web-as-root
spec:
  owner: team-a
  reason: The program opens a raw socket and was never written for another user.
  expires: "2099-12-31"
  rules:
    - non-root
  target:
    services:
      - web
`,
};

/** Codes of workloads on a cluster (`FWY4100` to `FWY4149`). */
export const workloadEmitDiagnostics: readonly DiagnosticEntry[] = [
  {
    code: 'FWY4101',
    title: 'Canary or blue-green on a cluster without Argo Rollouts',
    severity: 'error',
    explanation:
      'A Deployment can only replace pods one after the other. Trying a version on a share of the traffic, or running two side by side, is the work of Argo Rollouts, and the cluster does not have it.',
    fix: 'Use `reliability.rollout: rolling`, for the one environment under `environments`, or let the platform team install Argo Rollouts and name it in the capabilities of the cluster.',
    bad: { ...platform(['main', '']), ...web(canary + fixed(10)) },
    good: { ...platform(['main', rollouts]), ...web(canary + fixed(10)) },
  },
  {
    code: 'FWY4102',
    title: 'A canary smaller than one pod',
    severity: 'note',
    explanation:
      'Nothing on the cluster splits the requests of this workload, so the share of the new version is its share of the pods, and one pod is the least. The canary gets more than it asked for.',
    fix: 'Nothing has to be done. For a finer share run more replicas, or expose the service through a gateway that splits traffic.',
    bad: { ...platform(['main', unrouted]), ...web(canary + fixed(3)) },
    good: { ...platform(['main', unrouted]), ...web(canary + fixed(10)) },
  },
  {
    code: 'FWY4103',
    title: 'A metric that only KEDA knows, on a cluster without it',
    severity: 'error',
    explanation:
      'Kubernetes itself scales by CPU and memory. Requests, messages and hours are read by KEDA, and the cluster does not have it.',
    fix: 'Use `scaling.metric: cpu` or `memory`, or let the platform team install KEDA and name it in the capabilities of the cluster.',
    bad: { ...platform(['main', '']), ...web(requests) },
    good: { ...platform(['main', keda]), ...web(requests) },
  },
  {
    code: 'FWY4104',
    title: 'Secrets that cannot reach the cluster',
    severity: 'error',
    explanation:
      'Secrets come from a store, and the External Secrets Operator brings them into the cluster. The cluster names no store, or does not have the operator, so the pods would wait for ever.',
    fix: 'Let the platform team write `secretStore` and `capabilities.externalSecrets` into the cluster.',
    bad: { ...platform(['main', '']), ...web(secret('web/database')) },
    good: { ...platform(['main', secrets]), ...web(secret('web/database')) },
  },
  {
    code: 'FWY4105',
    title: 'A dependency that cannot be reached from the cluster',
    severity: 'error',
    explanation:
      'The other service does not run on this cluster. Then it is reached at its host, but it has none, or the port that is asked for has none.',
    fix: 'Let the other service run on the same clusters (`placement: each`), or expose it with `exposure.class`.',
    bad: {
      ...platform(['main', ''], ['other', '']),
      ...web('  placement: primary\n  exposure:\n    class: none\n', 'payments'),
      ...web(dependency),
    },
    good: {
      ...platform(['main', ''], ['other', '']),
      ...web('  placement: each\n  exposure:\n    class: none\n', 'payments'),
      ...web(dependency),
    },
  },
  {
    code: 'FWY4106',
    title: 'A placeholder without a value on the cluster',
    severity: 'error',
    explanation:
      'A path or a host contains `{region}` or `{account}`, but the cluster does not say its region or account, so nobody knows what is meant.',
    fix: 'Write the value into the cluster, or leave the placeholder out.',
    bad: { ...platform(['main', secrets]), ...web(secret('web/{region}/database')) },
    good: {
      ...platform(['main', `  region: eu-central-1\n${secrets}`]),
      ...web(secret('web/{region}/database')),
    },
  },
  {
    code: 'FWY4107',
    title: 'Root where Pod Security does not admit it',
    severity: 'error',
    explanation:
      'A program that may run as root gets a user namespace of its own, in which root is nobody on the node. Pod Security `restricted` admits that from Kubernetes 1.35 on; on an older cluster the API server refuses every pod.',
    fix: 'Run the program as another user, place it on a newer cluster, or let the platform team write `podSecurity: baseline` into the System: warnings and audit stay at `restricted`.',
    bad: { ...older, ...asRoot },
    good: { ...platform(['main', '']), ...asRoot },
  },
];
