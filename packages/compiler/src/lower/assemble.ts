import { isObject, type Contribution, type GraphEdge, type GraphNode, type NewNode } from '@fairway/model';

/** A place that two parts filled differently. */
export interface Conflict {
  readonly node: string;
  readonly path: string;
}

/** What the parts of one workload said, put together. */
export interface Assembled {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly conflicts: readonly Conflict[];
}

/**
 * Joins contributions into nodes and edges. They form a set: order has no meaning, equal values merge,
 * objects merge field by field, and different values at one place are a conflict.
 *
 * @param spoken what each part says; it is read once.
 */
export function assemble(own: GraphNode, spoken: readonly Iterable<Contribution>[]): Assembled {
  const nodes = new Map<string, GraphNode>([[own.id, own]]);
  const edges = new Map<string, GraphEdge>();
  const conflicts: Conflict[] = [];
  const late: Extract<Contribution, { contribution: 'value' }>[] = [];
  for (const contributions of spoken) {
    for (const one of contributions) {
      if (one.contribution === 'node') addNewNode(one.node, own, nodes, conflicts);
      else if (one.contribution === 'edge') addNewEdge(one.edge, edges, conflicts);
      else if (one.node === undefined || one.node === own.id) setAt(own, one.path, one.value, conflicts);
      else late.push(one);
    }
  }
  for (const { node, path, value } of late) {
    const target = nodes.get(node as string);
    if (target === undefined) conflicts.push({ node: node as string, path: path.join('.') });
    else setAt(toChange(target, nodes, own), path, value, conflicts);
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], conflicts };
}

function addNewNode(node: NewNode, own: GraphNode, nodes: Map<string, GraphNode>, conflicts: Conflict[]): void {
  const known = nodes.get(node.id);
  if (known === undefined) {
    nodes.set(node.id, {
      id: node.id,
      type: node.type,
      name: node.name,
      system: node.system ?? own.system,
      owner: node.owner ?? own.owner,
      placements: own.placements,
      stateful: node.stateful ?? false,
      properties: node.properties,
    });
    return;
  }
  const target = toChange(known, nodes, own);
  for (const [key, value] of Object.entries(node.properties)) setAt(target, [key], value, conflicts);
}

/** A node with properties of its own: those that a part gave are the part's, and few nodes are changed. */
function toChange(node: GraphNode, nodes: Map<string, GraphNode>, own: GraphNode): GraphNode {
  if (node === own) return own;
  const copy = { ...node, properties: { ...node.properties } };
  nodes.set(node.id, copy);
  return copy;
}

function addNewEdge(edge: GraphEdge, edges: Map<string, GraphEdge>, conflicts: Conflict[]): void {
  const known = edges.get(edge.id);
  if (known === undefined) edges.set(edge.id, edge);
  else if (!sameValue(known, edge)) conflicts.push({ node: edge.from, path: edge.id });
}

function setAt(node: GraphNode, path: readonly string[], value: unknown, conflicts: Conflict[]): void {
  if (value === undefined) return;
  let here = node.properties as Record<string, unknown>;
  const last = path.length - 1;
  for (let index = 0; index < last; index += 1) {
    const name = path[index] as string;
    const next = here[name];
    if (next !== undefined && !isObject(next)) {
      conflicts.push({ node: node.id, path: path.slice(0, index + 1).join('.') });
      return;
    }
    // A copy, because what a part said may be the author's own document, or stand in many nodes.
    const copy = { ...next };
    here[name] = copy;
    here = copy;
  }
  const name = path[last] as string;
  const known = here[name];
  if (known === undefined) here[name] = value;
  else if (isObject(known) && isObject(value)) {
    here[name] = { ...known };
    for (const [key, inner] of Object.entries(value)) setAt(node, [...path, key], inner, conflicts);
  } else if (!sameValue(known, value)) conflicts.push({ node: node.id, path: path.join('.') });
}

function sameValue(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
