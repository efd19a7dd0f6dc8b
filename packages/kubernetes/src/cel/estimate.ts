/** A range of costs or sizes. Whole numbers; `UNBOUNDED` is as large as they get. */
export interface Range {
  readonly minimum: number;
  readonly maximum: number;
}

/** 2^64: nothing is larger. */
export const UNBOUNDED = 18446744073709551616;

const cap = (value: number): number => Math.min(value, UNBOUNDED);

/** A range of a single number. */
export const fixed = (value: number): Range => ({ minimum: value, maximum: value });

/** Nothing is known. */
export const unknown: Range = { minimum: 0, maximum: UNBOUNDED };

/** The sum of ranges. */
export function sum(...ranges: readonly Range[]): Range {
  let [minimum, maximum] = [0, 0];
  for (const range of ranges) {
    minimum += range.minimum;
    maximum += range.maximum;
  }
  return { minimum: cap(minimum), maximum: cap(maximum) };
}

/** The product of two ranges. */
export const product = (a: Range, b: Range): Range => ({
  minimum: cap(a.minimum * b.minimum),
  maximum: cap(a.maximum * b.maximum),
});

/** A range times a factor, rounded up. */
export const scale = (range: Range, factor: number): Range => ({
  minimum: cap(Math.ceil(range.minimum * factor)),
  maximum: cap(Math.ceil(range.maximum * factor)),
});

/** The range that contains both. */
export const union = (a: Range, b: Range): Range => ({
  minimum: Math.min(a.minimum, b.minimum),
  maximum: Math.max(a.maximum, b.maximum),
});

/** What reading text costs per character, and a regular expression per character of its pattern. */
export const TEXT = 0.1;
export const PATTERN = 0.25;
