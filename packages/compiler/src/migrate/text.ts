import { rangeOf, type TextRange } from '@fairway/kubernetes';
import type { Path, SourceDocument } from '@fairway/model';

/** A form that cannot be rewritten without losing something; the words say what. */
export class Unwritable extends Error {
  readonly fix: string | undefined;

  /** @param fix where rewriting by hand is not the way out. */
  constructor(reason: string, fix?: string) {
    super(reason);
    this.fix = fix;
  }
}

/** The text of a file while it is rewritten, and the document in it that is being looked at. */
export interface Page {
  readonly text: string;
  readonly document: SourceDocument;
}

export function mustRange(page: Page, path: Path, part: 'key' | 'value' | 'pair' = 'value'): TextRange {
  const range = rangeOf(page.document, path, part);
  if (range === undefined) throw new Unwritable(`${path.join('.')} cannot be found in the text`);
  return range;
}

export function sliceOf(page: Page, range: TextRange): string {
  return page.text.slice(range.start, range.end);
}

export function replaced(text: string, range: TextRange, by: string): string {
  return text.slice(0, range.start) + by + text.slice(range.end);
}

/** Whether an object is written as `{…}`. */
export function isFlow(page: Page, path: Path): boolean {
  return page.text.charAt(mustRange(page, path).start) === '{';
}

export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** The end of the line with its line break. */
export function lineEnd(text: string, at: number): number {
  const next = text.indexOf('\n', at);
  return next === -1 ? text.length : next + 1;
}

/** The line break that the file uses. */
export function newlineOf(text: string): string {
  return /\r\n/.test(text) ? '\r\n' : '\n';
}

/** A key in the quotes of the one it replaces. */
export function likeKey(old: string, name: string): string {
  const quote = old.charAt(0);
  return quote === '"' || quote === "'" ? `${quote}${name}${quote}` : name;
}

/** The comment at the end of a line's remainder (`# …`), if it holds nothing else. */
export function trailingComment(text: string, at: number): string | undefined {
  const rest = text.slice(at, lineEnd(text, at)).replace(/\r?\n$/, '');
  if (rest.trim() === '') return undefined;
  const match = /^\s*(#.*)$/.exec(rest);
  if (match === null) throw new Unwritable('the line holds more than one value');
  return match[1]?.trimEnd();
}

/** The end of the last visible character of a value: a block value's range may reach into later lines. */
export function contentEnd(page: Page, range: TextRange): number {
  let end = range.end;
  while (end > range.start && /\s/.test(page.text.charAt(end - 1))) end -= 1;
  return end;
}

/** Whether the key is the first thing on its line; in `- name: x` it is not. */
export function standsAlone(text: string, at: number): boolean {
  return /^[ \t]*$/.test(text.slice(lineStart(text, at), at));
}

/** Where comment lines directly above a line, indented as it is, begin. */
export function commentsAbove(text: string, start: number, indent: number): number {
  let top = start;
  while (top > 0) {
    const previous = lineStart(text, top - 1);
    const line = text.slice(previous, top);
    const match = /^( *)#/.exec(line);
    if (match === null || (match[1] as string).length !== indent) break;
    top = previous;
  }
  return top;
}
