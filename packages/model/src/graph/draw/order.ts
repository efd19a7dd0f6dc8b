/** Something that takes a place in a layer: a node, or the point where a long line passes. */
export interface Cell {
  readonly id: string;
  readonly layer: number;
  /** Position of its group among the groups; cells of a group stand together. */
  readonly group: number;
  /** Cells in the layers before and behind that a line joins it with. */
  readonly before: string[];
  readonly behind: string[];
}

const SWEEPS = 12;

/**
 * Orders each layer so that few lines cross: cells are moved to the mean of their neighbors, forth and back,
 * within their groups; the best order seen is kept.
 */
export function orderLayers(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  let layers: Cell[][] = [];
  for (const cell of cells) (layers[cell.layer] ??= []).push(cell);
  layers = Array.from(layers, (layer) => (layer ?? []).toSorted((a, b) => a.group - b.group));
  let best = layers;
  let fewest = crossings(layers, byId);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    layers = swept(layers, sweep % 2 === 0);
    const count = crossings(layers, byId);
    if (count < fewest) {
      best = layers;
      fewest = count;
    }
  }
  return best;
}

function swept(layers: readonly (readonly Cell[])[], forth: boolean): Cell[][] {
  const result = layers.map((layer) => [...layer]);
  const places = new Map<string, number>();
  const remember = (layer: readonly Cell[]): void => {
    for (const [index, { id }] of layer.entries()) places.set(id, (index + 0.5) / layer.length);
  };
  for (const layer of result) remember(layer);
  const order = forth ? result.keys() : [...result.keys()].toReversed();
  for (const index of order) {
    const layer = result[index] ?? [];
    const wanted = new Map(
      layer.map((cell) => [
        cell.id,
        mean(forth ? cell.before : cell.behind, places) ?? places.get(cell.id) ?? 0,
      ]),
    );
    layer.sort((a, b) => a.group - b.group || (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0));
    remember(layer);
  }
  return result;
}

/** The mean place of some cells; `undefined` where there are none. */
export function mean(ids: readonly string[], places: ReadonlyMap<string, number>): number | undefined {
  if (ids.length === 0) return undefined;
  let sum = 0;
  for (const id of ids) sum += places.get(id) ?? 0;
  return sum / ids.length;
}

/** How many pairs of lines between neighboring layers cross. */
export function crossings(layers: readonly (readonly Cell[])[], byId: ReadonlyMap<string, Cell>): number {
  let count = 0;
  for (const [index, layer] of layers.entries()) {
    const next = new Map((layers[index + 1] ?? []).map(({ id }, position) => [id, position]));
    const ends: number[] = [];
    for (const { id } of layer) {
      const behind = byId.get(id)?.behind ?? [];
      ends.push(...behind.map((other) => next.get(other) ?? 0).toSorted((a, b) => a - b));
    }
    count += inversions(ends);
  }
  return count;
}

/** Pairs that stand in the wrong order. */
function inversions(values: readonly number[]): number {
  let count = 0;
  for (let i = 0; i < values.length; i += 1) {
    for (let j = i + 1; j < values.length; j += 1) if ((values[i] ?? 0) > (values[j] ?? 0)) count += 1;
  }
  return count;
}
