/** Where a text holds a secret. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Adds every place of a text that holds one of the values, or how one of them begins. */
export type FindKnown = (text: string, into: Range[]) => void;

/** Shorter values would hide half of every text. */
const SHORTEST = 4;

/** A long value counts from its first characters on: what prints it may have cut it. */
const TELLING_START = 12;

/** So many values are looked for one by one; more at once, so that time does not grow with their number. */
const FEW = 24;

/** Finds values that are secrets wherever they are. Values of less than four characters are left alone. */
export function findKnown(values: Iterable<string>): FindKnown {
  const known = [...new Set(values)].filter((value) => value.length >= SHORTEST);
  return known.length <= FEW ? oneByOne(known) : atOnce(known);
}

function oneByOne(values: readonly string[]): FindKnown {
  return (text, into) => {
    for (const value of values) {
      const first = value.slice(0, TELLING_START);
      for (let at = text.indexOf(first); at >= 0;) {
        const end = at + first.length + commonAfter(text, at, value, first.length);
        into.push({ start: at, end });
        at = text.indexOf(first, end);
      }
    }
  };
}

/** Values that begin alike, sorted. */
interface Group {
  readonly values: readonly string[];
  /** The end of its last place in the text that is read. */
  end: number;
}

/** By the first characters of values, as many as tell: groups by length of those. */
interface Start {
  readonly lengths: readonly number[];
  readonly groups: ReadonlyMap<string, Group>;
}

function atOnce(values: readonly string[]): FindKnown {
  const starts = startsOf(values);
  return (text, into) => {
    const met = new Set<Group>();
    for (let at = 0; at + SHORTEST <= text.length; at += 1) {
      const start = starts.get(text.slice(at, at + SHORTEST));
      if (start === undefined) continue;
      for (const length of start.lengths) {
        const group = start.groups.get(text.slice(at, at + length));
        if (group === undefined || (met.has(group) && at < group.end)) continue;
        met.add(group);
        group.end = at + length + longestAfter(text, at, group.values, length);
        into.push({ start: at, end: group.end });
      }
    }
  };
}

function startsOf(values: readonly string[]): ReadonlyMap<string, Start> {
  const groups = Map.groupBy(values.toSorted(), (value) => value.slice(0, TELLING_START));
  const byStart = Map.groupBy(groups, ([first]) => first.slice(0, SHORTEST));
  return new Map(
    [...byStart].map(([start, those]) => [
      start,
      {
        lengths: [...new Set(those.map(([first]) => first.length))],
        groups: new Map(those.map(([first, alike]) => [first, { values: alike, end: 0 }])),
      },
    ]),
  );
}

/** How far the text goes on as one of the values does. Of sorted ones it is a neighbor of where the text belongs. */
function longestAfter(text: string, at: number, values: readonly string[], from: number): number {
  let low = 0;
  let high = values.length;
  let longest = 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = values[middle] ?? '';
    const common = commonAfter(text, at, value, from);
    longest = Math.max(longest, common);
    const next = from + common;
    if (next === value.length || text.charCodeAt(at + next) > value.charCodeAt(next)) low = middle + 1;
    else high = middle;
  }
  return longest;
}

function commonAfter(text: string, at: number, value: string, from: number): number {
  let next = from;
  while (next < value.length && text.charCodeAt(at + next) === value.charCodeAt(next)) next += 1;
  return next - from;
}
