import type { GraphNode, ResourceGraph } from '../graph.ts';
import { bySystem, drawnEdges, nodeKind, nodeName, wordIds } from './words.ts';

/** Opening and closing brackets by node type; others are rectangles, stateful ones cylinders. */
const BRACKETS: Readonly<Record<string, readonly [string, string]>> = {
  workload: ['[', ']'],
  endpoint: ['([', '])'],
  secret: ['{{', '}}'],
  identity: ['[/', '/]'],
  external: ['((', '))'],
  namespace: ['[[', ']]'],
};

/** The graph as a Mermaid flowchart: a subgraph per system, shapes by node type, edges with their types. */
export function graphToMermaid(graph: ResourceGraph): string {
  const ids = wordIds(graph);
  const lines = ['flowchart LR'];
  let position = 0;
  for (const [system, nodes] of bySystem(graph)) {
    lines.push(`  subgraph s${position}["${escaped(system)}"]`);
    for (const node of nodes) lines.push(`    ${ids.get(node.id)}${shape(node)}`);
    lines.push('  end');
    position += 1;
  }
  for (const { type, from, to, origin } of drawnEdges(graph)) {
    const arrow = origin === 'derived' ? '-.->' : '-->';
    lines.push(`  ${ids.get(from)} ${arrow}|${type}| ${ids.get(to)}`);
  }
  return `${lines.join('\n')}\n`;
}

function shape(node: GraphNode): string {
  const [open, close] = node.stateful ? ['[(', ')]'] : (BRACKETS[node.type] ?? ['[', ']']);
  return `${open}"${escaped(nodeName(node))}<br/>${escaped(nodeKind(node))}"${close}`;
}

/** Mermaid reads entities in quoted text, and nothing else is safe there. */
function escaped(text: string): string {
  return text.replace(/["#&<>`\\]|[\u0000-\u001f]/g, (character) => `#${character.codePointAt(0)};`);
}
