import type { Key } from './key-order.ts';
import { headOf, keyOf, lineOf, sortKeys } from './key-order.ts';
import { isPlain, literalText, numberText, quotedText } from './scalar-text.ts';

/**
 * Objects as one YAML file, separated by `---`, in the order given.
 * The bytes depend on the values only, not on the order in which keys were added.
 * Numbers that are not finite, functions, `undefined` in a list and the like are bugs and throw.
 */
export function emitManifests(objects: readonly object[]): string {
  let text = '';
  for (const [index, object] of objects.entries())
    text += index === 0 ? emitDocument(object) : `---\n${emitDocument(object)}`;
  return text;
}

/** One object as a YAML document in block style; keys whose value is `undefined` are left out. */
export function emitDocument(object: object): string {
  if (Array.isArray(object)) throw new TypeError('a manifest is an object, not a list');
  const keys = keysOf(object);
  return keys.length === 0 ? '{}\n' : `${mapping(object as Record<string, unknown>, keys, 0, true)}\n`;
}

function keysOf(object: object): Key[] {
  const names = Object.keys(object);
  const keys: Key[] = [];
  for (const name of names) {
    if ((object as Record<string, unknown>)[name] !== undefined) keys.push(keyOf(name));
  }
  if (keys.length === 0) assertPlain(object);
  else sortKeys(keys);
  return keys;
}

/** An object without keys may be a Date or a Map, which would be lost without a word. */
function assertPlain(object: object): void {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError('only plain data can be written to a manifest');
}

/** Entries of an object, each from its line break on; with `inline` the first goes on where the caller is. */
function mapping(
  object: Record<string, unknown>,
  keys: readonly Key[],
  depth: number,
  inline: boolean,
): string {
  let text = '';
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    const value = object[key.name];
    const here = inline && index === 0;
    if (typeof value === 'string' && isPlain(value)) text += (here ? key.text : lineOf(key, depth)) + value;
    else if (typeof value !== 'object' || value === null)
      text += (here ? key.text : lineOf(key, depth)) + scalar(value, depth);
    else if (Array.isArray(value)) {
      const items = value.length === 0 ? ' []' : list(value, depth, false);
      text += (here ? key.text.slice(0, -1) : headOf(key, depth)) + items;
    } else {
      const inner = keysOf(value);
      const entries =
        inner.length === 0 ? ' {}' : mapping(value as Record<string, unknown>, inner, depth + 1, false);
      text += (here ? key.text.slice(0, -1) : headOf(key, depth)) + entries;
    }
  }
  return text;
}

const dashes: string[] = [];

/** Items of a list, the dash as deep as the key that holds the list, as kubectl prints it. */
function list(items: readonly unknown[], depth: number, inline: boolean): string {
  const dash = (dashes[depth] ??= `\n${'  '.repeat(depth)}- `);
  let text = '';
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    text += inline && index === 0 ? '- ' : dash;
    if (typeof item !== 'object' || item === null) text += scalar(item, depth);
    else if (Array.isArray(item)) text += item.length === 0 ? '[]' : list(item, depth + 1, true);
    else {
      const keys = keysOf(item);
      text += keys.length === 0 ? '{}' : mapping(item as Record<string, unknown>, keys, depth + 1, true);
    }
  }
  return text;
}

function scalar(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return isPlain(value) ? value : special(value, depth);
    case 'number':
      return numberText(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return 'null';
    default:
      throw new TypeError(`a ${typeof value} cannot be written to a manifest`);
  }
}

function special(text: string, depth: number): string {
  return (text.includes('\n') ? literalText(text, '  '.repeat(depth + 1)) : undefined) ?? quotedText(text);
}
