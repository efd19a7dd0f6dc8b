import { parseQuantity } from '../../quantity/index.ts';
import type { Quantity } from '../../quantity/index.ts';

const known = new Map<string | number, Quantity | undefined>();
const REMEMBERED = 1024;

/** A quantity as JSON holds it, text or number; `undefined` if it is none. Answers are remembered. */
export function amountOf(value: unknown): Quantity | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  if (known.has(value)) return known.get(value);
  const parsed = parseQuantity(String(value).trim());
  const amount = parsed.ok ? parsed.value : undefined;
  if (known.size >= REMEMBERED) known.clear();
  known.set(value, amount);
  return amount;
}

/** Billionths of a unit: what one whole unit is. */
export const ONE: Quantity = 1_000_000_000n;

/** Whether an amount is whole; what is no amount is not judged. */
export function isWhole(value: unknown): boolean {
  const amount = amountOf(value);
  return amount === undefined || amount % ONE === 0n;
}
