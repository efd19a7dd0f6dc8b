import type { Problem } from '../diagnostic.ts';
import type { Definition, DefinitionDocument } from '../definition/definition.ts';
import type { ClusterSpec, SystemSpec, TeamSpec } from '../definition/kinds/index.ts';
import type { EdgeType, GraphEdge, GraphNode } from '../graph/graph.ts';
import type { EnvironmentView, KindShape } from './part.ts';

/** A Kubernetes object as plain data. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/**
 * Why emitted fields that no input decides have their value.
 * Keys are field patterns of the object kind, `*` for one segment, a trailing `**` for everything below:
 * `spec.template.spec.containers[*].securityContext.**`. Values are sentences for people.
 */
export type Reasons = Readonly<Record<string, string>>;

export interface ClusterView {
  readonly name: string;
  readonly spec: ClusterSpec;
  readonly document: DefinitionDocument<ClusterSpec>;
  /** Whether the cluster has a capability (`keda`, `argoRollouts`, …) installed, and its version. */
  readonly capability: (
    name: string,
  ) => { readonly version: string; readonly [setting: string]: unknown } | undefined;
}

/** What an emitter sees: the graph around one node, on one cluster. */
export interface EmitContext {
  readonly definition: Definition;
  readonly organization: string;
  /** Prefix of Fairway's labels: `platform.example.com`. */
  readonly labelPrefix: string;
  readonly environment: EnvironmentView;
  readonly cluster: ClusterView;
  readonly namespace: string;
  readonly team: DefinitionDocument<TeamSpec>;
  readonly system: DefinitionDocument<SystemSpec>;
  /** Labels of every object of the unit. */
  readonly labels: Readonly<Record<string, string>>;
  readonly node: (id: string) => GraphNode | undefined;
  readonly edgesFrom: (id: string, type?: EdgeType) => readonly GraphEdge[];
  readonly edgesTo: (id: string, type?: EdgeType) => readonly GraphEdge[];
  /** Nodes of a type that share the namespace on this cluster, sorted by id. */
  readonly nodesInNamespace: (type: string) => readonly GraphNode[];
  /** How many objects of a kind other plugins make in the namespace: one for each node that an emitter looks at. */
  readonly madeByPlugins: (apiVersion: string, kind: string) => number;
  readonly sha256: (text: string) => string;
  /** A problem of this unit that only this cluster brings to light. */
  readonly report: (problem: Problem, node: string, path?: readonly (string | number)[]) => void;
}

/** Turns nodes of some types into Kubernetes objects. The only code that knows their shapes. */
export interface Emitter {
  readonly name: string;
  /** Types of the nodes it looks at. */
  readonly nodes: readonly string[];
  /** What it may emit; anything else is an error. */
  readonly emits: readonly { readonly apiVersion: string; readonly kind: string; readonly reasons: Reasons }[];
  readonly emit: (node: GraphNode, context: EmitContext) => Iterable<KubernetesObject>;
}

/** What an invariant sees: the finished objects of one unit. */
export interface InvariantContext {
  readonly objects: readonly KubernetesObject[];
  readonly environmentClass: string;
  readonly shape: KindShape | 'namespace';
  readonly os: 'linux' | 'windows';
}

export interface Violation {
  readonly object: KubernetesObject;
  /** Canonical field path. */
  readonly path: string;
  readonly message: string;
}

/** A property that every emitted unit has, whatever was asked for or patched. */
export interface Invariant {
  readonly id: string;
  readonly title: string;
  readonly appliesTo: {
    readonly shapes: readonly (KindShape | 'namespace')[];
    /** Environment classes; absent: all. */
    readonly environmentClasses?: readonly string[];
  };
  /** Why it holds: shown by `why` for the fields it fixes, and by the error. */
  readonly reason: string;
  readonly check: (context: InvariantContext) => Iterable<Violation>;
}
