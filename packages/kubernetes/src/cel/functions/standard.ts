import { doubleText, readDouble, textOf } from '../texts.ts';
import { truncated, unsigned, integer } from '../integers.ts';
import {
  durationText,
  readDuration,
  readTimestamp,
  splitTime,
  timeParts,
  type TimeParts,
  timestamp,
  timestampText,
} from '../time.ts';
import type { CelMap, Duration, Timestamp } from '../values.ts';
import {
  Double,
  failure,
  type Int,
  type JsonObject,
  lengthOf,
  mapSize,
  numberOf,
  typeNameOf,
  TypeValue,
  Uint,
  type Value,
} from '../values.ts';
import { matches } from './regex.ts';
import type { Declaration, Library } from './overload.ts';

type List = readonly Value[];
type AnyMap = CelMap | JsonObject;
const same = (value: Value): Value => value;

const sizes: readonly Declaration[] = ['(T)', 'T.()'].flatMap((form): Declaration[] => [
  ['size', `${form.replace('T', 'string')} -> int`, lengthOf],
  ['size', `${form.replace('T', 'bytes')} -> int`, (bytes: Uint8Array) => bytes.length],
  ['size', `${form.replace('T', 'list(A)')} -> int`, (list: List) => list.length],
  ['size', `${form.replace('T', 'map(A, B)')} -> int`, (map: AnyMap) => mapSize(map)],
]);

const TRUE = ['true', 'True', 'TRUE', 't', 'T', '1'];
const FALSE = ['false', 'False', 'FALSE', 'f', 'F', '0'];

function boolOf(text: string): boolean {
  if (TRUE.includes(text)) return true;
  if (FALSE.includes(text)) return false;
  throw failure(`type conversion error from string to bool: ${text}`);
}

function intOf(text: string): Int {
  if (!/^[+-]?\d+$/.test(text)) throw failure(`type conversion error from string to int: ${text}`);
  return integer(BigInt(text.replace(/^\+/, '')));
}

function uintOf(text: string): Uint {
  if (!/^\d+$/.test(text)) throw failure(`type conversion error from string to uint: ${text}`);
  return new Uint(unsigned(BigInt(text)));
}

function uintOfDouble(value: number): Uint {
  if (!(value >= 0 && value < 18446744073709551616)) throw failure('unsigned integer overflow');
  return new Uint(BigInt(Math.trunc(value)));
}

/** A span from its text; fails if it is none. */
function durationOf(text: string): Duration {
  const value = readDuration(text);
  if (value === undefined) throw failure(`type conversion error from string to duration: ${text}`);
  return value;
}

/** A moment from its text; fails if it is none. */
function timestampOf(text: string): Timestamp {
  const value = readTimestamp(text);
  if (value === undefined) throw failure(`type conversion error from string to timestamp: ${text}`);
  return value;
}

/** Declared, but no API server can do it. */
function noSpan(): Duration {
  throw failure("type conversion error from 'int' to 'duration'");
}

const conversions: readonly Declaration[] = [
  ['type', '(A) -> type(A)', (value: Value) => new TypeValue(typeNameOf(value))],
  ['dyn', '(A) -> dyn', same],
  ['bool', '(bool) -> bool', same],
  ['bool', '(string) -> bool', boolOf],
  ['bytes', '(bytes) -> bytes', same],
  ['bytes', '(string) -> bytes', (text: string) => new TextEncoder().encode(text)],
  ['double', '(double) -> double', same],
  ['double', '(int) -> double', (value: Int) => new Double(Number(value))],
  ['double', '(string) -> double', (text: string) => new Double(readDouble(text))],
  ['double', '(uint) -> double', (value: Uint) => new Double(Number(value.value))],
  ['duration', '(duration) -> duration', same],
  ['duration', '(int) -> duration', noSpan],
  ['duration', '(string) -> duration', durationOf],
  ['int', '(int) -> int', same],
  ['int', '(double) -> int', (value: Value) => truncated(numberOf(value))],
  ['int', '(duration) -> int', (value: Duration) => integer(value.nanoseconds)],
  ['int', '(string) -> int', intOf],
  ['int', '(timestamp) -> int', (value: Timestamp) => splitTime(value)[0]],
  ['int', '(uint) -> int', (value: Uint) => integer(value.value)],
  ['string', '(string) -> string', same],
  ['string', '(bool) -> string', String],
  ['string', '(bytes) -> string', textOf],
  ['string', '(double) -> string', (value: Value) => doubleText(numberOf(value))],
  ['string', '(duration) -> string', durationText],
  ['string', '(int) -> string', String],
  ['string', '(timestamp) -> string', timestampText],
  ['string', '(uint) -> string', (value: Uint) => String(value.value)],
  ['timestamp', '(timestamp) -> timestamp', same],
  ['timestamp', '(int) -> timestamp', (value: Int) => timestamp(BigInt(value) * 1_000_000_000n)],
  ['timestamp', '(string) -> timestamp', timestampOf],
  ['uint', '(uint) -> uint', same],
  ['uint', '(double) -> uint', (value: Value) => uintOfDouble(numberOf(value))],
  ['uint', '(int) -> uint', (value: Int) => new Uint(unsigned(BigInt(value)))],
  ['uint', '(string) -> uint', uintOf],
];

const texts: readonly Declaration[] = [
  ['contains', 'string.(string) -> bool', (text: string, part: string) => text.includes(part)],
  ['startsWith', 'string.(string) -> bool', (text: string, part: string) => text.startsWith(part)],
  ['endsWith', 'string.(string) -> bool', (text: string, part: string) => text.endsWith(part)],
  ['matches', '(string, string) -> bool', matches],
  ['matches', 'string.(string) -> bool', matches],
];

function part(name: string, read: (parts: TimeParts) => number): Declaration[] {
  return [
    [name, 'timestamp.() -> int', (time: Timestamp) => read(timeParts(time, undefined))],
    [name, 'timestamp.(string) -> int', (time: Timestamp, zone: string) => read(timeParts(time, zone))],
  ];
}

const spans = (name: string, unit: bigint): Declaration => [
  name,
  'duration.() -> int',
  (value: Duration) => integer(value.nanoseconds / unit),
];

const times: readonly Declaration[] = [
  ...part('getFullYear', (parts) => parts.year),
  ...part('getMonth', (parts) => parts.month),
  ...part('getDayOfYear', (parts) => parts.dayOfYear),
  ...part('getDayOfMonth', (parts) => parts.day - 1),
  ...part('getDate', (parts) => parts.day),
  ...part('getDayOfWeek', (parts) => parts.weekday),
  ...part('getHours', (parts) => parts.hours),
  spans('getHours', 3_600_000_000_000n),
  ...part('getMinutes', (parts) => parts.minutes),
  spans('getMinutes', 60_000_000_000n),
  ...part('getSeconds', (parts) => parts.seconds),
  spans('getSeconds', 1_000_000_000n),
  ...part('getMilliseconds', (parts) => parts.milliseconds),
  spans('getMilliseconds', 1_000_000n),
];

/** What the language itself defines. */
export const standard: Library = {
  name: 'standard',
  since: 23,
  functions: [...sizes, ...conversions, ...texts, ...times],
  macros: ['all/2', 'exists/2', 'exists_one/2', 'map/2', 'map/3', 'filter/2'],
};
