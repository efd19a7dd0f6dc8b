import type { JsonObject } from '../path.ts';

/** What was asked of a cluster: its answer, or the right that the credentials lack. Absent is unknown, never "none". */
export type Observed<Value> =
  | { readonly known: true; readonly value: Value }
  | {
      readonly known: false;
      /** The right that is missing, as an administrator would grant it: `list leases.coordination.k8s.io in kube-system`. */
      readonly missingRight: string;
    };

/** The version of an API server. */
export interface ClusterVersion {
  /** As it names itself: `v1.35.4`, `v1.34.2-eks-113cf36`. */
  readonly full: string;
  /** `1.35`. */
  readonly minor: string;
}

/** A kind in one version, as the API server serves it. */
export interface ServedKind {
  /** `v1`, `apps/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

export interface ServedKinds {
  /** By group, version, kind as the API server lists them; subresources are left out. */
  readonly kinds: readonly ServedKind[];
  /** `metrics.k8s.io/v1beta1`: groups in a version whose own server does not answer, so that their kinds are unknown. */
  readonly silent: readonly string[];
}

/** A program that a Deployment runs. */
export interface InstalledProgram {
  /** The label `app.kubernetes.io/name`. */
  readonly name: string;
  readonly namespace: string;
  /** Its version without a leading `v`: the label `app.kubernetes.io/version`, else the tag of its first image; empty if neither says it. */
  readonly version: string;
}

/** A right of the credentials in use. */
export interface Right {
  readonly verb: string;
  /** `''` for the core group. */
  readonly group: string;
  /** Plural: `deployments`. */
  readonly resource: string;
  /** Absent: cluster-wide. */
  readonly namespace?: string;
}

/**
 * A Kubernetes cluster that runs. It is only looked at: nothing here changes it.
 *
 * Every method takes bounded time. Each throws {@link OutsideSystemError} with one of these codes where the cluster
 * cannot be asked at all: `cluster-unreachable` (refused, no such host, connection lost), `cluster-timeout`,
 * `cluster-tls`, `cluster-credentials` (refused or expired), `cluster-not-kubernetes`, `cluster-failed` (the API
 * server itself has an error).
 */
export interface LiveCluster {
  /** How people call what is asked: the context of the kubeconfig and the address, without credentials. */
  readonly name: string;
  readonly version: () => Promise<ClusterVersion>;
  readonly servedKinds: () => Promise<Observed<ServedKinds>>;
  /** The CustomResourceDefinition of a name, such as `rollouts.argoproj.io`; `null` if there is none. */
  readonly customResourceDefinition: (name: string) => Promise<Observed<JsonObject | null>>;
  /** Names of the Leases by which the API servers tell that they live (`apiserver.kubernetes.io/identity`). */
  readonly apiServerIdentities: () => Promise<Observed<readonly string[]>>;
  /** Programs of these names (label `app.kubernetes.io/name`) that Deployments anywhere run, by namespace and name. */
  readonly programs: (names: readonly string[]) => Promise<Observed<readonly InstalledProgram[]>>;
  /** Whether the credentials have a right. */
  readonly may: (right: Right) => Promise<Observed<boolean>>;
}
