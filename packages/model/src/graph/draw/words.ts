import type { GraphEdge, GraphNode, ResourceGraph } from '../graph.ts';

/** The second line of a node: the kind of a workload, else the node type. */
export function nodeKind(node: GraphNode): string {
  const { kind } = node.properties as { readonly kind?: unknown };
  return node.type === 'workload' && typeof kind === 'string' ? kind : node.type;
}

/** The first line of a node: its name; the host of something outside. */
export function nodeName(node: GraphNode): string {
  const { host } = node.properties as { readonly host?: unknown };
  return node.type === 'external' && typeof host === 'string' ? host : node.name;
}

/** A text of at most `length` characters; the end gives way to an ellipsis. */
export function shortened(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}

/** Nodes by system, systems by name, nodes in order of the graph. */
export function bySystem(graph: ResourceGraph): ReadonlyMap<string, readonly GraphNode[]> {
  const groups = new Map<string, GraphNode[]>();
  for (const name of [...new Set(graph.nodes.map(({ system }) => system))].toSorted()) groups.set(name, []);
  for (const node of graph.nodes) groups.get(node.system)?.push(node);
  return groups;
}

/**
 * Edges worth a line: both ends are in the graph, and no group says the same already
 * (a namespace owns the workloads of its system).
 */
export function drawnEdges(graph: ResourceGraph): readonly GraphEdge[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return graph.edges.filter(({ type, from, to }) => {
    const source = nodes.get(from);
    const target = nodes.get(to);
    if (source === undefined || target === undefined) return false;
    return type !== 'owns' || source.type !== 'namespace' || source.system !== target.system;
  });
}

/** Short ids for languages whose ids are words: `n0`, `n1`, … in order of the graph. */
export function wordIds(graph: ResourceGraph): ReadonlyMap<string, string> {
  return new Map(graph.nodes.map(({ id }, index) => [id, `n${index}`]));
}
