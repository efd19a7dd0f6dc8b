import type { JsonObject, ServedKind } from '@fairway/model';

/** A Deployment, as far as it tells what is installed. */
export interface DeployedProgram {
  /** The label `app.kubernetes.io/name`; the Deployment is called so too. */
  readonly name: string;
  readonly namespace: string;
  /** The label `app.kubernetes.io/version`. */
  readonly version?: string;
  readonly image: string;
}

/** What a cluster holds, as far as Fairway looks at it. */
export interface ClusterState {
  /** `v1.35.4`. */
  readonly version: string;
  /** Built-in kinds that it serves. */
  readonly kinds: readonly ServedKind[];
  /** CustomResourceDefinitions with their status; established ones are served. */
  readonly definitions: readonly JsonObject[];
  readonly programs: readonly DeployedProgram[];
  /** Names of the Leases of its API servers. */
  readonly identities: readonly string[];
  /** Rights that the credentials lack, as `missingRight` names them. */
  readonly denied: readonly string[];
  /** Groups in a version whose own server does not answer. */
  readonly silent: readonly string[];
}

/** Every right that reading needs. */
export const readingRights = {
  definition: 'get customresourcedefinitions.apiextensions.k8s.io',
  identities: 'list leases.coordination.k8s.io in kube-system',
  programs: 'list deployments.apps',
} as const;

const builtIn: readonly (readonly [apiVersion: string, kind: string, plural: string, namespaced?: false])[] = [
  ['v1', 'ConfigMap', 'configmaps'],
  ['v1', 'LimitRange', 'limitranges'],
  ['v1', 'Namespace', 'namespaces', false],
  ['v1', 'ResourceQuota', 'resourcequotas'],
  ['v1', 'Secret', 'secrets'],
  ['v1', 'Service', 'services'],
  ['v1', 'ServiceAccount', 'serviceaccounts'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'customresourcedefinitions', false],
  ['apps/v1', 'Deployment', 'deployments'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers'],
  ['batch/v1', 'CronJob', 'cronjobs'],
  ['batch/v1', 'Job', 'jobs'],
  ['coordination.k8s.io/v1', 'Lease', 'leases'],
  ['networking.k8s.io/v1', 'Ingress', 'ingresses'],
  ['networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies'],
  ['policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets'],
  ['rbac.authorization.k8s.io/v1', 'Role', 'roles'],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding', 'rolebindings'],
];

/** A cluster as it is just after it was made, with what a test changes. */
export function clusterState(changes: Partial<ClusterState> = {}): ClusterState {
  return {
    version: 'v1.35.4',
    kinds: builtIn.map(([apiVersion, kind, plural, namespaced = true]) => ({
      apiVersion,
      kind,
      plural,
      namespaced,
    })),
    definitions: [],
    programs: [],
    identities: ['apiserver-4dzn5vqkzvg6ogp7lw5mkctxba'],
    denied: [],
    silent: [],
    ...changes,
  };
}

/** What {@link crd} makes a definition of. */
export interface DefinitionParts {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly versions?: readonly string[];
  /** Schema of `spec`. Default: anything. */
  readonly spec?: JsonObject;
  readonly established?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A CustomResourceDefinition with its status. */
export function crd(parts: DefinitionParts): JsonObject {
  const { established = true, group, kind, labels = {}, plural, versions = ['v1'] } = parts;
  const { spec = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } } = parts;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, labels },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
      })),
    },
    status: {
      conditions: [
        {
          type: 'NamesAccepted',
          status: established ? 'True' : 'False',
          reason: established ? 'NoConflicts' : 'ListKindConflict',
          message: established ? 'no conflicts found' : 'the name is taken',
        },
        { type: 'Established', status: established ? 'True' : 'False', reason: 'x', message: 'x' },
      ],
    },
  };
}

/** All that a cluster in this state serves. */
export function servedBy(state: ClusterState): readonly ServedKind[] {
  const own = state.definitions.flatMap((definition) => {
    const { spec, status } = definition as {
      spec: {
        group: string;
        scope: string;
        names: { kind: string; plural: string };
        versions: { name: string; served: boolean }[];
      };
      status?: { conditions: { type: string; status: string }[] };
    };
    const established = status?.conditions.some((one) => one.type === 'Established' && one.status === 'True');
    if (established !== true) return [];
    const { group, names, scope, versions } = spec;
    return versions
      .filter(({ served }) => served)
      .map(({ name }) => ({
        apiVersion: `${group}/${name}`,
        kind: names.kind,
        plural: names.plural,
        namespaced: scope === 'Namespaced',
      }));
  });
  return [...state.kinds, ...own];
}
