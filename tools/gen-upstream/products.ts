import type { Minor } from '@fairway/kubernetes';

/** Resource definitions gathered in a folder: a row of its `index.json`. */
export interface GatheredProduct {
  /** The name of the source, and of the module that is written. */
  readonly name: string;
  /** As `index.json` names it. */
  readonly product: string;
  /** Which row, where a product has several. */
  readonly repository?: string;
  /** Only these kinds; all of the row if absent. */
  readonly kinds?: readonly string[];
  /** Only the newest version of each kind. */
  readonly newest?: true;
}

/** Resource definitions that a Go module holds. */
export interface ModuleProduct {
  readonly name: string;
  readonly product: string;
  readonly module: string;
  readonly version: string;
  readonly repository: string;
  readonly license: string;
  /** Files in the module, in this order. */
  readonly files: readonly string[];
  readonly kinds: readonly string[];
  readonly newest?: true;
}

/** A minor of Kubernetes: its version is the one that `goMod` requires, or is said here. */
export interface KubernetesMinor {
  readonly minor: Minor;
  readonly from: { readonly goMod: string } | { readonly version: string };
}

/** The minor whose definitions are held in full; the others hold what differs. */
export const baseMinor: Minor = '1.35';

const productsFolder = 'tools/cluster/products';

export const kubernetesModule = 'k8s.io/kubernetes';

export const kubernetesMinors: readonly KubernetesMinor[] = [
  { minor: '1.35', from: { goMod: `${productsFolder}/kubernetes-1.35/go.mod` } },
  { minor: '1.33', from: { goMod: `${productsFolder}/kubernetes-1.33/go.mod` } },
  { minor: '1.34', from: { version: 'v1.34.4' } },
  { minor: '1.36', from: { goMod: `${productsFolder}/kubernetes-1.36/go.mod` } },
];

/** Kinds that can be created but not kept: questions to the API server. */
export const questions: ReadonlySet<string> = new Set([
  'Binding',
  'LocalSubjectAccessReview',
  'SelfSubjectAccessReview',
  'SelfSubjectReview',
  'SelfSubjectRulesReview',
  'SubjectAccessReview',
  'TokenReview',
]);

export const moduleProducts: readonly ModuleProduct[] = [
  {
    name: 'envoy-gateway',
    product: 'envoy-gateway',
    module: 'github.com/envoyproxy/gateway',
    version: 'v1.7.0',
    repository: 'github.com/envoyproxy/gateway',
    license: 'Apache-2.0',
    files: ['backendtrafficpolicies', 'securitypolicies'].map(
      (plural) => `charts/gateway-crds-helm/templates/generated/gateway.envoyproxy.io_${plural}.yaml`,
    ),
    kinds: ['BackendTrafficPolicy', 'SecurityPolicy'],
  },
  {
    name: 'istio',
    product: 'istio',
    module: 'istio.io/api',
    version: 'v1.31.1',
    repository: 'github.com/istio/api',
    license: 'Apache-2.0',
    files: ['kubernetes/customresourcedefinitions.gen.yaml'],
    kinds: ['DestinationRule'],
    newest: true,
  },
];

const controllersForAws = 'aws-controllers-k8s';

function awsController(service: string): GatheredProduct {
  return {
    name: `ack-${service}`,
    product: controllersForAws,
    repository: `${controllersForAws}/${service}-controller`,
  };
}

export const gatheredProducts: readonly GatheredProduct[] = [
  // What Fairway emits, and what stands beside it in a cluster.
  { name: 'argo-cd', product: 'argo-cd' },
  { name: 'argo-rollouts', product: 'argo-rollouts' },
  { name: 'aws-load-balancer-controller', product: 'aws-load-balancer-controller' },
  { name: 'cert-manager', product: 'cert-manager', kinds: ['Certificate', 'ClusterIssuer', 'Issuer'] },
  { name: 'cilium', product: 'cilium' },
  { name: 'external-secrets', product: 'external-secrets' },
  { name: 'gateway-api', product: 'gateway-api' },
  { name: 'keda', product: 'keda' },
  { name: 'prometheus-operator', product: 'prometheus-operator' },
  // What resources of a cloud and databases in a cluster are made with.
  { name: 'provider-upjet-aws', product: 'provider-upjet-aws' },
  { name: 'provider-upjet-azure', product: 'provider-upjet-azure' },
  {
    name: 'crossplane',
    product: 'crossplane',
    kinds: [
      'ClusterUsage',
      'CompositeResourceDefinition',
      'Composition',
      'EnvironmentConfig',
      'Function',
      'ManagedResourceActivationPolicy',
      'Provider',
      'Usage',
    ],
  },
  ...['eks', 'elasticache', 'iam', 'kms', 'rds', 's3', 'secretsmanager', 'sns', 'sqs'].map(awsController),
  {
    name: 'ack-runtime',
    product: controllersForAws,
    repository: `${controllersForAws}/runtime`,
    kinds: ['FieldExport', 'IAMRoleSelector'],
  },
  { name: 'azure-service-operator', product: 'azure-service-operator', newest: true },
  { name: 'cloudnative-pg', product: 'cloudnative-pg' },
  { name: 'plugin-barman-cloud', product: 'plugin-barman-cloud' },
  { name: 'external-snapshotter', product: 'external-snapshotter' },
  { name: 'rabbitmq-cluster-operator', product: 'rabbitmq-cluster-operator' },
  { name: 'rabbitmq-messaging-topology-operator', product: 'rabbitmq-messaging-topology-operator' },
  { name: 'strimzi', product: 'strimzi' },
  { name: 'valkey-operator', product: 'valkey-operator' },
];
