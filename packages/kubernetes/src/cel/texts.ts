import { failure } from './values.ts';

/** A double as expressions print it: shortest digits, an exponent below 1e-4 and from 1e6 on. */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 6) return String(value);
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

const DOUBLE = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const NAMED: Readonly<Record<string, number>> = {
  inf: Infinity,
  '+inf': Infinity,
  '-inf': -Infinity,
  infinity: Infinity,
  '+infinity': Infinity,
  '-infinity': -Infinity,
  nan: Number.NaN,
};

/** Reads a double; fails if it is none. */
export function readDouble(text: string): number {
  if (DOUBLE.test(text)) {
    const value = Number(text);
    if (Number.isFinite(value)) return value;
  }
  const named = NAMED[text.toLowerCase()];
  if (named === undefined) throw failure(`type conversion error from string to double: ${text}`);
  return named;
}

/** The text that bytes spell in UTF-8; fails if they do not. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw failure('invalid UTF-8 in bytes, cannot convert to string');
  }
}
