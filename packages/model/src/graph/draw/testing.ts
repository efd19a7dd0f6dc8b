import fc from 'fast-check';
import { edgeId, nodeId, type EdgeType, type GraphEdge, type GraphNode, type ResourceGraph } from '../graph.ts';

const types = ['workload', 'endpoint', 'secret', 'identity', 'external', 'namespace', 'cache'];
const edgeTypes: readonly EdgeType[] = ['exposes', 'reaches', 'reads', 'uses', 'owns'];

/** A graph of nodes and of edges between their positions. */
export function graphOf(
  nodes: readonly GraphNode[],
  edges: readonly (readonly [number, number, EdgeType])[],
): ResourceGraph {
  const found = new Map<string, GraphEdge>();
  for (const [a, b, type] of edges) {
    const [from, to] = [nodes[a % nodes.length]?.id, nodes[b % nodes.length]?.id];
    if (from === undefined || to === undefined) continue;
    const id = edgeId(type, from, to);
    found.set(id, { id, type, from, to, origin: a % 3 === 0 ? 'derived' : 'declared', properties: {} });
  }
  const sorted = <T extends { readonly id: string }>(list: Iterable<T>): T[] =>
    [...list].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    apiVersion: 'fairway.dev/graph/v1',
    organization: 'example.com',
    environment: 'prod',
    nodes: sorted(nodes),
    edges: sorted(found.values()),
  };
}

export function graphNode(name: string, type = 'workload', system = 'shop'): GraphNode {
  const common = {
    name,
    type,
    system,
    owner: `team-${system}`,
    placements: [],
    stateful: type === 'cache',
    properties: {},
  };
  return { id: nodeId(type, system, name), ...common };
}

/** Graphs of up to 100 nodes in up to five systems, cycles and loops included. */
export const graphs: fc.Arbitrary<ResourceGraph> = fc
  .tuple(
    fc.uniqueArray(
      fc.record({
        name: fc.stringMatching(/^[a-z][a-z0-9-]{0,38}$/),
        type: fc.constantFrom(...types),
        system: fc.constantFrom('shop', 'orders', 'lab', 'a', 'z'),
      }),
      { maxLength: 100, selector: ({ name, type, system }) => nodeId(type, system, name) },
    ),
    fc.array(fc.tuple(fc.nat(99), fc.nat(99), fc.constantFrom(...edgeTypes)), { maxLength: 120 }),
  )
  .map(([nodes, edges]) =>
    graphOf(
      nodes.map(({ name, type, system }) => graphNode(name, type, system)),
      edges,
    ),
  );
