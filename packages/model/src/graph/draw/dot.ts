import type { GraphNode, ResourceGraph } from '../graph.ts';
import { bySystem, drawnEdges, nodeKind, nodeName, wordIds } from './words.ts';

const SHAPES: Readonly<Record<string, string>> = {
  workload: 'box',
  endpoint: 'oval',
  secret: 'hexagon',
  identity: 'parallelogram',
  external: 'doublecircle',
  namespace: 'folder',
};

/** The graph in the language of Graphviz: a cluster per system, shapes by node type, edges with their types. */
export function graphToDot(graph: ResourceGraph): string {
  const ids = wordIds(graph);
  const lines = [
    `digraph ${quoted(`${graph.organization} ${graph.environment}`)} {`,
    '  rankdir=LR;',
    '  node [fontname="sans-serif", fontsize=11];',
    '  edge [fontname="sans-serif", fontsize=9];',
  ];
  let position = 0;
  for (const [system, nodes] of bySystem(graph)) {
    lines.push(`  subgraph cluster_${position} {`, `    label=${quoted(system)};`);
    for (const node of nodes) lines.push(`    ${ids.get(node.id)} [${attributes(node)}];`);
    lines.push('  }');
    position += 1;
  }
  for (const { type, from, to, origin } of drawnEdges(graph)) {
    const style = origin === 'derived' ? ', style=dashed' : '';
    lines.push(`  ${ids.get(from)} -> ${ids.get(to)} [label=${quoted(type)}${style}];`);
  }
  return `${lines.join('\n')}\n}\n`;
}

function attributes(node: GraphNode): string {
  const shape = node.stateful ? 'cylinder' : (SHAPES[node.type] ?? 'box');
  return `label=${quoted(`${nodeName(node)}\n${nodeKind(node)}`)}, shape=${shape}, tooltip=${quoted(node.id)}`;
}

function quoted(text: string): string {
  return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`;
}
