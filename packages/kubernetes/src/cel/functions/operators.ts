import { compare, equal } from '../compare.ts';
import { add, divide, multiply, negate, remainder, subtract, unsigned } from '../integers.ts';
import { addToTime, duration } from '../time.ts';
import {
  type CelMap,
  Double,
  type Duration,
  failure,
  type Int,
  type JsonObject,
  lookUp,
  none,
  numberOf,
  Optional,
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
  const at = indexOf(index);
  const value = at === undefined ? undefined : list[at];
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

/** Whole numbers of any type may be an index where types are dynamic. */
function indexOf(index: Value): number | undefined {
  const number = index instanceof Double ? index.value : Number(index instanceof Uint ? index.value : index);
  return Number.isInteger(number) ? number : undefined;
}

const optionalElement = (list: List, index: Int): Optional => optionalFrom(list[Number(index)]);
const optionalFrom = (value: Value | undefined): Optional => (value === undefined ? none : new Optional(value));
const within = (optional: Optional, find: (value: never) => Value): Value =>
  optional.value === undefined ? none : find(optional.value as never);

const access: readonly Declaration[] = [
  ['[]', '(list(A), int) -> A', elementAt],
  ['[]', '(map(A, B), A) -> B', valueAt],
  [
    '[]',
    '(optional(list(V)), int) -> optional(V)',
    (o: Optional, at: Int) => within(o, (list: List) => optionalElement(list, at)),
  ],
  [
    '[]',
    '(optional(map(K, V)), K) -> optional(V)',
    (o: Optional, key: Value) => within(o, (map: AnyMap) => optionalFrom(lookUp(map, key))),
  ],
  ['[?]', '(list(V), int) -> optional(V)', optionalElement],
  [
    '[?]',
    '(optional(list(V)), int) -> optional(V)',
    (o: Optional, at: Int) => within(o, (list: List) => optionalElement(list, at)),
  ],
  ['[?]', '(map(K, V), K) -> optional(V)', (map: AnyMap, key: Value) => optionalFrom(lookUp(map, key))],
  [
    '[?]',
    '(optional(map(K, V)), K) -> optional(V)',
    (o: Optional, key: Value) => within(o, (map: AnyMap) => optionalFrom(lookUp(map, key))),
  ],
];

/** `&&`, `||`, and `?:` are evaluated by themselves: they need not evaluate all of their operands. */
const never = (): Value => {
  throw failure('no such overload');
};

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
