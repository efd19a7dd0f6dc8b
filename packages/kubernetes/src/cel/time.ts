import { Duration, failure, Timestamp } from './values.ts';

const SECOND = 1_000_000_000n;
const EARLIEST = -62_135_596_800n * SECOND;
const LATEST = 253_402_300_799n * SECOND + 999_999_999n;

/** A span; fails beyond 64 bits of nanoseconds. */
export function duration(nanoseconds: bigint): Duration {
  if (BigInt.asIntN(64, nanoseconds) !== nanoseconds) throw failure('integer overflow');
  return new Duration(nanoseconds);
}

/** A moment; fails outside the years 1 to 9999. */
export function timestamp(nanoseconds: bigint, offset = 0): Timestamp {
  if (nanoseconds < EARLIEST || nanoseconds > LATEST) throw failure('timestamp overflow');
  return new Timestamp(nanoseconds, offset);
}

/** A moment later (or earlier). */
export function addToTime(time: Timestamp, nanoseconds: bigint): Timestamp {
  return timestamp(time.nanoseconds + nanoseconds, time.offset);
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(?:(Z)|([+-])(\d\d):(\d\d))$/;

/** Reads a moment as RFC 3339 writes it; `undefined` if it is none. */
export function readTimestamp(text: string): Timestamp | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', , sign, offsetHour, offsetMinute] = match;
  const days = readDate(`${year}-${month}-${day}`);
  if (days === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const time = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  if (Number(offsetHour ?? 0) > 24 || Number(offsetMinute ?? 0) > 60) return undefined;
  const size = Number(offsetHour ?? 0) * 3600 + Number(offsetMinute ?? 0) * 60;
  const offset = sign === '-' ? -size : size;
  const nanoseconds = (days + BigInt(time - offset)) * SECOND + BigInt(fraction.padEnd(9, '0').slice(0, 9));
  return nanoseconds < EARLIEST || nanoseconds > LATEST ? undefined : new Timestamp(nanoseconds, offset);
}

/** Seconds since 1970 at the start of a day written `2026-01-31`; `undefined` if there is no such day. */
export function readDate(text: string): bigint | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return BigInt(date.getTime() / 1000);
}

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: SECOND,
  m: 60n * SECOND,
  h: 3600n * SECOND,
};

