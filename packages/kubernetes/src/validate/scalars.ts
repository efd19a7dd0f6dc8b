import { sortKeys } from '../upstream/compact.ts';
import type { Schema } from '../upstream/index.ts';
import type { FormatCheck } from './formats.ts';
import { matcherOf } from './pattern.ts';
import type { Check, Found } from './problem.ts';
import { nameOfType, problem, quote } from './problem.ts';

/** What a text must be, beyond being text. `undefined` if nothing. */
export function textCheck(
  schema: Schema,
  format: FormatCheck | undefined,
): ((text: string) => Found) | undefined {
  const { minLength, maxLength, pattern } = schema;
  const found: ((text: string) => Found)[] = [];
  if (minLength !== undefined || maxLength !== undefined) found.push(lengthCheck(minLength ?? 0, maxLength));
  if (pattern !== undefined) {
    const matches = matcherOf(pattern);
    if (matches !== undefined)
      found.push((text) =>
        matches(text) ? undefined : problem('pattern', `${quote(text)} does not match the pattern ${pattern}`),
      );
  }
  if (format !== undefined)
    found.push((text) => {
      const reason = format(text);
      return reason === undefined ? undefined : problem('format', `${quote(text)} ${reason}`);
    });
  return firstOf(found);
}

/** Runs checks in turn up to the first that finds something. */
export function firstOf<Value>(
  checks: readonly ((value: Value) => Found)[],
): ((value: Value) => Found) | undefined {
  const [first, second] = checks;
  if (first === undefined || second === undefined) return first;
  if (checks.length === 2) return (value) => first(value) ?? second(value);
  return (value) => {
    for (const check of checks) {
      const found = check(value);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

function lengthCheck(minimum: number, maximum = Infinity): (text: string) => Found {
  return (text) => {
    // Code points are at most as many as UTF-16 units, and at least half as many.
    if (text.length <= maximum && text.length >= minimum * 2) return undefined;
    const length = codePoints(text);
    if (length < minimum)
      return problem('length', `it has ${length} characters; at least ${minimum} are needed`);
    return length > maximum
      ? problem('length', `it has ${length} characters; at most ${maximum} are allowed`)
      : undefined;
  };
}

function codePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00) at += 1;
    count += 1;
  }
  return count;
}

/** One more than the largest whole number of 32 bits. */
export const INT32 = 2 ** 31;
const INT64 = 2 ** 63;
const UINT32 = 2 ** 32;

/** The check of a number: whole where it must be, within its format and its range. */
export function numberCheck(schema: Schema): Check {
  const whole = schema.type === 'integer';
  const [low, high] = rangeOf(schema);
  const range = limitCheck(schema);
  return (value) => {
    if (typeof value !== 'number')
      return problem('type', `it is ${nameOfType(value)}, not a ${whole ? 'whole ' : ''}number`);
    if (whole && !Number.isInteger(value)) return problem('type', `${value} is not a whole number`);
    if (value < low || value > high)
      return problem('range', `${value} does not fit into ${schema.format ?? 'int64'}`);
    return range?.(value);
  };
}

function rangeOf({ type, format }: Schema): readonly [number, number] {
  if (type === 'number')
    return format === 'float' ? [-3.4028234663852886e38, 3.4028234663852886e38] : [-Infinity, Infinity];
  if (format === 'int32') return [-INT32, INT32 - 1];
  if (format === 'uint32') return [0, UINT32 - 1];
  if (format === 'uint64') return [0, 2 * INT64];
  return [-INT64, INT64];
}

/** Go keeps a number in 64 bits if it is whole and fits. */
export function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= -INT64 && value < INT64;
}

/**
 * minimum, maximum, and multipleOf; `undefined` if the schema has none of them. Where a value is whole, the API server
 * cuts off the fractions of all three.
 */
export function limitCheck(schema: Schema): ((value: number) => Found) | undefined {
  const exact = exactLimitCheck(schema);
  if (exact === undefined || NUMBERS.every((word) => schema[word] === undefined || isInt64(schema[word])))
    return exact;
  const cut = Object.fromEntries(
    NUMBERS.flatMap((word) => (schema[word] === undefined ? [] : [[word, Math.trunc(schema[word])]])),
  );
  const whole = exactLimitCheck({ ...schema, ...cut });
  return (value) => (isInt64(value) ? whole : exact)?.(value);
}

const NUMBERS = ['minimum', 'maximum', 'multipleOf'] as const;

function exactLimitCheck(schema: Schema): ((value: number) => Found) | undefined {
  const { minimum, maximum, multipleOf } = schema;
  const checks: ((value: number) => Found)[] = [];
  if (minimum !== undefined) {
    const exclusive = schema.exclusiveMinimum === true;
    checks.push((value) =>
      value > minimum || (value === minimum && !exclusive)
        ? undefined
        : problem(
            'range',
            `${value} is too small; it must be ${exclusive ? 'more than' : 'at least'} ${minimum}`,
          ),
    );
  }
  if (maximum !== undefined) {
    const exclusive = schema.exclusiveMaximum === true;
    checks.push((value) =>
      value < maximum || (value === maximum && !exclusive)
        ? undefined
        : problem(
            'range',
            `${value} is too large; it must be ${exclusive ? 'less than' : 'at most'} ${maximum}`,
          ),
    );
  }
  if (multipleOf !== undefined)
    checks.push((value) =>
      multipleOf > 0 && isMultiple(value, multipleOf)
        ? undefined
        : problem('range', `${value} is no multiple of ${multipleOf}`),
    );
  return firstOf(checks);
}

/** As the API server computes it: 0.3 is three times 0.1 although a division of the two is not whole. */
function isMultiple(value: number, factor: number): boolean {
  if (isInt64(value) && isInt64(factor)) return value % factor === 0;
  const times = factor < 1 ? (1 / factor) * value : value / factor;
  if (Math.abs(times) > Number.MAX_SAFE_INTEGER) return false;
  const difference = Math.abs(times - Math.trunc(times));
  return difference === 0 || difference / (2 * Math.abs(times)) < 1e-9;
}

/** The same for equal values, whatever the order of their keys. */
export function identity(value: unknown): unknown {
  return typeof value === 'object' ? JSON.stringify(sortKeys(value)) : value;
}

/** The check of a value against a list of allowed ones. */
export function enumCheck(allowed: readonly unknown[]): Check {
  const scalars = new Set(allowed);
  const texts = allowed.some((value) => typeof value === 'object')
    ? new Set(allowed.map((value) => identity(value)))
    : undefined;
  return (value) => {
    // API servers cut off fractions before they compare.
    if (typeof value === 'number' && scalars.has(Math.trunc(value))) return undefined;
    if (scalars.has(value) || texts?.has(identity(value)) === true) return undefined;
    const named = allowed.filter((one) => one !== '');
    const shown = named.length > 12 ? [...named.slice(0, 12), '...'] : named;
    return problem('enum', `${quote(value)} is not one of ${shown.map((one) => String(one)).join(', ')}`);
  };
}
