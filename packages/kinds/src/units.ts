import { remembered } from './remembered.ts';

/**
 * Units of intent. Values were checked for their format before; what cannot be read here is a mistake of the caller.
 */

const binary: Readonly<Record<string, number>> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};
const inSeconds: Readonly<Record<string, number>> = { d: 86_400, h: 3_600, m: 60, s: 1, ms: 0.001 };

/** A CPU quantity in millicores: `250m` is 250, `2` is 2000. */
export function millicores(text: string): number {
  return text.endsWith('m') ? Number(text.slice(0, -1)) : Math.round(Number(text) * 1_000);
}

/** A binary quantity in bytes, rounded up: `512Mi` is 536870912. */
export const bytes = remembered((text) => {
  const factor = binary[text.slice(-2)];
  return factor === undefined ? Number(text) : Math.ceil(Number(text.slice(0, -2)) * factor);
});

/** A duration in seconds, fractions kept: `1h30m` is 5400, `250ms` is 0.25. */
export const seconds = remembered((text) => {
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/([0-9]+)(ms|d|h|m|s)/g)) {
    total += Number(amount) * (inSeconds[unit ?? ''] ?? 0);
  }
  return total;
});

/** A duration in whole seconds, rounded up. */
export function wholeSeconds(text: string): number {
  return Math.ceil(seconds(text));
}
