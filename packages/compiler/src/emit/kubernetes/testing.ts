import { sha256Hex } from '@fairway/kubernetes';
import type {
  ClusterSpec,
  ClusterView,
  Definition,
  DefinitionDocument,
  EmitContext,
  Emitter,
  EndpointProperties,
  EnvironmentClassSpec,
  GraphEdge,
  GraphNode,
  IdentityProfileSpec,
  ImageRegistry,
  KubernetesObject,
  Problem,
  SystemSpec,
  TeamSpec,
  TenantTierSpec,
  WorkloadProperties,
} from '@fairway/model';
import { unitLabels } from './labels.ts';

const MEBI = 2 ** 20;

/** An image with tag and digest. */
export const image = `registry.example.com/orders/api:1.4.2@sha256:${'a'.repeat(64)}`;

const probe = { type: 'http', port: 8080, initialDelaySeconds: 0 } as const;

/** The properties of `orders-api`: a service in Java, medium, three to twenty replicas by CPU. */
export function workloadProperties(overrides: Partial<WorkloadProperties> = {}): WorkloadProperties {
  return {
    kind: 'WebService',
    shape: 'service',
    costCenter: 'cc-142',
    dataClass: 'internal',
    language: 'java',
    size: 'medium',
    image,
    os: 'linux',
    architecture: 'amd64',
    user: 10_001,
    resources: {
      cpuRequest: 500,
      cpuLimit: 2_000,
      memoryRequest: 768 * MEBI,
      memoryLimit: 1_024 * MEBI,
      ephemeralRequest: 64 * MEBI,
      ephemeralLimit: 768 * MEBI,
    },
    env: {},
    files: {},
    writable: [{ path: '/tmp', size: 256 * MEBI, medium: 'disk' }],
    ports: [{ name: 'http', port: 8080, protocol: 'http' }],
    probes: {
      startup: { ...probe, path: '/health/startup', periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 24 },
      readiness: { ...probe, path: '/health/ready', periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
      liveness: { ...probe, path: '/health/live', periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
    },
    scaling: { min: 3, max: 20, metric: 'cpu', target: 70 },
    rollout: { strategy: 'rolling' },
    terminationGracePeriod: 45,
    preStopDelay: 10,
    telemetry: { path: '/metrics', traces: true },
    ...overrides,
  };
}

/** A workload node of system `order-management`, placed on cluster `eks-eu`. */
export function makeWorkload(overrides: Partial<WorkloadProperties> = {}, name = 'orders-api'): GraphNode {
  return makeNode('workload', name, workloadProperties(overrides));
}

/** A job: no ports, probes, scaling or rollout. */
export function makeJob(overrides: Partial<WorkloadProperties> = {}, name = 'orders-import'): GraphNode {
  const { scaling: _scaling, rollout: _rollout, ...rest } = workloadProperties();
  const job = { parallelism: 2, completions: 4, timeout: 1_800, retries: 3, spot: false };
  const properties = {
    ...rest,
    shape: 'job',
    kind: 'Job',
    ports: [],
    probes: {},
    preStopDelay: 0,
    job,
    ...overrides,
  };
  return makeNode('workload', name, properties);
}

/** Any node of system `order-management`. */
export function makeNode(type: string, name: string, properties: object, placed = true): GraphNode {
  return {
    id: `${type}:order-management/${name}`,
    type,
    name,
    system: 'order-management',
    owner: 'team-orders',
    placements: placed ? [{ cluster: 'eks-eu', namespace: 'order-management-prod' }] : [],
    stateful: false,
    properties: properties as Readonly<Record<string, unknown>>,
  };
}

/** The endpoint of `orders-api`: internal, by HTTP, on the gateway `internal`. */
export function makeEndpoint(overrides: Partial<EndpointProperties> = {}, name = 'orders-api'): GraphNode {
  return makeNode('endpoint', name, {
    class: 'internal',
    reach: 'internal',
    hosts: [{ host: `${name}.internal.example.com`, redirect: false }],
    protocol: 'http',
    port: 8080,
    stripPath: false,
    routes: [{ path: '/', class: 'internal', timeout: 30 }],
    tls: { minimumVersion: '1.2' },
    waf: 'off',
    sessionAffinity: 'none',
    gateway: 'internal',
    ...overrides,
  } satisfies EndpointProperties);
}

/** An edge between two nodes. */
export function makeEdge(
  type: GraphEdge['type'],
  from: GraphNode,
  to: GraphNode,
  properties: GraphEdge['properties'] = {},
): GraphEdge {
  return { id: `${type}:${from.id}->${to.id}`, type, from: from.id, to: to.id, origin: 'declared', properties };
}

/** What a test may choose about the surroundings of a node. */
export interface Surroundings {
  readonly nodes?: readonly GraphNode[];
  readonly edges?: readonly GraphEdge[];
  readonly cluster?: Partial<ClusterSpec>;
  readonly environmentClass?: Partial<EnvironmentClassSpec>;
  readonly tier?: Partial<TenantTierSpec>;
  readonly podSecurity?: SystemSpec['podSecurity'];
  readonly registries?: readonly ImageRegistry[];
  readonly identityProfile?: IdentityProfileSpec;
}

/** A context with the problems that emitters reported to it. */
export interface TestContext extends EmitContext {
  readonly problems: readonly Problem[];
}

/** A cluster on which everything is installed that emitters know. */
export const fullCluster = {
  cloud: 'aws',
  region: 'eu-central-1',
  account: { id: '123456789012' },
  kubernetesVersion: '1.35',
  cni: 'cilium',
  gateways: {
    internal: {
      name: 'internal',
      namespace: 'gateway-system',
      className: 'envoy',
      product: 'envoyGateway',
      kind: 'inCluster',
      listeners: [{ name: 'https', protocol: 'https', tls: true }],
    },
  },
  secretStore: { type: 'awsSecretsManager', key: 'path' },
  capabilities: {
    argoRollouts: { version: '1.9.1', router: 'gatewayAPI' },
    externalSecrets: { version: '2.9.0' },
    keda: { version: '2.20.2' },
    prometheusOperator: { version: '0.93.0' },
  },
} as const satisfies Omit<ClusterSpec, 'version' | 'lifecycle'>;

/** Environment `prod` on cluster `eks-eu`, in namespace `order-management-prod`. */
export function makeContext(node: GraphNode, surroundings: Surroundings = {}): TestContext {
  const nodes = new Map([node, ...(surroundings.nodes ?? [])].map((each) => [each.id, each]));
  const edges = surroundings.edges ?? [];
  const problems: Problem[] = [];
  return {
    definition: definitionOf(surroundings),
    organization: 'acme',
    labelPrefix: 'platform.example.com',
    environment: {
      name: 'prod',
      spec: { class: 'prod', order: 30, clusters: [{ name: 'eks-eu' }] },
      class: documentOf('EnvironmentClass', 'prod', classOf(surroundings)),
    } as unknown as EmitContext['environment'],
    cluster: clusterOf({ ...fullCluster, ...surroundings.cluster } as ClusterSpec),
    namespace: 'order-management-prod',
    team: documentOf('Team', 'team-orders', {} as TeamSpec),
    system: documentOf('System', 'order-management', {
      owner: 'team-orders',
      tenantTier: 'shared-standard',
      podSecurity: surroundings.podSecurity ?? 'restricted',
    } as SystemSpec),
    labels: unitLabels(node, { prefix: 'platform.example.com', environment: 'prod' }),
    node: (id) => nodes.get(id),
    edgesFrom: (id, type) =>
      edges.filter((edge) => edge.from === id && (type === undefined || edge.type === type)),
    edgesTo: (id, type) => edges.filter((edge) => edge.to === id && (type === undefined || edge.type === type)),
    nodesInNamespace: (type) => [...nodes.values()].filter((each) => each.type === type),
    madeByPlugins: () => 0,
    sha256: sha256Hex,
    report: (problem) => problems.push(problem),
    problems,
  };
}

function clusterOf(spec: ClusterSpec): ClusterView {
  return {
    name: 'eks-eu',
    spec,
    document: documentOf('Cluster', 'eks-eu', spec),
    capability: (name) => spec.capabilities?.[name],
  };
}

function classOf({ environmentClass }: Surroundings): EnvironmentClassSpec {
  return {
    disruption: { maxUnavailable: 1, unhealthyPodEviction: 'alwaysAllow' },
    spread: { 'kubernetes.io/hostname': 'soft', 'topology.kubernetes.io/zone': 'soft' },
    ...environmentClass,
  } as EnvironmentClassSpec;
}

function definitionOf({ tier, registries, identityProfile }: Surroundings): Definition {
  const get = (kind: string, name: string): DefinitionDocument | undefined => {
    if (kind === 'TenantTier') return documentOf(kind, name, tier ?? {});
    return kind === 'IdentityProfile' && identityProfile !== undefined
      ? documentOf(kind, name, identityProfile)
      : undefined;
  };
  return { organization: { imageRegistries: registries ?? [] }, get, forService: get } as unknown as Definition;
}

function documentOf<Spec>(kind: string, name: string, spec: Spec): DefinitionDocument<Spec> {
  const source = { file: 'fairway.yaml' } as unknown as DefinitionDocument['source'];
  return { kind, name, version: '1.0.0', lifecycle: { state: 'default' }, spec, source, builtIn: false };
}

/** The objects that an emitter makes of a node. */
export function emitAll(emitter: Emitter, node: GraphNode, context: EmitContext): readonly KubernetesObject[] {
  return [...emitter.emit(node, context)];
}

/** The specification of an object; an empty one where there is no object. */
export function specOf(object: KubernetesObject | undefined): Record<string, unknown> {
  return (object?.['spec'] ?? {}) as Record<string, unknown>;
}

/** The metadata that every object of `orders-api` (or another workload) has. */
export function expectedMetadata(name = 'orders-api', workload = name, component = 'service') {
  return {
    name,
    namespace: 'order-management-prod',
    labels: {
      'app.kubernetes.io/name': workload,
      'app.kubernetes.io/instance': workload,
      'app.kubernetes.io/component': component,
      'app.kubernetes.io/part-of': 'order-management',
      'app.kubernetes.io/managed-by': 'fairway',
      'platform.example.com/team': 'team-orders',
      'platform.example.com/env': 'prod',
      'platform.example.com/cost-center': 'cc-142',
      'platform.example.com/data-class': 'internal',
    },
  };
}
