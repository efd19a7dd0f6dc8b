import type { ResourceGraph } from '../graph.ts';
import { sizes } from './layout.ts';
import { outline } from './outline.ts';
import { escapeXml } from './escape-xml.ts';
import { drawnEdges } from './words.ts';

const ITEM = { width: 150, height: 26, symbol: 40 };

/** What shapes and lines of a drawing mean: one item for each that occurs. */
export function legendOf(
  graph: ResourceGraph,
  top: number,
  width: number,
): { readonly markup: string; readonly height: number } {
  const types = [
    ...new Set(graph.nodes.map(({ type, stateful }) => (stateful ? 'stateful' : type))),
  ].toSorted();
  const lines = [...new Set(drawnEdges(graph).map(({ type }) => type))].toSorted();
  const derived = drawnEdges(graph).some(({ origin }) => origin === 'derived');
  const items = [
    ...types.map((type) => nodeItem(type)),
    ...lines.map((type) => lineItem(type, type)),
    ...(derived ? [lineItem('derived', 'derived by Fairway')] : []),
  ];
  const columns = Math.max(1, Math.floor((width - 2 * sizes.margin) / ITEM.width));
  const placed = items.map((markup, index) => {
    const x = sizes.margin + (index % columns) * ITEM.width;
    const y = top + 4 + Math.floor(index / columns) * ITEM.height;
    return `<g transform="translate(${x} ${y})">${markup}</g>\n`;
  });
  return { markup: placed.join(''), height: Math.ceil(items.length / columns) * ITEM.height + sizes.margin };
}

function nodeItem(type: string): string {
  const shape = outline(type, { x: 0, y: 2, width: ITEM.symbol, height: 18 });
  return `<g class="c0">${shape}</g>${label(type === 'stateful' ? 'holds data' : type)}`;
}

function lineItem(style: string, text: string): string {
  return `<path class="edge ${style}" d="M0 11H${ITEM.symbol}" marker-end="url(#arrow)"/>${label(text)}`;
}

function label(text: string): string {
  return `<text class="legend" x="${ITEM.symbol + 8}" y="15">${escapeXml(text)}</text>`;
}
