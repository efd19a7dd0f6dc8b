import type { Diagnostic } from '../diagnostic.ts';
import type { GraphEdge, GraphNode, ResourceGraph } from '../graph/graph.ts';
import type { KubernetesObject } from '../platform/emitter.ts';

/** One workload, one stand-alone dependency, or one namespace, in one environment on one cluster. */
export interface Unit {
  /** `<env>/<cluster>/<namespace>/<name>`; also its folder in the record. */
  readonly id: string;
  readonly environment: string;
  readonly cluster: string;
  readonly namespace: string;
  /** The workload's name, or `_namespace`. */
  readonly name: string;
  /** The service it belongs to; `null` for namespaces. */
  readonly service: string | null;
  /** In apply order. */
  readonly objects: readonly KubernetesObject[];
  readonly nodes: readonly GraphNode[];
  /** Outgoing edges of its nodes. */
  readonly edges: readonly GraphEdge[];
  /** Documents it was made of: `file#index` → SHA-256 of its content. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Definition documents used: `SizeProfile/medium@1.0.0`, sorted. */
  readonly definition: readonly string[];
  /** Problems that came to light only when the unit was made; an error blocks it. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What `compile` returns: everything a user can get wrong is in `diagnostics` before the first unit is made. */
export interface Compilation {
  readonly graph: ResourceGraph;
  readonly diagnostics: readonly Diagnostic[];
  /** Made one at a time, in order of id; nothing keeps them. Blocked units are left out. */
  readonly units: Iterable<Unit>;
  /** Ids of all units of the environment, blocked ones included, sorted. */
  readonly unitIds: readonly string[];
  /**
   * Whether every document could be named and every workload followed to its units.
   * Where not, nothing may be taken for deleted.
   */
  readonly complete: boolean;
  /** Ids of the units that errors block. */
  readonly blocked: ReadonlySet<string>;
}
