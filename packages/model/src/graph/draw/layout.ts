import type { GraphNode, ResourceGraph } from '../graph.ts';
import { layersOf, type Layering, type Line } from './layers.ts';
import { mean, orderLayers, type Cell } from './order.ts';
import { bySystem, drawnEdges } from './words.ts';

/** A point of the drawing, in pixels from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** A node with its place. */
export interface Box extends Rectangle {
  readonly node: GraphNode;
}

/** All edges from one node to another, as one line; it starts and ends at the boxes. */
export interface Route {
  readonly from: string;
  readonly to: string;
  readonly types: readonly string[];
  readonly derived: boolean;
  readonly points: readonly Point[];
}

/** A system with the area of its nodes. */
export interface Band extends Rectangle {
  readonly system: string;
  readonly owner: string;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly bands: readonly Band[];
  readonly routes: readonly Route[];
}

export const sizes = {
  box: { width: 216, height: 42 },
  margin: 16,
  /** Between columns: room for lines to bend. */
  gap: 80,
  /** Between the slots of a column. */
  slot: 12,
  /** Height that a line takes where it passes a column. */
  lane: 6,
  /** Band: its title, and the space around its nodes. */
  title: 26,
  padding: 12,
} as const;

/**
 * A layered drawing from left to right: columns by longest path, a band per system, few crossings.
 * The same graph gives the same drawing. Boxes and bands never overlap; lines pass columns in lanes of their own.
 */
export function layoutGraph(graph: ResourceGraph): Layout {
  const lines = linesOf(graph);
  const joined = new Set(lines.flatMap(({ from, to }) => [from, to]));
  const layering = layersOf(
    graph.nodes.map(({ id }) => id).filter((id) => joined.has(id)),
    lines.filter(({ from, to }) => from !== to),
  );
  const bands = orderBands(graph, lines);
  const { cells, chains } = cellsOf(graph, lines, layering, bands);
  const ordered = withIsolated(orderLayers(cells), graph, joined, bands);
  const places = place(ordered, bands, new Set(graph.nodes.map(({ id }) => id)));
  const boxes = graph.nodes.map((node) => ({ node, ...(places.boxes.get(node.id) as Rectangle) }));
  return {
    width: places.width,
    height: places.height,
    boxes,
    bands: places.bands.map((band, index) => ({
      ...band,
      system: bands[index] ?? '',
      owner: ownerOf(graph, bands[index]),
    })),
    routes: lines.map((line) => routeOf(line, layering, chains.get(line) ?? [], places.boxes)),
  };
}

interface GraphLine extends Line {
  readonly types: readonly string[];
  readonly derived: boolean;
}

/** One line per pair of nodes, however many edges join them. */
function linesOf(graph: ResourceGraph): GraphLine[] {
  const pairs = Map.groupBy(drawnEdges(graph), ({ from, to }) => `${from} ${to}`);
  return [...pairs.values()].flatMap((edges) => {
    const [first] = edges;
    if (first === undefined) return [];
    const types = [...new Set(edges.map(({ type }) => type))];
    return [
      { from: first.from, to: first.to, types, derived: edges.every(({ origin }) => origin === 'derived') },
    ];
  });
}

function ownerOf(graph: ResourceGraph, system: string | undefined): string {
  const nodes = graph.nodes.filter((node) => node.system === system);
  return (nodes.find(({ type }) => type === 'namespace') ?? nodes[0])?.owner ?? '';
}

/** Systems in an order that keeps those close that talk to each other: each is put where it costs least. */
function orderBands(graph: ResourceGraph, lines: readonly Line[]): readonly string[] {
  const systems = new Map(graph.nodes.map((node) => [node.id, node.system]));
  const weights = new Map<string, number>();
  for (const { from, to } of lines) {
    const [a, b] = [systems.get(from), systems.get(to)];
    if (a === b) continue;
    for (const key of [`${a} ${b}`, `${b} ${a}`]) weights.set(key, (weights.get(key) ?? 0) + 1);
  }
  const cost = (order: readonly string[]): number => {
    let sum = 0;
    for (const [i, a] of order.entries()) {
      for (let j = i + 1; j < order.length; j += 1) sum += (weights.get(`${a} ${order[j]}`) ?? 0) * (j - i);
    }
    return sum;
  };
  const names = [...bySystem(graph).keys()];
  if (names.length > 40) return names;
  let order: string[] = [];
  for (const name of names) {
    const tries = Array.from({ length: order.length + 1 }, (_, at) => order.toSpliced(at, 0, name));
    order = tries.reduce((best, one) => (cost(one) < cost(best) ? one : best));
  }
  return order;
}

interface Cells {
  readonly cells: readonly Cell[];
  /** Cells that a line passes, from left to right. */
  readonly chains: ReadonlyMap<Line, readonly string[]>;
}

/** Cells of the joined nodes, and one for each column that a long line passes. */
function cellsOf(
  graph: ResourceGraph,
  lines: readonly GraphLine[],
  { layer, reversed }: Layering,
  bands: readonly string[],
): Cells {
  const cells = new Map<string, Cell>();
  const chains = new Map<Line, readonly string[]>();
  const add = (id: string, at: number, group: number): void => {
    cells.set(id, { id, layer: at, group, before: [], behind: [] });
  };
  for (const { id, system } of graph.nodes) {
    const at = layer.get(id);
    if (at !== undefined) add(id, at, bands.indexOf(system));
  }
  for (const [index, line] of lines.entries()) {
    if (line.from === line.to) continue;
    const flipped = [...reversed].some(({ from, to }) => from === line.from && to === line.to);
    const [left, right] = flipped ? [line.to, line.from] : [line.from, line.to];
    const [first, last] = [layer.get(left) ?? 0, layer.get(right) ?? 0];
    const group = cells.get(right)?.group ?? 0;
    const passed = Array.from({ length: last - first - 1 }, (_, step) => `line ${index} ${first + 1 + step}`);
    for (const [step, id] of passed.entries()) add(id, first + 1 + step, group);
    chains.set(line, passed);
    const chain = [left, ...passed, right];
    for (const [step, id] of chain.entries()) {
      const next = chain[step + 1];
      if (next === undefined) break;
      cells.get(id)?.behind.push(next);
      cells.get(next)?.before.push(id);
    }
  }
  return { cells: [...cells.values()], chains };
}

