import { divideUp, parseQuantity } from './parse-quantity.ts';
import type { ParsedQuantity, Quantity } from './parse-quantity.ts';

const NANO = 1_000_000_000n;
const MILLI = 1_000_000n;

/** A quantity as a plain number of some unit, or why it cannot be one. */
export type ParsedAmount =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly reason: string; readonly suggestion?: string };

/** Reads a CPU amount in thousandths of a core (rounded up). Sizes such as `512Mi` are refused. */
export function parseCpu(text: string): ParsedAmount {
  const parsed = parseQuantity(text);
  if (!parsed.ok) return parsed;
  if (parsed.value < 0n) return negative(text);
  if (/[kKMGTPE]/.test(text))
    return {
      ok: false,
      reason: `${text} is a size; CPU is written in cores (2) or thousandths of a core (500m)`,
    };
  return { ok: true, value: milliOf(parsed.value) };
}

/** Reads a size in bytes (rounded up). Fractions of a byte such as `512m` are refused: they are a slip for `512Mi`. */
export function parseBytes(text: string): ParsedAmount {
  const parsed = parseQuantity(text);
  if (!parsed.ok) return parsed;
  if (parsed.value < 0n) return negative(text);
  if (/[num]$/.test(text)) {
    const suggestion = `${text.slice(0, -1)}Mi`;
    return {
      ok: false,
      reason: `${text} is less than its number of bytes ("m" is a thousandth); did you mean ${suggestion}?`,
      suggestion,
    };
  }
  return { ok: true, value: bytesOf(parsed.value) };
}

function negative(text: string): ParsedAmount {
  return { ok: false, reason: `${text} is negative` };
}

/** Thousandths, rounded up. */
export function milliOf(value: Quantity): number {
  return Number(divideUp(value, MILLI));
}

/** Whole units (bytes, cores, pods), rounded up. */
export function bytesOf(value: Quantity): number {
  return Number(divideUp(value, NANO));
}

/** The quantity of a number of thousandths. */
export function quantityOfMilli(milli: number): Quantity {
  return BigInt(milli) * MILLI;
}

/** The quantity of a number of whole units. */
export function quantityOfBytes(bytes: number): Quantity {
  return BigInt(bytes) * NANO;
}

/** The sum of quantities. */
export function sumQuantities(values: Iterable<Quantity>): Quantity {
  let sum = 0n;
  for (const value of values) sum += value;
  return sum;
}

/** A quantity times a factor (exact to a millionth), rounded up to a billionth. */
export function multiplyQuantity(value: Quantity, factor: number): Quantity {
  return divideUp(value * BigInt(Math.round(factor * 1_000_000)), 1_000_000n);
}

/** Orders two parsed quantities: negative, zero or positive. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether two texts are the same quantity: `1000m` and `1`, `1Gi` and `1024Mi`. Texts that are none are the same only if equal. */
export function sameQuantity(a: string, b: string): boolean {
  if (a === b) return true;
  const left: ParsedQuantity = parseQuantity(a);
  const right: ParsedQuantity = parseQuantity(b);
  return left.ok && right.ok && left.value === right.value;
}

/** CPU as Kubernetes prints it: `500m`, `1500m`, `2`. Thousandths of a core, a whole number. */
export function formatCpu(milli: number): string {
  whole(milli);
  return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
}

const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** A size as Kubernetes prints it: the largest binary suffix that leaves a whole number (`512Mi`, `1Gi`, `1000`). */
export function formatBytes(bytes: number): string {
  whole(bytes);
  let rest = bytes;
  let power = 0;
  while (rest !== 0 && rest % 1024 === 0 && power < BINARY.length - 1) {
    rest /= 1024;
    power++;
  }
  return `${rest}${BINARY[power] ?? ''}`;
}

function whole(amount: number): void {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a whole amount: ${amount}`);
}
