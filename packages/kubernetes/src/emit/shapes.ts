import { keyOf, lineOf, sortKeys, type Key } from './key-order.ts';
import { pieceSince, position, type Piece } from './output.ts';

/** One line of objects of a shape at a depth: what stands before the value, and a value that comes often. */
export interface Line {
  readonly key: Key;
  /** Where the value stands among the values of the object. */
  readonly place: number;
  readonly start: Piece;
  /** The value that `whole` was printed for. */
  often: unknown;
  whole: Piece;
  /** The value that came last. */
  latest: unknown;
  /** How often `whole` may still change. */
  changes: number;
}

/**
 * Objects that were built alike have the same keys in the same order. A tree over these orders
 * finds their sorted keys without sorting. Each key has a tree of its own for the objects under it,
 * because most of them are alike.
 */
interface Shape {
  readonly name: string;
  /** The shape without this key; undefined for a root. */
  readonly parent: Shape | undefined;
  /** The child that was asked for last: mostly the next one too. */
  last: Shape | undefined;
  /** All children, once there is more than one. */
  children: Map<string, Shape> | undefined;
  /** By depth, for objects on lines of their own and for those that go on where the line is. */
  readonly lines: (readonly Line[] | undefined)[];
}

/** Roots by the key that objects stand under. */
const roots = new Map<string, Shape>();
let count = 0;

/** How many shapes there are. */
export function shapeCount(): number {
  return count;
}

/** Forgets all shapes. */
export function forgetShapes(): void {
  roots.clear();
  count = 0;
}

function newShape(name: string, parent: Shape | undefined): Shape {
  count += 1;
  return { name, parent, last: undefined, children: undefined, lines: [] };
}

/** The shape of an object without keys, under a key. */
export function rootShape(key: string): Shape {
  let root = roots.get(key);
  if (root === undefined) roots.set(key, (root = newShape('', undefined)));
  return root;
}

/** The shape of an object with one key more. */
export function shapeWith(shape: Shape, name: string): Shape {
  const { last } = shape;
  if (last !== undefined && last.name === name) return last;
  let next = shape.children?.get(name);
  if (next === undefined) {
    next = newShape(name, shape);
    if (last !== undefined) (shape.children ??= new Map([[last.name, last]])).set(name, next);
  }
  shape.last = next;
  return next;
}

/** The lines of objects of a shape, in the order in which they are printed. */
export function linesOf(shape: Shape, depth: number, inline: boolean): readonly Line[] {
  const index = inline ? depth * 2 + 1 : depth * 2;
  return (shape.lines[index] ??= makeLines(shape, depth, inline));
}

const NOTHING = Symbol('nothing was printed yet');

function makeLines(shape: Shape, depth: number, inline: boolean): readonly Line[] {
  const keys: Key[] = [];
  for (let here = shape; here.parent !== undefined; here = here.parent) keys.push(keyOf(here.name));
  keys.reverse();
  const places = new Map(keys.map((key, index) => [key, index]));
  sortKeys(keys);
  return keys.map((key, index) => {
    const start = inline && index === 0 ? key.inline : lineOf(key, depth);
    const place = places.get(key)!;
    return { key, place, start, often: NOTHING, whole: start, latest: NOTHING, changes: 4 };
  });
}

const MAXIMUM_OFTEN = 200;

/** Takes note of a line that was just printed: when the same comes twice in a row, it is kept as a whole. */
export function learn(line: Line, value: unknown, from: number): void {
  if (line.latest !== value) line.latest = value;
  else if (line.changes > 0 && position() - from <= MAXIMUM_OFTEN) {
    line.changes -= 1;
    line.often = value;
    line.whole = pieceSince(from);
  }
}
