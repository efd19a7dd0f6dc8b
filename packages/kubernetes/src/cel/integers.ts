import { failure, type Int, toInt } from './values.ts';

const overflow = failure('integer overflow');

function within(value: bigint): Int {
  if (BigInt.asIntN(64, value) !== value) throw overflow;
  return toInt(value);
}

/** `a + b`, exact; fails beyond 64 bits. */
export function add(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return within(BigInt(a) + BigInt(b));
}

/** `a - b`, exact; fails beyond 64 bits. */
export function subtract(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return within(BigInt(a) - BigInt(b));
}

/** `a * b`, exact; fails beyond 64 bits. */
export function multiply(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product === 0 ? 0 : product;
  }
  return within(BigInt(a) * BigInt(b));
}

/** `a / b` towards zero; fails at zero and beyond 64 bits. */
export function divide(a: Int, b: Int): Int {
  if (b === 0) throw failure('division by zero');
  return within(BigInt(a) / BigInt(b));
}

/** The rest of `a / b`, with the sign of `a`; fails at zero. */
export function remainder(a: Int, b: Int): Int {
  if (b === 0) throw failure('modulus by zero');
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a % b;
    return rest === 0 ? 0 : rest;
  }
  if (b === -1 && BigInt(a) === -(1n << 63n)) throw overflow;
  return within(BigInt(a) % BigInt(b));
}

/** `-a`; fails for the least integer. */
export function negate(a: Int): Int {
  if (typeof a === 'number') return a === 0 ? 0 : -a;
  return within(-a);
}

/** A value of 64 unsigned bits, or a failure. */
export function unsigned(value: bigint): bigint {
  if (BigInt.asUintN(64, value) !== value) throw failure('unsigned integer overflow');
  return value;
}

/** A 64-bit integer from an exact amount; fails beyond. */
export function integer(value: bigint): Int {
  return within(value);
}

/** A double cut to an integer; fails if it does not fit. */
export function truncated(value: number): Int {
  if (!(value > -9223372036854775808 && value < 9223372036854775808)) throw overflow;
  return toInt(BigInt(Math.trunc(value)));
}
