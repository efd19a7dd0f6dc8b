import type { TextEdit } from '@fairway/model';

/** Beyond this many pairs of lines one edit covers everything between the first and the last difference. */
const LARGEST = 4_000_000;

/** Edits that turn one text into another, by whole lines; lines that are equal are not touched. */
export function lineEdits(file: string, before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const [old, fresh] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < fresh.length - head && old.at(-1 - tail) === fresh.at(-1 - tail))
    tail += 1;
  const oldPart = old.slice(head, old.length - tail);
  const freshPart = fresh.slice(head, fresh.length - tail);
  const offset = old.slice(0, head).reduce((sum, line) => sum + line.length, 0);
  if (oldPart.length * freshPart.length > LARGEST) {
    return [{ file, start: offset, end: offset + oldPart.join('').length, newText: freshPart.join('') }];
  }
  return hunks(file, oldPart, freshPart, offset);
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function hunks(file: string, old: readonly string[], fresh: readonly string[], offset: number): TextEdit[] {
  const width = fresh.length + 1;
  const longest = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        old[i] === fresh[j]
          ? (longest[(i + 1) * width + j + 1] as number) + 1
          : Math.max(longest[(i + 1) * width + j] as number, longest[i * width + j + 1] as number);
    }
  }
  const edits: TextEdit[] = [];
  let [i, j, at] = [0, 0, offset];
  while (i < old.length || j < fresh.length) {
    const start = at;
    let newText = '';
    while (
      (i < old.length || j < fresh.length) &&
      !(i < old.length && j < fresh.length && old[i] === fresh[j])
    ) {
      const skipOld =
        j >= fresh.length ||
        (i < old.length && (longest[(i + 1) * width + j] as number) >= (longest[i * width + j + 1] as number));
      if (skipOld) at += (old[i++] as string).length;
      else newText += fresh[j++] as string;
    }
    if (at > start || newText !== '') edits.push({ file, start, end: at, newText });
    while (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      at += (old[i] as string).length;
      i += 1;
      j += 1;
    }
  }
  return edits;
}
