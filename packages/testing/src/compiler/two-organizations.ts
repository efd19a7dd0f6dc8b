import { baseOrganization, compileFiles, definitionOf, service, type Files } from '../harness.ts';

/** What the two organizations say differently, in turn. */
const differences: readonly (readonly [string, string])[] = [
  ['group: platform.example.com', 'group: platform.example.com\nlabelPrefix: other.example.com'],
  ['class: prod', 'class: staging'],
  ['name: gateway-a', 'name: gateway-b'],
  ['product: envoyGateway', 'product: istio'],
  ['{mode: cluster,', '{mode: nodeLocal,'],
  ['{type: vault, key: path}', '{type: awsSecretsManager, key: dashed}'],
  ['keda: {version: 2.20.2}, ', ''],
  ['cpuRequest: 100m', 'cpuRequest: 200m'],
  ['memoryRequest: 256Mi', 'memoryRequest: 300Mi'],
  ['protocol: grpc', 'protocol: http'],
  ['startTimeout: 60s', 'startTimeout: 90s'],
  ['readiness: /ready', 'readiness: /up'],
  ['timeout: 20s', 'timeout: 25s'],
  ['target: 55', 'target: 66'],
  ['size: 64Mi', 'size: 65Mi'],
  ['content-a', 'content-b'],
];

const first: Files = {
  ...baseOrganization,
  'platform/cluster.yaml': definitionOf(
    'Cluster',
    'east',
    `cloud: none
kubernetesVersion: "1.35"
cni: cilium
gateways:
  internal: {name: gateway-a, namespace: gateways, className: envoy, product: envoyGateway, kind: inCluster, listeners: [{name: https, protocol: https, tls: true}, {name: http, protocol: http}]}
network: {podCidrs: [10.244.0.0/16], serviceCidr: 10.96.0.0/12, apiServerCidrs: [10.96.0.1/32], dns: {mode: cluster, nodeLocalAddress: 169.254.20.10}}
secretStore: {type: vault, key: path}
provisioner: operators
capabilities: {keda: {version: 2.20.2}, gatewayAPI: {version: 1.6.1, channel: standard}, externalSecrets: {version: 2.9.0}, externalDNS: {version: 0.22.0}, prometheusOperator: {version: 0.93.0}, certManager: {version: 1.21.1}}`,
  ),
  'platform/prod.yaml': definitionOf('Environment', 'prod', 'class: prod\norder: 30\nclusters: [east]'),
  'platform/size.yaml': definitionOf(
    'SizeProfile',
    'own',
    'description: Own\ncpuRequest: 100m\nmemoryRequest: 256Mi\nmemoryLimit: 512Mi',
  ),
  ...service(
    'web',
    `exposure: { class: internal, timeout: 20s }
health: { readiness: /ready, startTimeout: 60s }
scaling: { minReplicas: 2, maxReplicas: 4, metric: cpu, target: 55 }
secrets: [{ name: db, path: 'shop/{environment}/db', as: env, keys: { DB_USER: user } }]
dependencies: [{ service: orders }]
runtime:
  size: own
  writable: [{ path: /var/cache/web, size: 64Mi }]
  config: { a.txt: content-a }`,
  ),
  ...service('orders', 'ports: [{ name: extra, port: 9000, protocol: grpc }]'),
};

const second: Files = Object.fromEntries(
  Object.entries(first).map(([path, text]) => [
    path,
    differences.reduce((changed, [from, to]) => changed.replaceAll(indentedAs(from), indentedAs(to)), text),
  ]),
);

function indentedAs(text: string): string {
  return text.replace('\n', '\n  ');
}

/** What became of an organization: its errors, then each file of its record. */
export type Outcome = readonly (readonly [string, string])[];

/** Two organizations that differ in nearly everything that parts of manifests are made of, compiled in turn. */
export function outcomesOf(which: readonly ('first' | 'second')[]): Readonly<Record<string, Outcome>> {
  return Object.fromEntries(which.map((one) => [one, outcomeOf(one === 'first' ? first : second)]));
}

function outcomeOf(files: Files): Outcome {
  const result = compileFiles(files);
  return [...result.errors.map(({ code, message }) => [code, message] as const), ...result.record()];
}

/** The texts in which the organizations differ that none of their documents holds. */
export function missingDifferences(): readonly string[] {
  const texts = Object.values(first).join('\n');
  return differences.map(([from]) => from).filter((from) => !texts.includes(indentedAs(from)));
}