/** Reads a span as Go writes it (`1h30m`, `-1.5s`, `0`); `undefined` if it is none. */
export function readDuration(text: string): Duration | undefined {
  const match = /^([+-]?)(.*)$/s.exec(text);
  const rest = match?.[2] ?? '';
  if (rest === '0') return new Duration(0n);
  if (!/^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(rest)) return undefined;
  let total = 0n;
  for (const [, whole, part = '', unit = ''] of rest.matchAll(/(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/g)) {
    const scale = UNITS[unit] ?? 0n;
    const fraction = part.slice(0, 18);
    total += BigInt(whole === '' ? '0' : (whole ?? '0')) * scale;
    if (fraction !== '') total += (BigInt(fraction) * scale) / 10n ** BigInt(fraction.length);
  }
  const signed = match?.[1] === '-' ? -total : total;
  return BigInt.asIntN(64, signed) === signed ? new Duration(signed) : undefined;
}

const WORDS: readonly (readonly [names: readonly string[], nanoseconds: bigint])[] = [
  [['ns', 'nano'], 1n],
  [['us', 'µs', 'micro'], 1000n],
  [['ms', 'milli'], 1_000_000n],
  [['s', 'sec'], SECOND],
  [['m', 'min'], 60n * SECOND],
  [['h', 'hr', 'hour'], 3600n * SECOND],
  [['d', 'day'], 86_400n * SECOND],
  [['w', 'wk', 'week'], 604_800n * SECOND],
];

/** Reads a span as the format `duration` of schemas allows: also `3 days`, `2 weeks`. */
export function readLooseDuration(text: string): Duration | undefined {
  const strict = readDuration(text);
  if (strict !== undefined) return strict;
  let total = 0n;
  let found = false;
  for (const [, count = '0', word = ''] of text.matchAll(/(?<!\d)(\d+)\s*([A-Za-zµ]+)/g)) {
    const unit = word.toLowerCase();
    for (const [names, nanoseconds] of WORDS) {
      if (!names.includes(unit) && !unit.startsWith(names.at(-1) as string)) continue;
      total += BigInt(count) * nanoseconds;
      found = true;
    }
  }
  return found ? new Duration(BigInt.asIntN(64, total)) : undefined;
}

/** A span as expressions print it: seconds, `5400s`, `0.5s`. */
export function durationText(value: Duration): string {
  const negative = value.nanoseconds < 0n;
  const size = negative ? -value.nanoseconds : value.nanoseconds;
  const fraction = String(size % SECOND)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return `${negative ? '-' : ''}${size / SECOND}${fraction === '' ? '' : `.${fraction}`}s`;
}

/** Whole seconds before a moment, and the nanoseconds after. */
export function splitTime(value: Timestamp): readonly [seconds: number, nanoseconds: number] {
  const nanoseconds = Number(((value.nanoseconds % SECOND) + SECOND) % SECOND);
  return [Number((value.nanoseconds - BigInt(nanoseconds)) / SECOND), nanoseconds];
}

/** A moment as RFC 3339 writes it, with its own offset and as many digits as it needs. */
export function timestampText(value: Timestamp): string {
  const [seconds, nanoseconds] = splitTime(value);
  const date = new Date((seconds + value.offset) * 1000);
  const base = date.toISOString().replace(/\.\d+Z$/, '');
  const fraction = String(nanoseconds).padStart(9, '0').replace(/0+$/, '');
  return `${base}${fraction === '' ? '' : `.${fraction}`}${offsetText(value.offset)}`;
}

function offsetText(offset: number): string {
  if (offset === 0) return 'Z';
  const minutes = Math.floor(Math.abs(offset) / 60);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The parts of a moment in a time zone. */
export interface TimeParts {
  readonly year: number;
  /** From 0. */
  readonly month: number;
  /** From 1. */
  readonly day: number;
  /** From 0. */
  readonly dayOfYear: number;
  /** Sunday is 0. */
  readonly weekday: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly milliseconds: number;
}

/** Takes a moment apart. The zone is a name (`Europe/Berlin`), `UTC`, or an offset (`+02:00`, `-1:30`). */
export function timeParts(value: Timestamp, zone: string | undefined): TimeParts {
  const [seconds, nanoseconds] = splitTime(value);
  const local = new Date((seconds + offsetOf(zone, seconds)) * 1000);
  const year = local.getUTCFullYear();
  const start = new Date(0);
  start.setUTCFullYear(year, 0, 1);
  return {
    year,
    month: local.getUTCMonth(),
    day: local.getUTCDate(),
    dayOfYear: Math.floor((local.getTime() - start.getTime()) / 86_400_000),
    weekday: local.getUTCDay(),
    hours: local.getUTCHours(),
    minutes: local.getUTCMinutes(),
    seconds: local.getUTCSeconds(),
    milliseconds: Math.floor(nanoseconds / 1_000_000),
  };
}

function offsetOf(zone: string | undefined, seconds: number): number {
  if (zone === undefined || zone === 'UTC' || zone === '') return 0;
  const fixed = /^([+-]?)(\d{1,2}):(\d{1,2})$/.exec(zone);
  if (fixed !== null) {
    const size = Number(fixed[2]) * 3600 + Number(fixed[3]) * 60;
    return fixed[1] === '-' ? -size : size;
  }
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    const name = format
      .formatToParts(new Date(seconds * 1000))
      .find((part) => part.type === 'timeZoneName')?.value;
    const match = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name ?? '');
    const size = Number(match?.[2] ?? 0) * 3600 + Number(match?.[3] ?? 0) * 60 + Number(match?.[4] ?? 0);
    return match?.[1] === '-' ? -size : size;
  } catch {
    throw failure(`unknown time zone ${zone}`);
  }
}
