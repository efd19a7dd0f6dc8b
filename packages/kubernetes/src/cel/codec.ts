import { spend } from './budget.ts';
import type { Schema } from '../upstream/index.ts';
import { equal } from './compare.ts';
import { escapeName, follow, type Resolve } from './schema-type.ts';
import { readDate, readLooseDuration, readTimestamp } from './time.ts';
import { type CelType, elementOf } from './types.ts';
import { Double, failure, isJsonObject, isList, type JsonObject, Timestamp, type Value } from './values.ts';

/** Makes the value of a type from JSON. */
export type Decode = (json: Value) => Value;

const decoders = new WeakMap<CelType, Decode | 'none'>();

/** How values of a type are made from JSON; `undefined` if the JSON value is the value. */
export function decoderOf(type: CelType): Decode | undefined {
  let decode = decoders.get(type);
  if (decode === undefined) {
    decode = makeDecoder(type) ?? 'none';
    decoders.set(type, decode);
  }
  return decode === 'none' ? undefined : decode;
}

function makeDecoder(type: CelType): Decode | undefined {
  switch (type.kind) {
    case 'double':
      return (json) => (typeof json === 'number' ? new Double(json) : json);
    case 'timestamp':
      return type.origin?.schema.format === 'date' ? readDay : readTime;
    case 'duration':
      return readSpan;
    case 'bytes':
      return readBytes;
    case 'list': {
      const decode = decoderOf(elementOf(type));
      return decode && ((json) => (isList(json) ? json.map(decode) : json));
    }
    case 'map': {
      const decode = decoderOf(elementOf(type));
      return decode && ((json) => (isJsonObject(json) ? mapValues(json, () => decode) : json));
    }
    case 'object':
      return objectDecoder(type);
    default:
      return undefined;
  }
}

/** Objects without a single special value in them need none. */
function objectDecoder(type: CelType): Decode | undefined {
  if (!contains(type, isSpecial)) return undefined;
  const special = (key: string): Decode | undefined => {
    const field = fieldByKey(type, key);
    return field === undefined ? undefined : decoderOf(field);
  };
  return (json) => (isJsonObject(json) ? mapValues(json, special) : json);
}

function fieldByKey(type: CelType, key: string): CelType | undefined {
  const name = escapeName(key);
  return name === undefined ? undefined : type.field?.(name)?.type;
}

function mapValues(json: JsonObject, decoder: (key: string) => Decode | undefined): JsonObject {
  const result: Record<string, Value> = Object.create(null) as Record<string, Value>;
  for (const key of Object.keys(json)) {
    const decode = decoder(key);
    const value = json[key] as Value;
    result[key] = decode === undefined ? value : decode(value);
  }
  return result;
}

const SPECIAL: ReadonlySet<string> = new Set(['byte', 'duration', 'date', 'date-time']);
const isSpecial = (schema: Schema): boolean =>
  schema.type === 'number' || (schema.type === 'string' && SPECIAL.has(schema.format ?? ''));
const isUnordered = (schema: Schema): boolean => schema.listType === 'set' || schema.listType === 'map';

/** Whether a schema of some kind is anywhere in a type. */
function contains(type: CelType, test: (schema: Schema) => boolean): boolean {
  const { origin } = type;
  if (origin === undefined) return type.parameters.some((each) => contains(each, test));
  return reaches(origin.schema, origin.resolve, test, new Set());
}

function reaches(
  given: Schema,
  resolve: Resolve,
  test: (schema: Schema) => boolean,
  seen: Set<Schema>,
): boolean {
  const schema = follow(given, resolve);
  if (seen.has(schema)) return false;
  seen.add(schema);
  if (test(schema)) return true;
  const { items, properties, additionalProperties } = schema;
  if (items !== undefined && reaches(items, resolve, test, seen)) return true;
  if (typeof additionalProperties === 'object' && reaches(additionalProperties, resolve, test, seen))
    return true;
  if (properties === undefined) return false;
  for (const key in properties) if (reaches(properties[key] as Schema, resolve, test, seen)) return true;
  return false;
}

