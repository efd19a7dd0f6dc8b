import { compareQuantities, divideUp } from '../../quantity/index.ts';
import { Double, failure, type Int, Opaque, toInt } from '../values.ts';
import type { Library } from './overload.ts';

const LARGEST = (1n << 63n) - 1n;

/**
 * A Kubernetes quantity as the API server holds it: digits times a power of ten. Large ones and those with a binary
 * fraction are held in another way, in which the server never sees a whole number.
 */
export class QuantityValue extends Opaque {
  readonly typeName = 'kubernetes.Quantity';
  readonly digits: bigint;
  readonly scale: number;
  readonly exact: boolean;
  constructor(digits: bigint, scale: number, exact: boolean) {
    super();
    this.digits = digits;
    this.scale = scale;
    this.exact = exact;
  }
  override equals(other: Opaque): boolean {
    return other instanceof QuantityValue && order(this, other) === 0;
  }
}

const nano = ({ digits, scale }: QuantityValue): bigint => digits * 10n ** BigInt(scale + 9);
const order = (a: QuantityValue, b: QuantityValue): number => compareQuantities(nano(a), nano(b));
const negative = (value: QuantityValue): QuantityValue =>
  new QuantityValue(-value.digits, value.scale, value.exact);

const DECIMAL: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };
const FORM = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;

/** Reads a quantity; the reason if it is none. */
export function readQuantity(text: string): QuantityValue | string {
  if (text === '') return 'quantities must match the regular expression: it is empty';
  const match = FORM.exec(text);
  const [, sign, whole = '', fraction = '', suffix = '', exponent] = match ?? [];
  if (match === null) {
    return `quantities must match the regular expression of numbers with a suffix: ${text}`;
  }
  const number = whole.replace(/^0+(?=\d)/, '');
  const digits = BigInt(number + fraction || '0') * (sign === '-' ? -1n : 1n);
  const binary = BINARY[suffix];
  if (binary !== undefined) return readBinary(digits, number, fraction, binary);
  const power = exponent === undefined ? (DECIMAL[suffix] ?? 0) : Number(exponent);
  if (Math.abs(power) > 100_000) return `unable to parse the suffix of quantity ${text}`;
  return settle(digits, power - fraction.length, 18 - (number.length + fraction.length) >= 0);
}

function readBinary(digits: bigint, number: string, fraction: string, power: number): QuantityValue {
  const short = 15 - number.length - Math.trunc((power * 3) / 10) - 1 >= 0;
  if (fraction === '') return settle(digits << BigInt(power), 0, short);
  const scaled = (digits << BigInt(power)) * 10n ** 9n;
  return settle(divideUp(scaled, 10n ** BigInt(fraction.length)), -9, false);
}

/** Rounds up to billionths and caps what is too large. */
function settle(digits: bigint, scale: number, short: boolean): QuantityValue {
  if (scale < -9) return settle(divideUp(digits, 10n ** BigInt(Math.min(-9 - scale, 400))), -9, false);
  const cap = LARGEST * 10n ** BigInt(Math.max(-scale, 0));
  const size = digits < 0n ? -digits : digits;
  if (scale > 40 && digits !== 0n) return new QuantityValue(digits < 0n ? -LARGEST : LARGEST, 0, false);
  if (!short && size * 10n ** BigInt(Math.max(scale, 0)) > cap) {
    return new QuantityValue(digits < 0n ? -LARGEST : LARGEST, 0, false);
  }
  return new QuantityValue(digits, scale, short);
}

function quantityOf(text: string): QuantityValue {
  const value = readQuantity(text);
  if (typeof value === 'string') throw failure(value);
  return value;
}

function wholeOf({ digits, scale, exact }: QuantityValue): bigint | undefined {
  if (!exact || scale < 0) return undefined;
  const value = digits * 10n ** BigInt(scale);
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

function asInteger(value: QuantityValue): Int {
  const whole = wholeOf(value);
  if (whole === undefined) throw failure('cannot convert value to integer');
  return toInt(whole);
}

function plus(a: QuantityValue, b: QuantityValue): QuantityValue {
  if (b.digits === 0n && b.exact) return a;
  if (a.digits === 0n && a.exact) return b;
  const scale = Math.min(a.scale, b.scale);
  const digits = a.digits * 10n ** BigInt(a.scale - scale) + b.digits * 10n ** BigInt(b.scale - scale);
  return new QuantityValue(digits, scale, a.exact && b.exact && BigInt.asIntN(64, digits) === digits);
}

const ofInt = (value: Int): QuantityValue => new QuantityValue(BigInt(value), 0, true);

/** Quantities of Kubernetes. */
export const quantities: Library = {
  name: 'quantities',
  since: 28,
  functions: [
    ['quantity', '(string) -> Quantity', quantityOf],
    ['isQuantity', '(string) -> bool', (text: string) => typeof readQuantity(text) !== 'string'],
    ['sign', '(Quantity) -> int', ({ digits }: QuantityValue) => (digits > 0n ? 1 : digits < 0n ? -1 : 0)],
    ['isGreaterThan', 'Quantity.(Quantity) -> bool', (a: QuantityValue, b: QuantityValue) => order(a, b) > 0],
    ['isLessThan', 'Quantity.(Quantity) -> bool', (a: QuantityValue, b: QuantityValue) => order(a, b) < 0],
    ['compareTo', 'Quantity.(Quantity) -> int', order],
    [
      'asApproximateFloat',
      'Quantity.() -> double',
      ({ digits, scale }: QuantityValue) => new Double(Number(`${digits}e${scale}`)),
    ],
    ['asInteger', 'Quantity.() -> int', asInteger],
    ['isInteger', 'Quantity.() -> bool', (value: QuantityValue) => wholeOf(value) !== undefined],
    ['add', 'Quantity.(Quantity) -> Quantity', plus],
    ['add', 'Quantity.(int) -> Quantity', (a: QuantityValue, b: Int) => plus(a, ofInt(b))],
    ['sub', 'Quantity.(Quantity) -> Quantity', (a: QuantityValue, b: QuantityValue) => plus(a, negative(b))],
    ['sub', 'Quantity.(int) -> Quantity', (a: QuantityValue, b: Int) => plus(a, negative(ofInt(b)))],
  ],
};
