import type { Json } from '../path.ts';

/** Where a node is placed: one cluster and the namespace on it. */
export interface Placement {
  readonly cluster: string;
  readonly namespace: string;
}

/**
 * A thing that exists for an organization in one environment.
 * `id` is `<type>:<system>/<name>`: without environment, cluster, or namespace, and frozen for the life of the thing.
 */
export interface GraphNode<Properties = Readonly<Record<string, unknown>>> {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly system: string;
  readonly owner: string;
  readonly placements: readonly Placement[];
  /** Whether losing it loses data. */
  readonly stateful: boolean;
  readonly properties: Properties;
}

export type EdgeType = 'exposes' | 'reaches' | 'reads' | 'writes' | 'consumes' | 'produces' | 'uses' | 'owns';

export interface GraphEdge {
  /** `<type>:<from>-><to>`, with `#<name>` behind it where two edges of a type join the same nodes. */
  readonly id: string;
  readonly type: EdgeType;
  readonly from: string;
  readonly to: string;
  /** Declared by an author, derived by Fairway, or asked for by hand. */
  readonly origin: 'declared' | 'derived' | 'handAsked';
  readonly properties: Readonly<Record<string, Json>>;
}

/** What exists in one environment and how it hangs together; nodes and edges sorted by id. */
export interface ResourceGraph {
  readonly apiVersion: 'fairway.dev/graph/v1';
  readonly organization: string;
  readonly environment: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The id of a node. */
export function nodeId(type: string, system: string, name: string): string {
  return `${type}:${system}/${name}`;
}

/** The id of an edge. */
export function edgeId(type: EdgeType, from: string, to: string, name?: string): string {
  return name === undefined ? `${type}:${from}->${to}` : `${type}:${from}->${to}#${name}`;
}
