/** `int` of CEL: 64 bits. A number while it is a safe integer, a bigint beyond; never a bigint that a number could be. */
export type Int = number | bigint;

/** What expressions compute with. JSON values stand for themselves: a number with a fraction is a `double`. */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Double
  | Uint
  | Timestamp
  | Duration
  | Optional
  | TypeValue
  | Opaque
  | CelMap
  | readonly Value[]
  | JsonObject;

/** A JSON object: an object of a schema, or a map with text keys. */
export interface JsonObject {
  readonly [key: string]: Value;
}

/** A `double`. JSON numbers with a fraction may also stand bare. */
export class Double {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** A `uint`: 64 bits. */
export class Uint {
  readonly value: bigint;
  constructor(value: bigint) {
    this.value = value;
  }
}

/** A moment, in nanoseconds since 1970. It keeps the offset it was written with (seconds), and is printed with it. */
export class Timestamp {
  readonly nanoseconds: bigint;
  readonly offset: number;
  constructor(nanoseconds: bigint, offset = 0) {
    this.nanoseconds = nanoseconds;
    this.offset = offset;
  }
}

/** A span, in nanoseconds. */
export class Duration {
  readonly nanoseconds: bigint;
  constructor(nanoseconds: bigint) {
    this.nanoseconds = nanoseconds;
  }
}

/** A value that may be absent (`undefined`). */
export class Optional {
  readonly value: Value | undefined;
  constructor(value: Value | undefined) {
    this.value = value;
  }
}

/** The only optional without a value. */
export const none = new Optional(undefined);

/** What `type(x)` gives. */
export class TypeValue {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A value of a Kubernetes library: its type's name, and how two of them compare. */
export abstract class Opaque {
  abstract readonly typeName: string;
  abstract equals(other: Opaque): boolean;
}

/**
 * A map made by an expression. Whole keys that are equal are one key, signed or not. A double finds whole keys, but
 * whole numbers find no keys that are doubles: so it is in the API server.
 */
export class CelMap {
  readonly entries = new Map<string | number | bigint | boolean, readonly [key: Value, value: Value]>();
  get(key: Value): Value | undefined {
    const form = mapKey(key);
    const entry = form === undefined ? undefined : this.entries.get(form);
    if (entry === undefined && key instanceof Double) return this.entries.get(key.value)?.[1];
    return entry?.[1];
  }
  has(key: Value): boolean {
    return this.get(key) !== undefined;
  }
  set(key: Value, value: Value): void {
    this.entries.set(mapKey(key) ?? `\u0001${this.entries.size}`, [key, value]);
  }
}

/** The form of a key under which equal keys are the same; none for values that no key is looked up by. */
function mapKey(key: Value): string | number | bigint | boolean | undefined {
  if (typeof key === 'string' || typeof key === 'boolean' || typeof key === 'number') return key;
  if (typeof key === 'bigint') return key;
  if (key instanceof Uint) return toInt(key.value);
  if (key instanceof Double) return `\u0000${key.value}`;
  return undefined;
}

/** Why an evaluation has no value. Made without a stack: rules fail often, and cheaply. */
export class CelFailure extends Error {}

/** An error of the language, to be thrown. */
export function failure(message: string): CelFailure {
  const error = Object.create(CelFailure.prototype) as CelFailure;
  error.message = message;
  return error;
}

/** The canonical `int` of a bigint that fits 64 bits. */
export function toInt(value: bigint): Int {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

/** The number of a double, bare or not. */
export function numberOf(value: Value): number {
  return value instanceof Double ? value.value : (value as number);
}

/** Whether a value is a CEL `int`. */
export function isInt(value: Value): value is Int {
  return typeof value === 'number' ? Number.isInteger(value) : typeof value === 'bigint';
}

/** Whether a value is a CEL `double`. */
export function isDouble(value: Value): boolean {
  return value instanceof Double || (typeof value === 'number' && !Number.isInteger(value));
}

/** Whether a value is a list. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether a value is a JSON object and nothing else. */
export function isJsonObject(value: Value): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isPlain(value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether a value is a map or an object. */
export function isMap(value: Value): value is CelMap | JsonObject {
  return value instanceof CelMap || isJsonObject(value);
}

/** The name of a value's type as `type(x)` prints it. */
export function typeNameOf(value: Value): string {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return Number.isInteger(value) ? 'int' : 'double';
    default:
  }
  if (value === null) return 'null_type';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof Double) return 'double';
  if (value instanceof Uint) return 'uint';
  if (value instanceof Timestamp) return 'google.protobuf.Timestamp';
  if (value instanceof Duration) return 'google.protobuf.Duration';
  if (value instanceof Optional) return 'optional_type';
  if (value instanceof TypeValue) return 'type';
  if (value instanceof Opaque) return value.typeName;
  return 'map';
}

/** Key and value pairs of a map or object, in its order. */
export function* entriesOf(map: CelMap | JsonObject): Generator<readonly [Value, Value]> {
  if (map instanceof CelMap) yield* map.entries.values();
  else for (const key of Object.keys(map)) yield [key, map[key] as Value];
}

/** The keys of a map or object. */
export function keysOf(map: CelMap | JsonObject): Value[] {
  return map instanceof CelMap ? [...map.entries.values()].map(([key]) => key) : Object.keys(map);
}

/** How many entries a map or object has. */
export function mapSize(map: CelMap | JsonObject): number {
  if (map instanceof CelMap) return map.entries.size;
  let size = 0;
  for (const key in map) if (Object.hasOwn(map, key)) size++;
  return size;
}

/** A map's value, `undefined` if it has no such key. */
export function lookUp(map: CelMap | JsonObject, key: Value): Value | undefined {
  if (map instanceof CelMap) return map.get(key);
  return typeof key === 'string' && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** Characters of a text, counted as code points. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      length--;
      i++;
    }
  }
  return length;
}
