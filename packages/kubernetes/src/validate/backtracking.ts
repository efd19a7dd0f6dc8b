/** A part of a pattern: an escape, a class, a bracket, a bar, a repetition, or any other character. */
const PART = /\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?:)?|[*+?]|\{(\d+)(,?)(\d*)\}|./gsu;

/** Repeated groups with a repetition inside that still cannot take long: each round starts with a dot. */
const DOTTED = /\(\\\.\[[^\]\\.]+\]\((?:\?:)?\[[^\]\\.]+\]\*\[[^\]\\.]+\]\)\?\)\*/g;

/** The ways through a pattern that an engine may try one after another: tried in some milliseconds. */
const MOST_WAYS = 2e6;

/** RE2 refuses counts that come to more, one inside another. */
const MOST_TIMES = 1000;

interface Group {
  /** What the counts in it come to at most. */
  times: number;
  alternatives: number;
  /** There is more than one way through it. */
  branches: boolean;
}

/**
 * How long a text may be so that an engine that tries one way after another, as JavaScript's does, is sure to end at
 * once; 0 if no length is sure, or RE2 may refuse the pattern for its counts. Each choice multiplies the ways, each open repetition does so by the text's length;
 * a repeated group with choices inside may have a way for every combination of them.
 */
export function longestSafeText(pattern: string): number {
  const root: Group = { times: 1, alternatives: 1, branches: false };
  const around: Group[] = [];
  let group = root;
  let last: Group | undefined;
  let ways = 1;
  let repetitions = 0;
  for (const [part, least, comma, most] of pattern.replace(DOTTED, 'x*').matchAll(PART)) {
    const closed = last;
    last = undefined;
    if (part.startsWith('(')) {
      around.push(group);
      group = { times: 1, alternatives: 1, branches: false };
    } else if (part === ')') {
      ways *= group.alternatives;
      last = group;
      group = around.pop() ?? root;
      group.branches ||= last.branches;
      group.times = Math.max(group.times, last.times);
    } else if (part === '|') {
      group.alternatives += 1;
      group.branches = true;
    } else if (least !== undefined || '*+?'.includes(part)) {
      if (closed?.branches === true && part !== '?') return 0;
      const times = Number(most || (least ?? 1)) * (closed?.times ?? 1);
      if (times > MOST_TIMES) return 0;
      group.times = Math.max(group.times, times);
      if (part === '?') ways *= 2;
      else if (least === undefined || (comma !== '' && most === '')) repetitions += 1;
      else ways *= Math.max(Number(most === '' ? least : most) - Number(least), 0) + 1;
      group.branches ||= comma !== '' || least === undefined;
    }
  }
  ways *= root.alternatives;
  if (!pattern.startsWith('^') || root.alternatives > 1) repetitions += 1;
  if (ways > MOST_WAYS) return 0;
  return repetitions === 0 ? Infinity : Math.floor((MOST_WAYS / ways) ** (1 / repetitions));
}
