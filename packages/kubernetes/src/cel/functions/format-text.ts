import { doubleText, textOf } from '../texts.ts';
import { durationText, timestampText } from '../time.ts';
import {
  Duration,
  entriesOf,
  failure,
  isDouble,
  isInt,
  isList,
  isMap,
  numberOf,
  Timestamp,
  typeNameOf,
  TypeValue,
  Uint,
  type Value,
} from '../values.ts';

/** A part of a format text: plain text, or a clause with its letter and precision. */
export type FormatPart =
  | { readonly text: string }
  | { readonly verb: string; readonly precision: number | undefined };

/** Takes a format text apart; fails if it is none. */
export function readFormat(format: string): readonly FormatPart[] {
  const parts: FormatPart[] = [];
  const clause = /%(%|(?:\.(\d+))?([a-zA-Z])?)/g;
  let end = 0;
  for (const match of format.matchAll(clause)) {
    if (match.index > end) parts.push({ text: format.slice(end, match.index) });
    end = match.index + match[0].length;
    const verb = match[3];
    if (match[1] === '%') parts.push({ text: '%' });
    else if (verb === undefined) throw failure('could not parse formatting clause: unexpected end of string');
    else if (!'sdfexXob'.includes(verb)) {
      throw failure(`could not parse formatting clause: unrecognized formatting clause "${verb}"`);
    } else parts.push({ verb, precision: match[2] === undefined ? undefined : Number(match[2]) });
  }
  if (end < format.length) parts.push({ text: format.slice(end) });
  return parts;
}

/** `format.format(args)`: `%s %d %f %e %b %o %x %X`, numbers grouped as in American English. */
export function formatText(format: string, args: readonly Value[]): string {
  let used = 0;
  let result = '';
  for (const part of readFormat(format)) {
    if ('text' in part) {
      result += part.text;
      continue;
    }
    const value = args[used];
    if (value === undefined) throw failure(`index ${used} out of range`);
    used++;
    result += clauseText(part.verb, part.precision, value);
  }
  return result;
}

function clauseText(verb: string, precision: number | undefined, value: Value): string {
  switch (verb) {
    case 's':
      return valueText(value);
    case 'd':
      return integerText(value, 10);
    case 'f':
      return fixed(floating(value, 'fixed-point'), precision ?? 6);
    case 'e':
      return scientific(floating(value, 'scientific notation'), precision ?? 6);
    case 'b':
      return typeof value === 'boolean' ? (value ? '1' : '0') : integerText(value, 2);
    case 'o':
      return integerText(value, 8);
    default:
      return verb === 'X' ? hexadecimal(value).toUpperCase() : hexadecimal(value);
  }
}

function wrongType(value: Value): Error {
  return failure(`error during formatting: no formatting function for ${typeNameOf(value)}`);
}

function integerText(value: Value, base: number): string {
  if (isInt(value)) return value.toString(base);
  if (value instanceof Uint) return value.value.toString(base);
  throw wrongType(value);
}

function floating(value: Value, what: string): number {
  if (isDouble(value)) return numberOf(value);
  if (value === 'NaN') return Number.NaN;
  if (value === 'Infinity') return Infinity;
  if (value === '-Infinity') return -Infinity;
  throw failure(`error during formatting: ${what} clause can only be used on doubles`);
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? undefined : value > 0 ? '∞' : '-∞';
}

function fixed(value: number, precision: number): string {
  const named = special(value);
  if (named !== undefined) return named;
  const [whole = '', fraction] = rounded(value, Math.min(precision, 60)).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Rounds halves to the even digit. */
function rounded(value: number, precision: number): string {
  const exact = value.toFixed(Math.min(precision + 40, 100));
  const cut = precision === 0 ? exact.indexOf('.') : exact.indexOf('.') + 1 + precision;
  const kept = exact.slice(0, cut);
  return /[02468]$/.test(kept) && /^\.?50*$/.test(exact.slice(cut)) ? kept : value.toFixed(precision);
}

/** The precision is taken for a width, as the API server does; there are always six digits. */
function scientific(value: number, width: number): string {
  const named = special(value);
  if (named !== undefined) return named;
  const [digits = '', power = '0'] = value.toExponential(6).split('e');
  const size = String(Math.abs(Number(power))).padStart(2, '0');
  const raised = [...size].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  return `${digits}×10${Number(power) < 0 ? '⁻' : ''}${raised}`.padStart(width);
}

function hexadecimal(value: Value): string {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  if (!(bytes instanceof Uint8Array)) return integerText(value, 16);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A value as `%s` prints it. */
export function valueText(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === null) return 'null';
  if (typeof value === 'boolean' || isInt(value)) return String(value);
  if (isDouble(value)) return doubleText(numberOf(value));
  if (value instanceof Uint) return String(value.value);
  if (value instanceof Duration) return durationText(value);
  if (value instanceof Timestamp) return timestampText(value);
  if (value instanceof TypeValue) return value.name;
  if (value instanceof Uint8Array) return textOf(value);
  if (isList(value)) return `[${value.map(nested).join(', ')}]`;
  if (isMap(value)) {
    const pairs = [...entriesOf(value)].map(([key, each]) => [nested(key), nested(each)] as const);
    pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${pairs.map(([key, each]) => `${key}:${each}`).join(', ')}}`;
  }
  throw wrongType(value);
}

function nested(value: Value): string {
  const text = valueText(value);
  if (typeof value === 'string') return JSON.stringify(text);
  if (value instanceof Uint8Array) return `b${JSON.stringify(text)}`;
  return isDouble(value) && !Number.isFinite(numberOf(value)) ? `"${text}"` : text;
}
