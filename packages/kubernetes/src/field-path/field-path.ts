import type { Path } from '@fairway/model';
import { keyValue, listKey } from './list-keys.ts';

/** An item of a list, chosen by the value of one of its fields: `[name=web]`. */
export interface KeyedSegment {
  readonly key: string;
  readonly value: string;
}

/** One step: an object key, a list position, or a keyed list item. */
export type FieldSegment = string | number | KeyedSegment;

/** A field of an object, as users write it: `spec.containers[name=app].image`. `[]` is the object itself. */
export type FieldPath = readonly FieldSegment[];

/** A parsed field path, or why the text is none. */
export type ParsedFieldPath =
  | { readonly ok: true; readonly path: FieldPath }
  | { readonly ok: false; readonly reason: string };

const BARE_KEY = /^[A-Za-z_$][A-Za-z0-9_$-]*$/;
const BARE_VALUE = /^[A-Za-z0-9_$./:@+-]+$/;

/** A step of a written path; the quoted forms are JSON strings or single-quoted text. */
const STEP =
  /\.?([^.[\]"'=\s]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*"|'[^']*')\]|\[([^=[\]"'\s]+)=(?:("(?:[^"\\]|\\.)*"|'[^']*')|([^\]"'\s]+))\]/y;

/** Reads a field path: `a.b[0]`, `a[name=web]`, `a["x.y/z"]` (INTENT.md 2.4). The empty text is the object itself. */
export function parseFieldPath(text: string): ParsedFieldPath {
  const path: FieldSegment[] = [];
  let at = 0;
  while (at < text.length) {
    STEP.lastIndex = at;
    const match = STEP.exec(text);
    if (match === null)
      return {
        ok: false,
        reason: `cannot read "${text.slice(at, at + 40)}" in the field path; write a.b[0], a[name=web] or a["x.y/z"]`,
      };
    const [whole, bare, index, quotedKey, key, quotedValue, value] = match;
    if (bare !== undefined && whole.startsWith('.') === (at === 0))
      return { ok: false, reason: 'a field path starts without a dot, and has one between keys' };
    if (bare !== undefined) path.push(bare);
    else if (index !== undefined) path.push(Number(index));
    else if (quotedKey !== undefined) path.push(unquote(quotedKey));
    else path.push({ key: key ?? '', value: quotedValue === undefined ? (value ?? '') : unquote(quotedValue) });
    at = STEP.lastIndex;
  }
  return { ok: true, path };
}

function unquote(text: string): string {
  if (text.startsWith("'")) return text.slice(1, -1);
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}

/** Prints a field path as `parseFieldPath` reads it. */
export function formatFieldPath(path: FieldPath): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'number') text += `[${segment}]`;
    else if (typeof segment === 'object') {
      const { key, value } = segment;
      text += `[${key}=${BARE_VALUE.test(value) ? value : JSON.stringify(value)}]`;
    } else if (!BARE_KEY.test(segment)) text += `[${JSON.stringify(segment)}]`;
    else text += text === '' ? segment : `.${segment}`;
  }
  return text;
}

/** The value at a field path, or `undefined` where it leads nowhere. */
export function resolvePath(object: unknown, path: FieldPath): unknown {
  let here = object;
  for (const segment of path) {
    const step = typeof segment === 'object' ? indexOf(here, segment) : segment;
    if (step === undefined || typeof here !== 'object' || here === null || !Object.hasOwn(here, step))
      return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}

function indexOf(list: unknown, segment: KeyedSegment): number | undefined {
  if (!Array.isArray(list)) return undefined;
  const index = list.findIndex((item) => keyValue(item, segment.key) === segment.value);
  return index === -1 ? undefined : index;
}

/** The same place with positions instead of keys, for `valueAt` and `withValueAt`; `undefined` if it does not exist. */
export function indexPath(object: unknown, path: FieldPath): Path | undefined {
  const result: (string | number)[] = [];
  let here = object;
  for (const segment of path) {
    const step = typeof segment === 'object' ? indexOf(here, segment) : segment;
    if (step === undefined || typeof here !== 'object' || here === null || !Object.hasOwn(here, step))
      return undefined;
    result.push(step);
    here = (here as Record<string | number, unknown>)[step];
  }
  return result;
}

/** Finds the key by which the items of a list are addressed: `listKey`, or the same with a memory. */
export type FindListKey = (listName: string | undefined, list: readonly unknown[]) => string | undefined;

/** `listKey` that looks at each list once: for many places of the same object. */
export function rememberListKeys(): FindListKey {
  const known = new Map<readonly unknown[], string | undefined>();
  return (listName, list) => {
    if (!known.has(list)) known.set(list, listKey(listName, list));
    return known.get(list);
  };
}

/**
 * The canonical spelling of a place: keyed lists by key, others by position. Places that do not exist stay as they
 * are.
 */
export function canonicalPath(
  object: unknown,
  path: FieldPath,
  keyOf: FindListKey = (listName, list) => listKey(listName, list),
): FieldPath {
  const result: FieldSegment[] = [];
  let here = object;
  let listName: string | undefined;
  for (const segment of path) {
    const step = typeof segment === 'object' ? (indexOf(here, segment) ?? segment) : segment;
    const next = typeof step === 'object' ? undefined : resolvePath(here, [step]);
    result.push(
      Array.isArray(here) && typeof step === 'number' && next !== undefined
        ? itemSegment(here, keyOf(listName, here), step)
        : segment,
    );
    if (typeof step === 'string') listName = step;
    here = next;
  }
  return result;
}

function itemSegment(list: readonly unknown[], key: string | undefined, index: number): FieldSegment {
  const value = key === undefined ? undefined : keyValue(list[index], key);
  return key === undefined || value === undefined ? index : { key, value };
}

/** A leaf of an object: a scalar, an empty object, or an empty list, with its canonical path. */
export interface Leaf {
  readonly path: FieldPath;
  readonly value: unknown;
}

/** Every leaf of an object in the order of its keys; `undefined` values are left out. */
export function* leafPaths(object: unknown): Generator<Leaf, void, undefined> {
  yield* leaves(object, [], undefined);
}

function* leaves(
  value: unknown,
  path: FieldPath,
  listName: string | undefined,
): Generator<Leaf, void, undefined> {
  if (value === undefined) return;
  if (typeof value !== 'object' || value === null) {
    yield { path, value };
    return;
  }
  if (Array.isArray(value)) {
    const list = value as readonly unknown[];
    if (list.length === 0) yield { path, value };
    const key = listKey(listName, list);
    for (const [index, item] of list.entries()) {
      const text = key === undefined ? undefined : keyValue(item, key);
      yield* leaves(
        item,
        [...path, key === undefined || text === undefined ? index : { key, value: text }],
        listName,
      );
    }
    return;
  }
  const names = Object.keys(value);
  if (names.length === 0) yield { path, value };
  for (const name of names) yield* leaves((value as Record<string, unknown>)[name], [...path, name], name);
}
