import type { GraphNode, ResourceGraph } from '../graph.ts';
import { escapeXml } from './escape-xml.ts';
import { layoutGraph, sizes, type Box, type Band, type Point, type Route } from './layout.ts';
import { legendOf } from './legend.ts';
import { outline } from './outline.ts';
import { styleSheet, SYSTEM_COLORS } from './style.ts';
import { nodeKind, nodeName, shortened } from './words.ts';

/** Characters of the bold first line and of the small second line that fit into a box. */
const FITTING = { name: 24, kind: 28 };
const HEADING = 44;

/**
 * The graph as an SVG picture for people: a band per system, shapes by node type, one line per joined pair.
 * It has a viewBox, names for hovering, and follows the viewer's light or dark color scheme.
 */
export function graphToSvg(graph: ResourceGraph): string {
  const layout = layoutGraph(graph);
  const legend = legendOf(graph, layout.height + HEADING, Math.max(layout.width, 640));
  const width = Math.max(layout.width, 640);
  const height = layout.height + HEADING + legend.height;
  const title = `${graph.organization}: ${graph.environment}`;
  const colors = new Map(layout.bands.map(({ system }, index) => [system, `c${index % SYSTEM_COLORS}`]));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">\n`,
    `<title>${escapeXml(title)}</title>\n`,
    `<style>${styleSheet}</style>\n`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" class="head"/></marker></defs>\n',
    `<rect class="page" x="0" y="0" width="${width}" height="${height}"/>\n`,
    `<text class="heading" x="${sizes.margin}" y="30">${escapeXml(title)}</text>\n`,
    `<g transform="translate(0 ${HEADING})">\n`,
    ...layout.bands.map((band) => bandMarkup(band, colors.get(band.system) ?? 'c0')),
    ...layout.routes.map(routeMarkup),
    ...layout.boxes.map((box) => boxMarkup(box, colors.get(box.node.system) ?? 'c0')),
    '</g>\n',
    legend.markup,
    '</svg>\n',
  ].join('');
}

function bandMarkup({ x, y, width, height, system, owner }: Band, color: string): string {
  const label = shortened(owner === '' ? system : `${system} · ${owner}`, 60);
  return [
    `<rect class="band ${color}" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>`,
    `<text class="system" x="${x + sizes.padding}" y="${y + 18}">${escapeXml(label)}</text>\n`,
  ].join('');
}

function boxMarkup({ node, x, y, width, height }: Box, color: string): string {
  const middle = x + width / 2;
  const top = node.stateful ? y + 4 : y;
  return [
    `<g class="node ${color}" id="${escapeXml(node.id)}"><title>${escapeXml(nameOf(node))}</title>`,
    outline(node.stateful ? 'stateful' : node.type, { x, y, width, height }),
    `<text class="name" x="${middle}" y="${top + 18}">${escapeXml(shortened(nodeName(node), FITTING.name))}</text>`,
    `<text class="kind" x="${middle}" y="${top + 32}">${escapeXml(shortened(nodeKind(node), FITTING.kind))}</text></g>\n`,
  ].join('');
}

function nameOf({ id, owner, placements }: GraphNode): string {
  const places = placements.map(({ cluster, namespace }) => `${cluster}/${namespace}`).join(', ');
  return `${id} (${owner})${places === '' ? '' : ` on ${places}`}`;
}

function routeMarkup({ from, to, types, derived, points }: Route): string {
  const style = ['edge', ...types.slice(0, 1), ...(derived ? ['derived'] : [])].join(' ');
  const title = `${from} ${types.join(', ')} ${to}`;
  return `<path class="${escapeXml(style)}" d="${pathOf(points)}" marker-end="url(#arrow)"><title>${escapeXml(title)}</title></path>\n`;
}

/** Straight within columns, smooth between them; a loop where a line ends at the box it starts from. */
function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let text = `M${first.x} ${first.y}`;
  let here = first;
  const [only] = rest;
  if (rest.length === 1 && only !== undefined && only.x === first.x) {
    return `${text}C${first.x + 24} ${first.y} ${only.x + 24} ${only.y} ${only.x} ${only.y}`;
  }
  for (const [index, point] of rest.entries()) {
    if (index % 2 === 1) text += `L${point.x} ${point.y}`;
    else {
      const bend = (here.x + point.x) / 2;
      text += `C${bend} ${here.y} ${bend} ${point.y} ${point.x} ${point.y}`;
    }
    here = point;
  }
  return text;
}
