/** Text that takes the place of a stretch: UTF-16 code units, the end exclusive. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text with replacements in it, which knows where everything stood before. */
export interface RepairedText {
  readonly text: string;
  /** The offset in the original text; within a replacement the one that it begins at, or near it. */
  readonly originalOffset: (offset: number) => number;
  /** With more replacements, at offsets of this text; `undefined` where one would overlap another. */
  readonly replaced: (more: readonly Replacement[]) => RepairedText | undefined;
}

/** @param replacements in order, at offsets of the original text, none overlapping another */
export function repairedText(original: string, replacements: readonly Replacement[] = []): RepairedText {
  const starts: number[] = [];
  let text = '';
  let at = 0;
  for (const one of replacements) {
    text += original.slice(at, one.start);
    starts.push(text.length);
    text += one.text;
    at = one.end;
  }
  text += original.slice(at);
  const originalOffset = (offset: number): number => {
    const index = lastAtOrBelow(starts, offset);
    const one = replacements[index];
    if (one === undefined) return offset;
    const inside = offset - (starts[index] ?? 0);
    if (inside < one.text.length) return one.start + Math.min(inside, one.end - one.start);
    return one.end + inside - one.text.length;
  };
  return {
    text,
    originalOffset,
    replaced: (more) => {
      const added = more.map((one) => ({
        start: originalOffset(one.start),
        end: originalOffset(one.end),
        text: one.text,
      }));
      const all = [...replacements, ...added].toSorted((a, b) => a.start - b.start || a.end - b.end);
      const overlap = all.some((one, index) => one.start < (all[index - 1]?.end ?? 0));
      return overlap ? undefined : repairedText(original, all);
    },
  };
}

/** Index of the last entry of a sorted list that is not above a number; -1 where there is none. */
function lastAtOrBelow(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
