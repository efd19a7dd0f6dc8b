import { compare, equal } from '../compare.ts';
import { add, divide, multiply, negate, remainder, subtract, unsigned } from '../integers.ts';
import { addToTime, duration } from '../time.ts';
import {
  type CelMap,
  Double,
  type Duration,
  failure,
  isInt,
  type JsonObject,
  lookUp,
  numberOf,
  type Timestamp,
  Uint,
  type Value,
} from '../values.ts';
import type { Declaration, Library } from './overload.ts';

type AnyMap = CelMap | JsonObject;
type List = readonly Value[];

const double = (value: number): Double => new Double(value);
const uint = (value: bigint): Uint => new Uint(unsigned(value));

const arithmetic: readonly Declaration[] = [
  ['+', '(int, int) -> int', add],
  ['+', '(uint, uint) -> uint', (a: Uint, b: Uint) => uint(a.value + b.value)],
  ['+', '(double, double) -> double', (a: Value, b: Value) => double(numberOf(a) + numberOf(b))],
  ['+', '(string, string) -> string', (a: string, b: string) => a + b],
  ['+', '(bytes, bytes) -> bytes', (a: Uint8Array, b: Uint8Array) => Uint8Array.from([...a, ...b])],
  ['+', '(list(A), list(A)) -> list(A)', (a: List, b: List) => [...a, ...b]],
  [
    '+',
    '(duration, duration) -> duration',
    (a: Duration, b: Duration) => duration(a.nanoseconds + b.nanoseconds),
  ],
  ['+', '(duration, timestamp) -> timestamp', (a: Duration, b: Timestamp) => addToTime(b, a.nanoseconds)],
  ['+', '(timestamp, duration) -> timestamp', (a: Timestamp, b: Duration) => addToTime(a, b.nanoseconds)],
  ['-', '(int, int) -> int', subtract],
  ['-', '(uint, uint) -> uint', (a: Uint, b: Uint) => uint(a.value - b.value)],
  ['-', '(double, double) -> double', (a: Value, b: Value) => double(numberOf(a) - numberOf(b))],
  [
    '-',
    '(duration, duration) -> duration',
    (a: Duration, b: Duration) => duration(a.nanoseconds - b.nanoseconds),
  ],
  ['-', '(timestamp, duration) -> timestamp', (a: Timestamp, b: Duration) => addToTime(a, -b.nanoseconds)],
  [
    '-',
    '(timestamp, timestamp) -> duration',
    (a: Timestamp, b: Timestamp) => duration(a.nanoseconds - b.nanoseconds),
  ],
  ['*', '(int, int) -> int', multiply],
  ['*', '(uint, uint) -> uint', (a: Uint, b: Uint) => uint(a.value * b.value)],
  ['*', '(double, double) -> double', (a: Value, b: Value) => double(numberOf(a) * numberOf(b))],
  ['/', '(int, int) -> int', divide],
  ['/', '(uint, uint) -> uint', (a: Uint, b: Uint) => uint(a.value / nonZero(b, 'division by zero'))],
  ['/', '(double, double) -> double', (a: Value, b: Value) => double(numberOf(a) / numberOf(b))],
  ['%', '(int, int) -> int', remainder],
  ['%', '(uint, uint) -> uint', (a: Uint, b: Uint) => uint(a.value % nonZero(b, 'modulus by zero'))],
  ['-_', '(int) -> int', negate],
  ['-_', '(double) -> double', (a: Value) => double(-numberOf(a))],
];

function nonZero(value: Uint, message: string): bigint {
  if (value.value === 0n) throw failure(message);
  return value.value;
}

const NUMBERS = ['int', 'uint', 'double'];
const ORDERED = ['bool', 'string', 'bytes', 'timestamp', 'duration'];

const SIGNATURES = [
  ...NUMBERS.flatMap((a) => NUMBERS.map((b) => `(${a}, ${b}) -> bool`)),
  ...ORDERED.map((type) => `(${type}, ${type}) -> bool`),
];

function ordered(name: string, holds: (order: number) => boolean): Declaration[] {
  const run = (a: Value, b: Value): boolean => {
    const order = compare(a, b);
    if (order === undefined) throw failure('no such overload');
    if (Number.isNaN(order)) throw failure('NaN values cannot be ordered');
    return holds(order);
  };
  return SIGNATURES.map((signature) => [name, signature, run] as const);
}

const relations: readonly Declaration[] = [
  ['==', '(A, A) -> bool', equal],
  ['!=', '(A, A) -> bool', (a: Value, b: Value) => !equal(a, b)],
  ...ordered('<', (order) => order < 0),
  ...ordered('<=', (order) => order <= 0),
  ...ordered('>', (order) => order > 0),
  ...ordered('>=', (order) => order >= 0),
  ['in', '(A, list(A)) -> bool', (a: Value, list: List) => list.some((each) => equal(a, each))],
  ['in', '(A, map(A, B)) -> bool', (key: Value, map: AnyMap) => lookUp(map, key) !== undefined],
];

/** The element of a list; fails outside of it. */
export function elementAt(list: List, index: Value): Value {
  const at = placeOf(index);
  const value = list[at];
  if (value === undefined) throw failure(`index out of bounds: ${at}`);
  return value;
}

/** The value of a map's key; fails if there is none. */
export function valueAt(map: AnyMap, key: Value): Value {
  const value = lookUp(map, key);
  if (value === undefined) throw failure(`no such key: ${printed(key)}`);
  return value;
}

function printed(key: Value): string {
  if (key instanceof Uint || key instanceof Double) return String(key.value);
  return typeof key === 'object' ? '' : String(key);
}

/** The place in a list that an index means: whole numbers of any type, NaN for all else. */
export function placeOf(index: Value): number {
  if (!isInt(index) && !(index instanceof Double) && !(index instanceof Uint)) return Number.NaN;
  return Number(typeof index === 'object' ? index.value : index);
}

/** Operators that are evaluated by themselves: what they do depends on more than the types of their operands. */
const never = (): Value => {
  throw failure('no such overload');
};

const access: readonly Declaration[] = [
  ['[]', '(list(A), int) -> A', never],
  ['[]', '(map(A, B), A) -> B', never],
  ['[]', '(optional(list(V)), int) -> optional(V)', never],
  ['[]', '(optional(map(K, V)), K) -> optional(V)', never],
  ['[?]', '(list(V), int) -> optional(V)', never],
  ['[?]', '(optional(list(V)), int) -> optional(V)', never],
  ['[?]', '(map(K, V), K) -> optional(V)', never],
  ['[?]', '(optional(map(K, V)), K) -> optional(V)', never],
];

const logic: readonly Declaration[] = [
  ['!', '(bool) -> bool', (a: boolean) => !a],
  ['&&', '(bool, bool) -> bool', never],
  ['||', '(bool, bool) -> bool', never],
  ['?:', '(bool, A, A) -> A', never],
];

/** The operators of the language. */
export const operators: Library = {
  name: 'operators',
  since: 23,
  functions: [...arithmetic, ...relations, ...access, ...logic],
};
