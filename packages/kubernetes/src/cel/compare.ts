import type { CelMap } from './values.ts';
import {
  Double,
  Duration,
  entriesOf,
  isList,
  isMap,
  lookUp,
  mapSize,
  Opaque,
  Optional,
  Timestamp,
  TypeValue,
  Uint,
  type Value,
} from './values.ts';

type Numeric = number | bigint;

/** The number of any numeric value: its exact amount as a JavaScript number or bigint. */
function amount(value: Value): Numeric | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof Double || value instanceof Uint) return value.value;
  return undefined;
}

/**
 * Equality of CEL: numbers compare by amount whatever their type, lists and maps by content,
 * values of different types are unequal (never an error).
 */
export function equal(a: Value, b: Value): boolean {
  if (a === b) return !Number.isNaN(a);
  if (typeof a === 'string' || typeof b === 'string' || a === null || b === null) return false;
  const order = compareNumbers(a, b);
  if (order !== undefined) return order === 0;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (isList(a)) return isList(b) && equalLists(a, b);
  if (isMap(a)) return isMap(b) && equalMaps(a, b);
  return equalObjects(a, b);
}

function equalObjects(a: object, b: object): boolean {
  if (a instanceof Timestamp) return b instanceof Timestamp && a.nanoseconds === b.nanoseconds;
  if (a instanceof Duration) return b instanceof Duration && a.nanoseconds === b.nanoseconds;
  if (a instanceof Uint8Array) return b instanceof Uint8Array && compareBytes(a, b) === 0;
  if (a instanceof TypeValue) return b instanceof TypeValue && a.name === b.name;
  if (a instanceof Opaque) return b instanceof Opaque && a.typeName === b.typeName && a.equals(b);
  if (a instanceof Optional && b instanceof Optional) {
    if (a.value === undefined || b.value === undefined) return a.value === b.value;
    return equal(a.value, b.value);
  }
  return false;
}

function equalLists(a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!equal(a[i] as Value, b[i] as Value)) return false;
  return true;
}

function equalMaps(
  a: CelMap | { readonly [key: string]: Value },
  b: CelMap | { readonly [key: string]: Value },
) {
  if (mapSize(a) !== mapSize(b)) return false;
  for (const [key, value] of entriesOf(a)) {
    const other = lookUp(b, key);
    if (other === undefined || !equal(value, other)) return false;
  }
  return true;
}

/** -1, 0, 1, or NaN if one of the two is NaN. Exact across number and bigint. */
function compareAmounts(a: Numeric, b: Numeric): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return a >= b ? 0 : Number.NaN;
}

/**
 * The order of two numbers of any type; `undefined` if one is none. Next to a double, whole numbers are rounded to
 * doubles first, as the API server does.
 */
function compareNumbers(a: Value, b: Value): number | undefined {
  const left = amount(a);
  const right = amount(b);
  if (left === undefined || right === undefined) return undefined;
  const rounded = a instanceof Double || b instanceof Double;
  return rounded ? compareAmounts(Number(left), Number(right)) : compareAmounts(left, right);
}

/** Lexical order of bytes. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return Math.sign(a.length - b.length);
}

/** Order of texts by code point, which is not always the order of their UTF-16 units. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const high = x >= 0xd800 && y >= 0xd800;
    if (!high) return x < y ? -1 : 1;
    const surrogateX = x < 0xe000;
    if (surrogateX !== y < 0xe000) return surrogateX ? 1 : -1;
    return x < y ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}

/** -1, 0, 1, NaN if a NaN is involved, `undefined` if these two have no order. */
export function compare(a: Value, b: Value): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return compareAmounts(a, b);
  if (typeof a === 'string') return typeof b === 'string' ? compareTexts(a, b) : undefined;
  const order = compareNumbers(a, b);
  if (order !== undefined) return order;
  if (typeof a === 'boolean') return typeof b === 'boolean' ? Number(a) - Number(b) : undefined;
  if (a instanceof Timestamp && b instanceof Timestamp) return compareAmounts(a.nanoseconds, b.nanoseconds);
  if (a instanceof Duration && b instanceof Duration) return compareAmounts(a.nanoseconds, b.nanoseconds);
  if (a instanceof Uint8Array && b instanceof Uint8Array) return compareBytes(a, b);
  return undefined;
}
