import { compareText, nodeId, type EdgeType, type GraphEdge, type GraphNode } from '@fairway/model';
import type { LoweredWorkload } from './lower/lower.ts';

/** The graph of one environment with the indices that emitters ask. */
export interface EnvironmentGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly node: (id: string) => GraphNode | undefined;
  readonly edgesFrom: (id: string, type?: EdgeType) => readonly GraphEdge[];
  readonly edgesTo: (id: string, type?: EdgeType) => readonly GraphEdge[];
  /** Nodes of a type that are placed in a namespace of a cluster, by id. */
  readonly nodesIn: (cluster: string, namespace: string, type: string) => readonly GraphNode[];
}

const none: readonly never[] = [];

/** Joins the workloads of an environment and adds the namespaces that hold them. */
export function buildGraph(lowered: readonly LoweredWorkload[]): EnvironmentGraph {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  for (const one of lowered) {
    for (const node of one.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
    for (const edge of one.edges) if (!edges.has(edge.id)) edges.set(edge.id, edge);
  }
  addNamespaces(lowered, nodes, edges);
  const sortedNodes = [...nodes.values()].toSorted((a, b) => compareText(a.id, b.id));
  const sortedEdges = [...edges.values()].toSorted((a, b) => compareText(a.id, b.id));
  const from = groupBy(sortedEdges, (edge) => edge.from);
  const to = groupBy(sortedEdges, (edge) => edge.to);
  const placed = byPlacement(sortedNodes);
  return {
    nodes: sortedNodes,
    edges: sortedEdges,
    node: (id) => nodes.get(id),
    edgesFrom: (id, type) => ofType(from.get(id), type),
    edgesTo: (id, type) => ofType(to.get(id), type),
    nodesIn: (cluster, namespace, type) => placed.get(`${cluster}/${namespace}/${type}`) ?? none,
  };
}

function ofType(edges: readonly GraphEdge[] | undefined, type: EdgeType | undefined): readonly GraphEdge[] {
  if (edges === undefined) return none;
  return type === undefined ? edges : edges.filter((edge) => edge.type === type);
}

function groupBy(edges: readonly GraphEdge[], key: (edge: GraphEdge) => string): Map<string, GraphEdge[]> {
  const groups = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const group = groups.get(key(edge));
    if (group === undefined) groups.set(key(edge), [edge]);
    else group.push(edge);
  }
  return groups;
}

function byPlacement(nodes: readonly GraphNode[]): Map<string, GraphNode[]> {
  const placed = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    for (const { cluster, namespace } of node.placements) {
      const key = `${cluster}/${namespace}/${node.type}`;
      const group = placed.get(key);
      if (group === undefined) placed.set(key, [node]);
      else group.push(node);
    }
  }
  return placed;
}

function addNamespaces(
  lowered: readonly LoweredWorkload[],
  nodes: Map<string, GraphNode>,
  edges: Map<string, GraphEdge>,
): void {
  const placements = new Map<string, Map<string, GraphNode['placements'][number]>>();
  for (const { workload } of lowered) {
    const { system, definition } = workload;
    const id = nodeId('namespace', system.name, system.name);
    let places = placements.get(id);
    if (places === undefined) {
      placements.set(id, (places = new Map()));
      const team = definition.get('Team', system.spec.owner);
      const properties = {
        team: team?.name ?? system.spec.owner,
        costCenter: team?.spec.costCenter ?? 'unassigned',
        tenantTier: system.spec.tenantTier ?? 'shared-standard',
        podSecurity: system.spec.podSecurity ?? 'restricted',
      };
      const common = { type: 'namespace', name: system.name, system: system.name, owner: properties.team };
      nodes.set(id, { id, ...common, placements: [], stateful: false, properties });
    }
    for (const at of workload.placements) places.set(`${at.cluster}/${at.namespace}`, at);
    const edge = `owns:${id}->${workload.id}`;
    edges.set(edge, { id: edge, type: 'owns', from: id, to: workload.id, origin: 'derived', properties: {} });
  }
  for (const [id, places] of placements) {
    const sorted = [...places.keys()]
      .toSorted()
      .map((key) => places.get(key) as GraphNode['placements'][number]);
    nodes.set(id, { ...(nodes.get(id) as GraphNode), placements: sorted });
  }
}
