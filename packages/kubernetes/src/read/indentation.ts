import type { Replacement } from './repaired-text.ts';

/** A line of a block: an entry of a map or of a list. */
const ENTRY = /^( *)(?:- |-$|[^\s#].*?:(?:\s|$))/;

/**
 * Moves a line and what stands indented below it to the nearest indentation used above it, the deeper of two.
 * Empty where the line is no entry, or stands at such an indentation already.
 */
export function withBlockIndented(text: string, lineStart: number): readonly Replacement[] {
  const lines = text.slice(lineStart).split('\n');
  const indent = ENTRY.exec(lines[0] ?? '')?.[1]?.length;
  if (indent === undefined) return [];
  let nearest = -1;
  for (const line of text.slice(0, lineStart).split('\n')) {
    const used = ENTRY.exec(line)?.[1]?.length;
    if (used === undefined) continue;
    const difference = Math.abs(used - indent) - Math.abs(nearest - indent);
    if (nearest === -1 || difference < 0 || (difference === 0 && used > nearest)) nearest = used;
  }
  if (nearest === -1 || nearest === indent) return [];
  return movedLines(lines, lineStart, indent, nearest);
}

function movedLines(
  lines: readonly string[],
  lineStart: number,
  indent: number,
  wanted: number,
): readonly Replacement[] {
  const moved: Replacement[] = [];
  let at = lineStart;
  for (const [index, line] of lines.entries()) {
    const own = line.length - line.trimStart().length;
    if (line.trim() !== '') {
      if (index > 0 && own <= indent) break;
      moved.push({ start: at, end: at + own, text: ' '.repeat(own - indent + wanted) });
    }
    at += line.length + 1;
  }
  return moved;
}

/** What an offset of a text is replaced with so that the tabs of all indentations become spaces. */
export function withoutTabs(text: string, width: number): readonly Replacement[] {
  const spaces = ' '.repeat(width);
  return Array.from(text.matchAll(/^( *)(\t[ \t]*)(?=\S)/gm), (match) => {
    const start = match.index + (match[1]?.length ?? 0);
    const found = match[2] ?? '';
    return { start, end: start + found.length, text: found.replaceAll('\t', spaces) };
  });
}
