import { pieceOf, type Piece } from './output.ts';
import { stringText } from './scalar-text.ts';

/** A key with what is needed to sort and print it. */
export interface Key {
  readonly name: string;
  /** The key as printed, with its colon and a space. */
  readonly text: string;
  /** `text`, for where a line has begun already. */
  readonly inline: Piece;
  /** By depth: a line break, the indentation and `text`; made when first needed. */
  readonly lines: Piece[];
  /** The rank and the first characters as a number: compares as the key does, and much faster. */
  readonly order: number;
  /** Whether one value under this key is often part of many objects. */
  readonly shared: boolean;
}

const SHARED: ReadonlySet<string> = new Set(['labels', 'matchLabels', 'selector']);

/** Keys that come first in every object, in this order. All others follow by code unit. */
const FIRST: ReadonlyMap<string, number> = new Map(
  [
    'apiVersion',
    'kind',
    'metadata',
    'name',
    'namespace',
    'labels',
    'annotations',
    'image',
    'command',
    'args',
  ].map((name, index) => [name, index]),
);
const OTHERS = FIRST.size;

/** Parsers need not look further than this for the colon of a key (YAML 1.2.2, 7.4.2). */
const MAXIMUM_KEY = 1000;

const cache = new Map<string, Key>();

/** Forgets all keys. */
export function forgetKeys(): void {
  cache.clear();
}

/** The printed and sortable form of a key; known keys are looked up. */
export function keyOf(name: string): Key {
  const known = cache.get(name);
  if (known !== undefined) return known;
  if (name.length > MAXIMUM_KEY)
    throw new RangeError(`a key of ${name.length} characters cannot be written to a manifest`);
  const text = `${stringText(name)}: `;
  const key = { name, text, inline: pieceOf(text), lines: [], order: orderOf(name), shared: SHARED.has(name) };
  cache.set(name, key);
  return key;
}

/** Six characters of seven bits each below the rank; from the first other character on all bits are set. */
function orderOf(name: string): number {
  let order = FIRST.get(name) ?? OTHERS;
  let other = false;
  for (let at = 0; at < 6; at++) {
    const code = at < name.length ? name.charCodeAt(at) : 0;
    other ||= code >= 127;
    order = order * 128 + (other ? 127 : code);
  }
  return order;
}

/** Sorts keys in place. Insertion, because objects are small and mostly in order. */
export function sortKeys(keys: Key[]): void {
  if (keys.length > 64) {
    keys.sort((a, b) => (before(a, b) ? -1 : 1));
    return;
  }
  for (let index = 1; index < keys.length; index++) {
    const key = keys[index]!;
    let at = index - 1;
    while (at >= 0 && before(key, keys[at]!)) {
      keys[at + 1] = keys[at]!;
      at--;
    }
    keys[at + 1] = key;
  }
}

function before(a: Key, b: Key): boolean {
  return a.order < b.order || (a.order === b.order && a.name < b.name);
}

/** The start of the line of a key, line break included. */
export function lineOf(key: Key, depth: number): Piece {
  return (key.lines[depth] ??= pieceOf(`\n${'  '.repeat(depth)}${key.text}`));
}