function readTime(json: Value): Value {
  if (typeof json !== 'string') return json;
  const time = readTimestamp(json) ?? readTimestamp(`${json}Z`);
  if (time === undefined) throw failure(`invalid date-time ${json}`);
  return time;
}

function readDay(json: Value): Value {
  if (typeof json !== 'string') return json;
  const seconds = readDate(json);
  if (seconds === undefined) throw failure(`invalid date ${json}`);
  return new Timestamp(seconds * 1_000_000_000n);
}

function readSpan(json: Value): Value {
  if (typeof json !== 'string') return json;
  const span = readLooseDuration(json);
  if (span === undefined) throw failure(`invalid duration ${json}`);
  return span;
}

function readBytes(json: Value): Value {
  if (typeof json !== 'string') return json;
  try {
    return Uint8Array.from(atob(json), (character) => character.charCodeAt(0));
  } catch {
    throw failure(`invalid base64 ${json}`);
  }
}

/** Equality of two values of types, or `undefined` if plain equality will do: lists that are sets or maps have no order. */
export function equalityOf(type: CelType): ((a: Value, b: Value) => boolean) | undefined {
  return contains(type, isUnordered) ? (a, b) => equalAs(type, a, b) : undefined;
}

function equalAs(type: CelType, a: Value, b: Value): boolean {
  if (type.kind === 'list' && isList(a) && isList(b)) return equalLists(type, a, b);
  if ((type.kind === 'object' || type.kind === 'map') && isJsonObject(a) && isJsonObject(b)) {
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length) return false;
    return keys.every((key) => {
      const other = Object.hasOwn(b, key) ? b[key] : undefined;
      const field = type.kind === 'map' ? elementOf(type) : fieldByKey(type, key);
      if (other === undefined) return false;
      return field === undefined ? equal(a[key] as Value, other) : equalAs(field, a[key] as Value, other);
    });
  }
  return equal(a, b);
}

function equalLists(type: CelType, a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  const element = elementOf(type);
  const schema = type.origin?.schema;
  if (schema?.listType === 'map') {
    const keys = schema.listMapKeys ?? [];
    const byKey = new Map(b.map((each) => [entryKey(each, keys), each]));
    return a.every((each) => {
      const other = byKey.get(entryKey(each, keys));
      return other !== undefined && equalAs(element, each, other);
    });
  }
  if (schema?.listType === 'set') return a.every((each) => b.some((other) => equalAs(element, each, other)));
  return a.every((each, i) => equalAs(element, each, b[i] as Value));
}

/** What tells the entries of a list that is a map apart. */
export function entryKey(entry: Value, keys: readonly string[]): string {
  if (!isJsonObject(entry)) return '';
  const [only] = keys;
  if (keys.length === 1 && only !== undefined && typeof entry[only] === 'string') return entry[only];
  return JSON.stringify(keys.map((key) => entry[key] ?? null));
}

/** Both sets, whose items have one type. */
function union(a: readonly Value[], b: readonly Value[]): readonly Value[] {
  if (typeof a[0] === 'object') {
    spend((a.length * b.length) / 20);
    return [...a, ...b.filter((each) => !a.some((other) => equal(each, other)))];
  }
  const known = new Set(a);
  return [...a, ...b.filter((each) => !known.has(each))];
}

/**
 * `a + b` of a list that is a set or map: what `b` adds comes last, entries with a key of `a` take their place.
 * `undefined` for lists that are neither.
 */
export function concatenationOf(
  type: CelType,
): ((a: readonly Value[], b: readonly Value[]) => readonly Value[]) | undefined {
  const schema = type.kind === 'list' ? type.origin?.schema : undefined;
  if (schema?.listType === 'set') return union;
  if (schema?.listType !== 'map') return undefined;
  const keys = schema.listMapKeys ?? [];
  return (a, b) => {
    const entries = new Map(a.map((each) => [entryKey(each, keys), each]));
    for (const each of b) entries.set(entryKey(each, keys), each);
    return [...entries.values()];
  };
}
