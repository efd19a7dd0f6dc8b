import { keyOf, sortKeys, type Key } from './key-order.ts';

/** Keys of an object as printed, and for each the place of its value among the object's own. */
export interface Entries {
  readonly keys: readonly Key[];
  readonly places: readonly number[];
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
  entries: Entries | undefined;
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
  return { name, parent, last: undefined, children: undefined, entries: undefined };
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

/** The keys of a shape in the order in which they are printed. */
export function entriesOf(shape: Shape): Entries {
  return (shape.entries ??= sortedEntries(shape));
}

function sortedEntries(shape: Shape): Entries {
  const keys: Key[] = [];
  for (let here = shape; here.parent !== undefined; here = here.parent) keys.push(keyOf(here.name));
  keys.reverse();
  const places = new Map(keys.map((key, index) => [key, index]));
  sortKeys(keys);
  return { keys, places: keys.map((key) => places.get(key)!) };
}
