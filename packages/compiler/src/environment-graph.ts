import {
  compareText,
  edgeId,
  nodeId,
  type EdgeType,
  type GraphEdge,
  type GraphNode,
  type Placement,
} from '@fairway/model';
import type { LoweredWorkload } from './lower/lower.ts';
import type { ResolvedWorkload } from './resolve/workload.ts';

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
  // Namespaces first: of two nodes or edges with one id, the first one counts.
  const { nodes: allNodes, edges: allEdges } = namespacesOf(lowered);
  for (const one of lowered) {
    for (const node of one.nodes) allNodes.push(node);
    for (const edge of one.edges) allEdges.push(edge);
  }
  const nodes = sortedById(allNodes);
  const edges = sortedById(allEdges);
  const byId = new Map<string, GraphNode>();
  for (const node of nodes) byId.set(node.id, node);
  const from = groupBy(edges, (edge) => edge.from);
  const to = groupBy(edges, (edge) => edge.to);
  const placed = byPlacement(nodes);
  return {
    nodes,
    edges,
    node: (id) => byId.get(id),
    edgesFrom: (id, type) => ofType(from.get(id), type),
    edgesTo: (id, type) => ofType(to.get(id), type),
    nodesIn: (cluster, namespace, type) => placed.get(`${cluster}/${namespace}`)?.get(type) ?? none,
  };
}

interface Identified {
  readonly id: string;
  readonly type: string;
}

/**
 * In the order of ids, each id once. What workloads give comes in the order of workloads, so that of each type
 * most stand right already, which is cheaper to see than to sort.
 */
function sortedById<T extends Identified>(given: readonly T[]): T[] {
  const types = [...groupBy(given, (one) => one.type)].sort(([a], [b]) => compareText(a, b));
  const sorted: T[] = [];
  let inOrder = true;
  for (const [, list] of types) {
    const last = sorted.at(-1);
    if (!isAscending(list, last)) {
      list.sort(compareIds);
      inOrder &&= isAscending(list, last);
    }
    for (const one of list) sorted.push(one);
  }
  if (inOrder) return sorted;
  // Something is there twice, or ids do not begin with their type.
  sorted.sort(compareIds);
  return sorted.filter((one, index) => one.id !== sorted[index - 1]?.id);
}

function compareIds(a: Identified, b: Identified): number {
  return compareText(a.id, b.id);
}

function isAscending(list: readonly Identified[], after: Identified | undefined): boolean {
  let last = after?.id ?? '';
  for (const { id } of list) {
    if (id <= last) return false;
    last = id;
  }
  return true;
}

function ofType(edges: readonly GraphEdge[] | undefined, type: EdgeType | undefined): readonly GraphEdge[] {
  if (edges === undefined) return none;
  return type === undefined ? edges : edges.filter((edge) => edge.type === type);
}

function groupBy<T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const name = key(one);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [one]);
    else group.push(one);
  }
  return groups;
}

/** Nodes by type, for one namespace of one cluster. */
type NodesByType = Map<string, GraphNode[]>;

/** Nodes by `cluster/namespace` and type. */
function byPlacement(nodes: readonly GraphNode[]): ReadonlyMap<string, NodesByType> {
  const placed = new Map<string, NodesByType>();
  // The workloads of a system share their list of placements, so its names are made once.
  const known = new Map<GraphNode['placements'], readonly NodesByType[]>();
  for (const node of nodes) {
    let places = known.get(node.placements);
    if (places === undefined) {
      places = node.placements.map((at) => placeOf(placed, at));
      known.set(node.placements, places);
    }
    for (const place of places) {
      const group = place.get(node.type);
      if (group === undefined) place.set(node.type, [node]);
      else group.push(node);
    }
  }
  return placed;
}

function placeOf(placed: Map<string, NodesByType>, { cluster, namespace }: Placement): NodesByType {
  const key = `${cluster}/${namespace}`;
  let place = placed.get(key);
  if (place === undefined) placed.set(key, (place = new Map()));
  return place;
}

interface Namespace {
  readonly node: GraphNode;
  /** By `cluster/namespace`. */
  readonly places: Map<string, Placement>;
  /** The placements that were added last. */
  last?: readonly Placement[];
}

/** The namespace of each system, placed wherever one of its workloads is, and an edge to each workload. */
function namespacesOf(lowered: readonly LoweredWorkload[]): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const namespaces = new Map<string, Namespace>();
  const edges: GraphEdge[] = [];
  for (const { workload } of lowered) {
    const { system, placements } = workload;
    let namespace = namespaces.get(system.name);
    if (namespace === undefined)
      namespaces.set(system.name, (namespace = { node: namespaceNode(workload), places: new Map() }));
    if (placements !== namespace.last) {
      for (const at of placements) namespace.places.set(`${at.cluster}/${at.namespace}`, at);
      namespace.last = placements;
    }
    const from = namespace.node.id;
    const id = edgeId('owns', from, workload.id);
    edges.push({ id, type: 'owns', from, to: workload.id, origin: 'derived', properties: {} });
  }
  const nodes = [...namespaces.values()].map(({ node, places }) => {
    const sorted = [...places].sort(([a], [b]) => compareText(a, b)).map(([, at]) => at);
    return { ...node, placements: sorted };
  });
  return { nodes, edges };
}

function namespaceNode({ system, definition }: ResolvedWorkload): GraphNode {
  const team = definition.get('Team', system.spec.owner);
  const properties = {
    team: team?.name ?? system.spec.owner,
    costCenter: team?.spec.costCenter ?? 'unassigned',
    tenantTier: system.spec.tenantTier ?? 'shared-standard',
    podSecurity: system.spec.podSecurity ?? 'restricted',
  };
  return {
    id: nodeId('namespace', system.name, system.name),
    type: 'namespace',
    name: system.name,
    system: system.name,
    owner: properties.team,
    placements: [],
    stateful: false,
    properties,
  };
}
