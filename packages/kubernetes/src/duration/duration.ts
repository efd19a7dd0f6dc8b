/** Milliseconds, or why a text is no duration, with what was probably meant. */
export type ParsedDuration =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly reason: string; readonly suggestion?: string };

const UNITS: readonly (readonly [unit: string, milliseconds: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
];

/** Eleven years: as long as the Gateway API can say (99999 hours), with room for any retention. */
const LONGEST = 4000 * 86_400_000;

const DURATION = /^(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m(?!s))?(?:(\d{1,9})s)?(?:(\d{1,12})ms)?$/;

/**
 * Reads a duration in milliseconds: whole numbers with units from largest to smallest,
 * `30s`, `10m`, `7d`, `1h30m`, `500ms`. A day is 24 hours. `0s` is zero.
 */
export function parseDuration(text: string): ParsedDuration {
  const match = text === '' || text.length > 40 ? null : DURATION.exec(text);
  if (match === null) return explain(text);
  let value = 0;
  for (const [index, [, factor]] of UNITS.entries()) value += Number(match[index + 1] ?? 0) * factor;
  if (value > LONGEST)
    return { ok: false, reason: `${text} is longer than 4000d, the longest duration there is` };
  return { ok: true, value };
}

const WORDS: readonly (readonly [RegExp, number])[] = [
  [/^(?:ms|msecs?|millis?|milliseconds?)$/, 1],
  [/^(?:s|secs?|seconds?)$/, 1000],
  [/^(?:m|mins?|minutes?)$/, 60_000],
  [/^(?:h|hrs?|hours?)$/, 3_600_000],
  [/^(?:d|days?)$/, 86_400_000],
  [/^(?:w|wks?|weeks?)$/, 604_800_000],
];

function explain(text: string): ParsedDuration {
  const trimmed = text.trim();
  if (trimmed === '')
    return { ok: false, reason: 'it is empty; write a number with a unit, such as 30s, 10m or 7d' };
  if (/^\d+$/.test(trimmed) && trimmed.length < 10) {
    return {
      ok: false,
      reason: `the unit is missing; write ${trimmed}s, ${trimmed}m, ${trimmed}h or ${trimmed}d`,
    };
  }
  const meant = text.length > 60 ? undefined : meaning(trimmed);
  if (meant === undefined || meant > LONGEST || !Number.isInteger(meant)) {
    return {
      ok: false,
      reason: 'write whole numbers with units from largest to smallest, such as 30s, 10m, 1h30m or 7d',
    };
  }
  const suggestion = formatDuration(meant);
  return {
    ok: false,
    reason: `durations are written like 30s, 10m or 1h30m; did you mean ${suggestion}?`,
    suggestion,
  };
}

/** Milliseconds of a text that people write, such as `30 minutes`, `1.5h` or `1 hour 5 min`. */
function meaning(text: string): number | undefined {
  const words = [...text.toLowerCase().matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)\s*(?:,|and\b)?\s*/g)];
  if (words.length === 0 || words.map(([whole]) => whole).join('') !== text.toLowerCase()) return undefined;
  let sum = 0;
  for (const [, number, unit = ''] of words) {
    const factor = WORDS.find(([pattern]) => pattern.test(unit))?.[1];
    if (factor === undefined) return undefined;
    sum += Number(number) * factor;
  }
  return sum;
}

/** The one way Fairway prints a duration: `90m` is `1h30m`, `24h` is `1d`, zero is `0s`. */
export function formatDuration(milliseconds: number): string {
  return print(milliseconds, 0);
}

/** A duration as Go reads it, without days: `7d` is `168h`. */
export function goDuration(milliseconds: number): string {
  return print(milliseconds, 1);
}

/**
 * A duration of the Gateway API (GEP-2257: up to four units of one to five digits, `h m s ms`).
 * Longer than `99999h59m59s999ms` is a bug: `parseDuration` admits nothing like it.
 */
export function gatewayDuration(milliseconds: number): string {
  const text = print(milliseconds, 1);
  if (milliseconds >= 100_000 * 3_600_000) throw new RangeError(`${text} is too long for the Gateway API`);
  return text;
}

/** Seconds with their unit, `5400s`; parts of a second are rounded up. */
export function formatSeconds(milliseconds: number): string {
  return `${secondsOf(milliseconds)}s`;
}

/** Whole seconds, rounded up: what fields such as `terminationGracePeriodSeconds` take. */
export function secondsOf(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000);
}

function print(milliseconds: number, largest: number): string {
  if (!Number.isSafeInteger(milliseconds) || milliseconds < 0)
    throw new RangeError(`not a duration: ${milliseconds}`);
  let text = '';
  let rest = milliseconds;
  for (const [unit, factor] of UNITS.slice(largest)) {
    const count = Math.floor(rest / factor);
    if (count === 0) continue;
    text += `${count}${unit}`;
    rest -= count * factor;
  }
  return text === '' ? '0s' : text;
}