/** Adds the nodes that no line touches, each to the column that holds least of its band. */
function withIsolated(
  layers: readonly (readonly Cell[])[],
  graph: ResourceGraph,
  joined: ReadonlySet<string>,
  bands: readonly string[],
): Cell[][] {
  const isolated = graph.nodes.filter(({ id }) => !joined.has(id));
  const columns = Math.max(layers.length, Math.min(4, Math.ceil(Math.sqrt(isolated.length))), 1);
  const result = Array.from({ length: columns }, (_, index) => [...(layers[index] ?? [])]);
  for (const { id, system } of isolated) {
    const group = bands.indexOf(system);
    const filled = result.map((cells) => cells.filter((cell) => cell.group === group).length);
    const column = filled.indexOf(Math.min(...filled));
    const cells = result[column] ?? [];
    const behind = cells.findLastIndex((cell) => cell.group <= group);
    cells.splice(behind + 1, 0, { id, layer: column, group, before: [], behind: [] });
  }
  return result;
}

interface Places {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Rectangle>;
  readonly bands: readonly Rectangle[];
}

/** Gives every cell its place: columns by layer, bands one below the other, cells near their neighbors. */
function place(
  layers: readonly (readonly Cell[])[],
  bands: readonly string[],
  nodes: ReadonlySet<string>,
): Places {
  const height = (cell: Cell): number => (nodes.has(cell.id) ? sizes.box.height : sizes.lane);
  const stack = (cells: readonly Cell[]): number =>
    cells.reduce((sum, cell) => sum + height(cell) + sizes.slot, -sizes.slot);
  const columns = layers.map((layer) => bands.map((_, group) => layer.filter((cell) => cell.group === group)));
  const width = layers.length * (sizes.box.width + sizes.gap) - sizes.gap + 2 * (sizes.margin + sizes.padding);
  const boxes = new Map<string, Rectangle>();
  const rectangles: Rectangle[] = [];
  let y: number = sizes.margin;
  for (const group of bands.keys()) {
    const inner = Math.max(...columns.map((column) => stack(column[group] ?? [])), sizes.box.height);
    const top = y + sizes.title;
    const middles = new Map<string, number>();
    for (const forth of [true, false, true]) {
      for (const column of forth ? columns : columns.toReversed())
        settle(column[group] ?? [], top, top + inner, height, middles);
    }
    for (const [index, column] of columns.entries()) {
      const x = sizes.margin + sizes.padding + index * (sizes.box.width + sizes.gap);
      for (const cell of column[group] ?? []) {
        const middle = middles.get(cell.id) ?? top;
        boxes.set(cell.id, { x, y: middle - height(cell) / 2, width: sizes.box.width, height: height(cell) });
      }
    }
    const bandHeight = sizes.title + inner + sizes.padding;
    rectangles.push({ x: sizes.margin, y, width: width - 2 * sizes.margin, height: bandHeight });
    y += bandHeight + sizes.margin;
  }
  return { width, height: y, boxes, bands: rectangles };
}

/** Moves the cells of one column and band towards their neighbors, keeping order, distance, and bounds. */
function settle(
  cells: readonly Cell[],
  top: number,
  bottom: number,
  height: (cell: Cell) => number,
  middles: Map<string, number>,
): void {
  const free = bottom - top - cells.reduce((sum, cell) => sum + height(cell) + sizes.slot, -sizes.slot);
  let edge = top;
  let rest = free;
  for (const cell of cells) {
    const known = [...cell.before, ...cell.behind].filter((id) => middles.has(id));
    const wanted = (mean(known, middles) ?? edge + height(cell) / 2) - height(cell) / 2;
    const shift = Math.round(Math.min(Math.max(wanted - edge, 0), rest));
    middles.set(cell.id, edge + shift + height(cell) / 2);
    edge += shift + height(cell) + sizes.slot;
    rest -= shift;
  }
}

/** The points of a line: from its first box through its lanes to its last box. */
function routeOf(
  line: GraphLine,
  { layer }: Layering,
  chain: readonly string[],
  boxes: ReadonlyMap<string, Rectangle>,
): Route {
  const from = boxes.get(line.from) as Rectangle;
  const to = boxes.get(line.to) as Rectangle;
  const middle = ({ y, height }: Rectangle): number => y + height / 2;
  const start = { x: from.x + from.width, y: middle(from) };
  if (line.from === line.to) return { ...line, points: [start, { x: start.x, y: start.y + from.height / 4 }] };
  const forth = (layer.get(line.from) ?? 0) < (layer.get(line.to) ?? 0);
  const lanes = chain.flatMap((id) => {
    const lane = boxes.get(id) as Rectangle;
    return [
      { x: lane.x, y: middle(lane) },
      { x: lane.x + lane.width, y: middle(lane) },
    ];
  });
  if (forth) return { ...line, points: [start, ...lanes, { x: to.x, y: middle(to) }] };
  return {
    ...line,
    points: [{ x: from.x, y: middle(from) }, ...lanes.toReversed(), { x: to.x + to.width, y: middle(to) }],
  };
}
