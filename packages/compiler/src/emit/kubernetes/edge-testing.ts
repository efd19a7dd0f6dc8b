import {
  compareText,
  nodeId,
  type ClusterSpec,
  type Definition,
  type DefinitionDocument,
  type EmitContext,
  type Emitter,
  type EndpointProperties,
  type EnvironmentClassSpec,
  type ExposureClassSpec,
  type ExternalProperties,
  type GraphEdge,
  type GraphNode,
  type KubernetesObject,
  type NamespaceProperties,
  type OrganizationSpec,
  type Problem,
  type SystemSpec,
  type TeamSpec,
  type TenantTierSpec,
  type WorkloadProperties,
} from '@fairway/model';
import { unitLabels } from './labels.ts';

const system = 'order-management';
const namespaceName = 'order-management-prod';

/** A definition document for tests. */
export function document<Spec>(kind: string, name: string, spec: Spec): DefinitionDocument<Spec> {
  const range = { file: 'platform/test.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const source = { file: 'platform/test.yaml', index: 0, value: {}, locate: () => range };
  return { kind, name, version: '1.0.0', lifecycle: { state: 'default' }, spec, source, builtIn: false };
}

const Mi = 1024 * 1024;

/** A workload of the size `medium`, one port, three to ten replicas. */
export function workload(name: string, change: Partial<WorkloadProperties> = {}): GraphNode {
  const properties: WorkloadProperties = {
    kind: 'WebService',
    shape: 'service',
    costCenter: 'cc-142',
    dataClass: 'internal',
    language: 'java',
    size: 'medium',
    image: `registry.example.com/orders/${name}@sha256:${'a'.repeat(64)}`,
    os: 'linux',
    architecture: 'amd64',
    user: 10001,
    resources: {
      cpuRequest: 500,
      cpuLimit: 2000,
      memoryRequest: 768 * Mi,
      memoryLimit: 1024 * Mi,
      ephemeralRequest: 256 * Mi,
      ephemeralLimit: 2048 * Mi,
    },
    env: {},
    files: {},
    writable: [],
    ports: [{ name: 'http', port: 8080, protocol: 'http' }],
    probes: {},
    scaling: { min: 3, max: 10 },
    rollout: { strategy: 'rolling' },
    terminationGracePeriod: 30,
    preStopDelay: 10,
    telemetry: { port: 8080, path: '/metrics', traces: false },
    ...change,
  };
  return node('workload', name, properties);
}

/** The endpoint of a workload: internal, one host, one path. */
export function endpoint(name: string, change: Partial<EndpointProperties> = {}): GraphNode {
  const properties: EndpointProperties = {
    class: 'internal',
    reach: 'internal',
    hosts: [{ host: `${name}.internal.example.com`, redirect: false }],
    protocol: 'http',
    port: 8080,
    stripPath: false,
    routes: [{ path: '/', class: 'internal', timeout: 30, idleTimeout: 300, maxBodySize: 10 * Mi }],
    tls: { minimumVersion: '1.2', issuer: 'internal' },
    waf: 'allowed',
    sessionAffinity: 'none',
    gateway: 'internal',
    ...change,
  };
  return node('endpoint', name, properties);
}

/** Something outside the organization. */
export function external(name: string, change: Partial<ExternalProperties> = {}): GraphNode {
  return node('external', name, {
    host: 'api.example.org',
    port: 443,
    protocol: 'https',
    cidrs: [],
    ...change,
  });
}

/** The namespace of the system of the tests. */
export function namespace(change: Partial<NamespaceProperties> = {}): GraphNode {
  return node('namespace', system, {
    team: 'team-orders',
    costCenter: 'cc-142',
    tenantTier: 'shared-standard',
    podSecurity: 'restricted',
    ...change,
  });
}

/** A node of the system of the tests. */
export function node(type: string, name: string, properties: unknown): GraphNode {
  return {
    id: nodeId(type, system, name),
    type,
    name,
    system,
    owner: 'team-orders',
    placements: [{ cluster: 'eks', namespace: namespaceName }],
    stateful: false,
    properties: properties as GraphNode['properties'],
  };
}

/** An edge between two nodes. */
export function edge(
  type: GraphEdge['type'],
  from: GraphNode,
  to: GraphNode,
  properties: GraphEdge['properties'] = {},
): GraphEdge {
  return { id: `${type}:${from.id}->${to.id}`, type, from: from.id, to: to.id, origin: 'declared', properties };
}

const listeners = [
  { name: 'http', protocol: 'http' as const },
  { name: 'https', protocol: 'https' as const, tls: true },
];

/** A cluster with two gateways in it and everything installed. */
export const cluster: ClusterSpec = {
  cloud: 'aws',
  region: 'eu-west-1',
  kubernetesVersion: '1.35',
  cni: 'vpc-cni',
  gateways: {
    internal: {
      name: 'internal',
      namespace: 'gateway-system',
      className: 'envoy',
      product: 'envoyGateway',
      kind: 'inCluster',
      listeners,
    },
    public: {
      name: 'public',
      namespace: 'gateway-system',
      className: 'envoy',
      product: 'envoyGateway',
      kind: 'inCluster',
      listeners,
    },
  },
  network: { dns: { mode: 'cluster' } },
  secretStore: { type: 'awsSecretsManager', key: 'path' },
  capabilities: {
    argoRollouts: { version: '1.9.1', router: 'gatewayAPI' },
    certManager: { version: '1.21.1' },
    externalDNS: { version: '0.22.0' },
    externalSecrets: { version: '2.9.0' },
  },
};

const environmentClass: EnvironmentClassSpec = {
  stage: 'prod',
  hostPattern: '{host}',
  digestRequired: true,
  disruption: { maxUnavailable: 1, unhealthyPodEviction: 'alwaysAllow' },
  spread: {},
  limitRange: {
    defaultRequest: { cpu: '100m', memory: '128Mi', ephemeralStorage: '256Mi' },
    default: { memory: '256Mi', ephemeralStorage: '2Gi' },
    min: { cpu: '10m', memory: '32Mi' },
    max: { memory: '8Gi' },
    maxLimitRequestRatio: { memory: 2 },
    claim: { min: '1Gi', max: '500Gi' },
  },
  quotaFactor: 1.2,
  timings: { timeToReady: '20s' },
  roles: { developer: [{ apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list', 'watch'] }] },
  enforcement: { guardrail: 'warn', gate: 'deny' },
};

const tier: TenantTierSpec = {
  isolation: 'sharedNodes',
  dataClasses: ['internal'],
  grants: 'open',
  egress: 'declared',
  cloudAccount: 'shared',
  productionAccess: 'view',
  patchBudget: 10,
  caps: { prod: { cpu: '32', memory: '64Gi', memoryLimit: '96Gi', pods: 150 } },
};

const internal: ExposureClassSpec = {
  reach: 'internal',
  gateway: 'internal',
  timeout: { default: '30s', maximum: '5m' },
  idleTimeout: '5m',
  maxBodySize: '10Mi',
  waf: 'allowed',
};
const team: TeamSpec = {
  costCenter: 'cc-142',
  groups: { developer: ['orders-developers'] },
  onCall: { page: 'orders-pager', ticket: 'orders-board' },
};

export interface World {
  readonly nodes: readonly GraphNode[];
  readonly edges?: readonly GraphEdge[];
  readonly cluster?: Partial<ClusterSpec>;
  readonly class?: Partial<EnvironmentClassSpec>;
  readonly tier?: Partial<TenantTierSpec>;
  readonly team?: Partial<TeamSpec>;
  readonly exposure?: Readonly<Record<string, ExposureClassSpec>>;
  readonly organization?: Partial<OrganizationSpec>;
  /** Other clusters by name. */
  readonly clusters?: Readonly<Record<string, ClusterSpec>>;
  /** Objects of other plugins in the namespace, by kind. */
  readonly madeByPlugins?: Readonly<Record<string, number>>;
}

export interface Emitted {
  readonly objects: readonly KubernetesObject[];
  readonly problems: readonly Problem[];
}

/** What an emitter makes of the first node of a world on the cluster `eks` in production. */
export function emit(emitter: Emitter, world: World): Emitted {
  const problems: Problem[] = [];
  const [first] = world.nodes;
  if (first === undefined) throw new Error('a world has at least one node');
  const objects = [...emitter.emit(first, contextOf(first, world, problems))];
  return { objects, problems };
}

/** The context that emitters of a node see; problems that they report are added to the list. */
export function contextOf(first: GraphNode, world: World, problems: Problem[]): EmitContext {
  const edges = (world.edges ?? []).toSorted((a, b) => compareText(a.id, b.id));
  const spec: ClusterSpec = { ...cluster, ...world.cluster };
  const definition = definitionOf(world);
  const teamDocument = definition.get('Team', 'team-orders');
  if (teamDocument === undefined) throw new Error('no team');
  const systemDocument = document<SystemSpec>('System', system, {
    owner: 'team-orders',
    tenantTier: 'shared-standard',
    podSecurity: 'restricted',
  });
  return {
    definition,
    organization: 'platform.example.com',
    labelPrefix: 'platform.example.com',
    environment: {
      name: 'prod',
      spec: { class: 'prod', order: 30, hostPattern: '{host}', clusters: [{ name: 'eks' }] },
      class: document('EnvironmentClass', 'prod', { ...environmentClass, ...world.class }),
    },
    cluster: {
      name: 'eks',
      spec,
      document: document('Cluster', 'eks', spec),
      capability: (name) => spec.capabilities?.[name],
    },
    namespace: namespaceName,
    team: teamDocument,
    system: systemDocument,
    labels:
      first.type === 'workload'
        ? unitLabels(first, { prefix: 'platform.example.com', environment: 'prod' })
        : {
            'platform.example.com/team': 'team-orders',
            'platform.example.com/env': 'prod',
            'platform.example.com/cost-center': 'cc-142',
          },
    node: (id) => world.nodes.find((one) => one.id === id),
    edgesFrom: (id, type) =>
      edges.filter((one) => one.from === id && (type === undefined || one.type === type)),
    edgesTo: (id, type) => edges.filter((one) => one.to === id && (type === undefined || one.type === type)),
    nodesInNamespace: (type) =>
      world.nodes.filter(
        (one) => one.type === type && one.placements.some(({ namespace: at }) => at === namespaceName),
      ),
    madeByPlugins: (_, kind) => world.madeByPlugins?.[kind] ?? 0,
    sha256: (text) => text,
    report: (problem) => {
      problems.push(problem);
    },
  };
}

function definitionOf(world: World): Definition {
  const documents: Readonly<Record<string, unknown>> = {
    'Team/team-orders': { ...team, ...world.team },
    'TenantTier/shared-standard': { ...tier, ...world.tier },
    'ExposureClass/internal': internal,
    'ExposureClass/public': {
      ...internal,
      reach: 'public',
      gateway: 'public',
      waf: 'required',
    } satisfies ExposureClassSpec,
    ...Object.fromEntries(
      Object.entries(world.exposure ?? {}).map(([name, spec]) => [`ExposureClass/${name}`, spec]),
    ),
    ...Object.fromEntries(
      Object.entries(world.clusters ?? {}).map(([name, spec]) => [`Cluster/${name}`, spec]),
    ),
  };
  const get = (kind: string, name: string) => {
    const spec = documents[`${kind}/${name}`];
    return spec === undefined ? undefined : document(kind, name, spec);
  };
  const organization = { imageRegistries: [], labelPrefix: 'platform.example.com', ...world.organization };
  return { organization, get } as unknown as Definition;
}

/** The one object of a kind. */
export function only(emitted: Emitted, kind: string, name?: string): KubernetesObject {
  const found = emitted.objects.filter(
    (object) => object.kind === kind && (name === undefined || object.metadata.name === name),
  );
  const [first, ...rest] = found;
  if (first === undefined || rest.length > 0) throw new Error(`${found.length} objects of the kind ${kind}`);
  return first;
}

/** Codes of the problems. */
export function codes(emitted: Emitted): readonly string[] {
  return emitted.problems.map((problem) => problem.code);
}
