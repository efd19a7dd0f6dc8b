/** A directed line between two items. */
export interface Line {
  readonly from: string;
  readonly to: string;
}

/** Each item's layer, and the lines that run against the layers because they close a cycle. */
export interface Layering {
  readonly layer: ReadonlyMap<string, number>;
  readonly reversed: ReadonlySet<Line>;
}

/**
 * Longest-path layering: every line goes from a layer to a later one. Lines that close a cycle,
 * as found by a depth-first walk in the given order, count the other way round.
 */
export function layersOf(items: readonly string[], lines: readonly Line[]): Layering {
  const outgoing = new Map<string, Line[]>();
  for (const line of lines) outgoing.set(line.from, [...(outgoing.get(line.from) ?? []), line]);
  const reversed = cycleLines(items, outgoing);
  const next = new Map<string, string[]>(items.map((item) => [item, []]));
  const waiting = new Map<string, number>(items.map((item) => [item, 0]));
  for (const line of lines) {
    const [from, to] = reversed.has(line) ? [line.to, line.from] : [line.from, line.to];
    next.get(from)?.push(to);
    waiting.set(to, (waiting.get(to) ?? 0) + 1);
  }
  const layer = new Map<string, number>(items.map((item) => [item, 0]));
  const ready = items.filter((item) => waiting.get(item) === 0);
  for (let item = ready.shift(); item !== undefined; item = ready.shift()) {
    for (const to of next.get(item) ?? []) {
      layer.set(to, Math.max(layer.get(to) ?? 0, (layer.get(item) ?? 0) + 1));
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return { layer, reversed };
}

/** The lines of a depth-first walk that lead back to an item on the way to it. */
function cycleLines(items: readonly string[], outgoing: ReadonlyMap<string, readonly Line[]>): Set<Line> {
  const found = new Set<Line>();
  const state = new Map<string, 'open' | 'done'>();
  for (const root of items) {
    if (state.has(root)) continue;
    state.set(root, 'open');
    const stack = [{ item: root, position: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const line = outgoing.get(top.item)?.[top.position];
      top.position += 1;
      if (line === undefined) {
        state.set(top.item, 'done');
        stack.pop();
      } else if (state.get(line.to) === 'open') found.add(line);
      else if (!state.has(line.to)) {
        state.set(line.to, 'open');
        stack.push({ item: line.to, position: 0 });
      }
    }
  }
  return found;
}
