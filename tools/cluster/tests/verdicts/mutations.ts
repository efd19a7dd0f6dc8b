import type { KubernetesObject } from '../../client.ts';
import type { Steps } from './edit.ts';
import { edited, places } from './edit.ts';

/** A changed object and what was done to it. */
export interface Variant {
  /** `unknown field spec.template`. */
  readonly name: string;
  readonly object: KubernetesObject;
}

const TEXTS: readonly (readonly [string, unknown])[] = [
  ['number at', 7],
  ['object at', { a: 'b' }],
  ['empty text at', ''],
  ['odd text at', 'Not Valid!'],
  ['long text at', 'a'.repeat(300)],
];
const LISTS: readonly (readonly [string, unknown])[] = [
  ['text at', 'x'],
  ['object at', {}],
  ['no items at', []],
  ['null item at', [null]],
  ['other items at', ['zz']],
];
const OBJECTS: readonly (readonly [string, unknown])[] = [
  ['text at', 'x'],
  ['list at', []],
  ['empty object at', {}],
];

function replacements(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value === 'string') return TEXTS;
  if (typeof value === 'boolean')
    return [
      ['text at', 'true'],
      ['number at', 1],
      ['the other of', !value],
    ];
  if (typeof value === 'number')
    return [
      ['text at', 'xyz'],
      ['negative number at', -1],
      ['zero at', 0],
      ['large number at', 70_000],
      ['huge number at', 99_999_999_999],
      ['fraction at', 1.5],
      ['boolean at', true],
      ['digits as text at', String(value)],
    ];
  if (!Array.isArray(value)) return OBJECTS;
  return value.length === 0
    ? LISTS
    : [...LISTS, ['repeated item at', [...(value as readonly unknown[]), value[0]]]];
}

/** Where changes would be about another object, or not about this one's schema. */
function isIdentity(path: Steps): boolean {
  return (
    path[0] === 'apiVersion' ||
    path[0] === 'kind' ||
    (path[0] === 'metadata' && (path.length === 1 || path[1] === 'name' || path[1] === 'namespace'))
  );
}

/** An object with one thing changed at each of its places: fields added, taken away, set to null, or replaced. */
export function* mutations(object: KubernetesObject): Generator<Variant> {
  for (const [path, value] of places(object)) {
    const at = path.join('.');
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      yield { name: `unknown field ${at}`, object: edited(object, [...path, 'zzUnknown'], 'x') };
    if (path.length === 0 || isIdentity(path)) continue;
    yield { name: `without ${at}`, object: edited(object, path, undefined) };
    yield { name: `null at ${at}`, object: edited(object, path, null) };
    for (const [what, other] of replacements(value))
      yield { name: `${what} ${at}`, object: edited(object, path, other) };
  }
}

/** Keys of maps and places in lists, of which one stands for all. */
const INTERCHANGEABLE = /(?<=\.)\d+(?=\.|$)|(?<=\.(?:labels|annotations|matchLabels|data)\.).+/g;

/** The mutations of several objects; what is done to the same field of the same kind is done once. */
export function distinctMutations(objects: readonly KubernetesObject[]): readonly Variant[] {
  const variants = new Map<string, Variant>();
  for (const object of objects) {
    for (const variant of mutations(object)) {
      const key = `${object.apiVersion} ${object.kind} ${variant.name.replaceAll(INTERCHANGEABLE, '*')}`;
      if (!variants.has(key)) variants.set(key, variant);
    }
  }
  return [...variants.values()];
}

/** Mutations of what stands at a place or below it. */
export function* mutationsBelow({ object }: Variant, path: Steps): Generator<Variant> {
  const at = path.join('.');
  for (const variant of mutations(object))
    if (variant.name.endsWith(` ${at}`) || variant.name.includes(` ${at}.`)) yield variant;
}
