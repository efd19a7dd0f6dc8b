import type { SourceRange } from '@fairway/model';

const BYTE_ORDER_MARK = 0xfeff;

/** Turns offsets (UTF-16 code units) of one text into lines and columns. */
export interface LineIndex {
  readonly range: (start: number, end: number) => SourceRange;
}

/**
 * A line index of a text; the line starts are found when first asked for.
 * Breaks are `\n`, `\r\n` and a lone `\r`, as in YAML. A byte order mark takes no column.
 */
export function lineIndex(text: string, file: string): LineIndex {
  let starts: readonly number[] | undefined;
  return {
    range(start, end) {
      starts ??= lineStarts(text);
      const from = lineOf(starts, start);
      const to = end <= start ? from : lineOf(starts, end);
      return {
        file,
        line: from + 1,
        column: start - (starts[from] ?? 0) + 1,
        endLine: to + 1,
        endColumn: Math.max(end, start) - (starts[to] ?? 0) + 1,
      };
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
