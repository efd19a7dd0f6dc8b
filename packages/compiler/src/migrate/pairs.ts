import { isObject, valueAt, type Path } from '@fairway/model';
import {
  commentsAbove,
  contentEnd,
  isFlow,
  likeKey,
  lineEnd,
  lineStart,
  mustRange,
  newlineOf,
  replaced,
  sliceOf,
  standsAlone,
  trailingComment,
  Unwritable,
  type Page,
} from './text.ts';

/** The text with another key for an entry; nothing else changes. */
export function renameKey(page: Page, path: Path, name: string): string {
  const key = mustRange(page, path, 'key');
  return replaced(page.text, key, likeKey(sliceOf(page, key), name));
}

/** The text with another scalar at a path, in the quotes that stood there. */
export function replaceScalar(page: Page, path: Path, value: string): string {
  const range = mustRange(page, path);
  return replaced(page.text, range, likeKey(sliceOf(page, range), value));
}

/** The text without an entry; a comment at its end stays as a line of its own. */
export function removePair(page: Page, path: Path): string {
  const pair = mustRange(page, path, 'pair');
  const { text } = page;
  if (isFlow(page, path.slice(0, -1))) return removeFlowPair(text, pair.start, pair.end);
  if (!standsAlone(text, pair.start)) return removeFirst(page, path);
  const end = Math.max(contentEnd(page, pair), pair.start);
  const comment = trailingComment(text, end);
  const start = lineStart(text, pair.start);
  const kept = comment === undefined ? '' : text.slice(start, pair.start) + comment + newlineOf(text);
  return replaced(text, { start, end: lineEnd(text, end) }, kept);
}

/** The entry stands behind a dash: the next one takes its place. */
function removeFirst(page: Page, path: Path): string {
  const { text } = page;
  const pair = mustRange(page, path, 'pair');
  const siblings = Object.keys(valueAt(page.document.value, path.slice(0, -1)) as object)
    .map((key) => mustRange(page, [...path.slice(0, -1), key], 'pair').start)
    .filter((start) => start > pair.start);
  if (siblings.length === 0) throw new Unwritable('the entry would be empty');
  const next = Math.min(...siblings);
  if (text.slice(contentEnd(page, pair), next).includes('#')) {
    throw new Unwritable('a comment stands between a dash and the key that takes its place');
  }
  return replaced(text, { start: pair.start, end: next }, '');
}

function removeFlowPair(text: string, start: number, end: number): string {
  const after = /^\s*,[ \t]*/.exec(text.slice(end));
  if (after !== null) return text.slice(0, start) + text.slice(end + after[0].length);
  const before = /,\s*$/.exec(text.slice(0, start));
  return text.slice(0, before === null ? start : before.index) + text.slice(end);
}

/** What a value that moves takes along. */
interface Load {
  /** Key and value as written, with the key replaced; lines after the first are relative to the key's indentation. */
  readonly lines: readonly string[];
  /** Comments of what is removed around it. */
  readonly comments: readonly string[];
}

/**
 * The text with the value at one path moved to another; objects that become empty go with it,
 * objects that are missing are made. Comments move along.
 */
export function movePair(page: Page, from: Path, to: Path): string {
  const target = existing(page, to);
  const removed = topmostEmptied(page, from, to);
  const parent = removed.slice(0, -1);
  const sameParent = parent.length === target.length && isPrefix(target, removed);
  if (isFlow(page, target) || isFlow(page, parent))
    return moveInFlow(page, from, to, target, removed, sameParent);
  return moveInBlock(page, from, to, target, removed, sameParent);
}

/** The deepest object on the way to a path that exists. */
function existing(page: Page, to: Path): Path {
  let length = to.length - 1;
  while (length > 0 && !isObject(valueAt(page.document.value, to.slice(0, length)))) length -= 1;
  return to.slice(0, length);
}

/** The highest entry that holds nothing but the value that moves, and is not on the way to its new place. */
function topmostEmptied(page: Page, from: Path, to: Path): Path {
  let path = from;
  while (path.length > 1) {
    const parent = path.slice(0, -1);
    const holder = valueAt(page.document.value, parent);
    if (
      !isObject(holder) ||
      Object.keys(holder).length !== 1 ||
      isPrefix(parent, to) ||
      typeof parent.at(-1) === 'number'
    )
      break;
    path = parent;
  }
  return path;
}

function isPrefix(prefix: Path, path: Path): boolean {
  return prefix.length <= path.length && prefix.every((segment, index) => path[index] === segment);
}

function moveInFlow(
  page: Page,
  from: Path,
  to: Path,
  target: Path,
  removed: Path,
  sameParent: boolean,
): string {
  const { text } = page;
  const value = sliceOf(page, mustRange(page, from));
  if (value.includes('\n')) throw new Unwritable('a value of several lines stands within { }');
  const names = to.slice(target.length);
  const inner = names
    .toReversed()
    .reduce<string>((whole, name, index) => (index === 0 ? `${name}: ${whole}` : `${name}: {${whole}}`), value);
  const pair = mustRange(page, removed, 'pair');
  if (sliceOf(page, pair).replace(value, '').includes('#')) throw new Unwritable('a comment stands within { }');
  if (sameParent) return replaced(text, pair, inner);
  if (!isFlow(page, target)) throw new Unwritable('the value moves from { } to lines of its own');
  const at = mustRange(page, target).start + 1;
  const empty = Object.keys(valueAt(page.document.value, target) as object).length === 0;
  const space = empty ? '' : `, `;
  const gap = /^[ \t]*/.exec(text.slice(at))?.[0] ?? '';
  const without = removePair(page, removed);
  const shift = pair.start < at ? without.length - text.length : 0;
  const place = at + shift;
  return `${without.slice(0, place)}${gap}${inner}${space}${without.slice(place + gap.length)}`;
}

function moveInBlock(
  page: Page,
  from: Path,
  to: Path,
  target: Path,
  removed: Path,
  sameParent: boolean,
): string {
  const { text } = page;
  const newline = newlineOf(text);
  const pair = mustRange(page, removed, 'pair');
  if (!standsAlone(text, pair.start)) throw new Unwritable('the value stands right behind a dash');
  const end = lineEnd(text, Math.max(contentEnd(page, pair), pair.start));
  const step = indentStep(page, removed, from);
  const load = loadOf(page, from, removed, to.at(-1) as string, end);
  const start = lineStart(text, pair.start);
  const at = insertionPoint(page, target, removed, sameParent);
  const lines = laidOut(load, to.slice(target.length, -1), at.indent, step);
  const moved = lines.map((line) => line + newline).join('');
  if (sameParent) return replaced(text, { start, end }, moved);
  const top = commentsAbove(text, start, pair.start - start);
  const lead = text
    .slice(top, start)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const withLead = lead.map((line) => at.indent + line.trim() + newline).join('') + moved;
  const cut = { start: top, end };
  if (at.position <= cut.start)
    return replaced(replaced(text, cut, ''), { start: at.position, end: at.position }, withLead);
  return replaced(replaced(text, { start: at.position, end: at.position }, withLead), cut, '');
}

/** How many spaces one level has, judged by the lines that are removed. */
function indentStep(page: Page, removed: Path, from: Path): number {
  const column = (path: Path): number => {
    const { start } = mustRange(page, path, 'pair');
    return start - lineStart(page.text, start);
  };
  const levels = from.length - removed.length;
  const found = levels > 0 ? (column(from) - column(removed)) / levels : 2;
  return Number.isInteger(found) && found > 0 ? found : 2;
}

/** Where the moved lines go: instead of the removed ones, before the entry that holds them, or at the end of the object. */
function insertionPoint(
  page: Page,
  target: Path,
  removed: Path,
  sameParent: boolean,
): { position: number; indent: string } {
  const { text } = page;
  const spaces = (at: number): string => ' '.repeat(at - lineStart(text, at));
  if (sameParent || isPrefix(target, removed)) {
    const { start } = mustRange(page, removed.slice(0, target.length + 1), 'pair');
    if (!standsAlone(text, start)) throw new Unwritable('the value stands right behind a dash');
    const line = lineStart(text, start);
    return { position: commentsAbove(text, line, start - line), indent: spaces(start) };
  }
  const last = Object.keys(valueAt(page.document.value, target) as object)
    .map((key) => mustRange(page, [...target, key], 'pair'))
    .toSorted((a, b) => a.start - b.start)
    .at(-1);
  if (last === undefined) throw new Unwritable('the object that takes the value is empty');
  const position = lineEnd(text, Math.max(contentEnd(page, last), last.start));
  if (text.charAt(position - 1) !== '\n') throw new Unwritable('the last line has no line break');
  return { position, indent: spaces(last.start) };
}

function loadOf(page: Page, from: Path, removed: Path, name: string, end: number): Load {
  const { text } = page;
  const key = mustRange(page, from, 'key');
  const column = key.start - lineStart(text, key.start);
  const around = text.slice(mustRange(page, removed, 'pair').start, lineStart(text, key.start));
  const before = from.length === removed.length ? '' : around;
  const comments = before.split(/\r?\n/).flatMap((line) => /(?:^|\s)(#.*)$/.exec(line)?.[1]?.trimEnd() ?? []);
  const whole = likeKey(sliceOf(page, key), name) + text.slice(key.end, end);
  const [first = '', ...rest] = whole.replace(/\r?\n$/, '').split(/\r?\n/);
  return { comments, lines: [first, ...rest.map((line) => line.replace(new RegExp(`^ {0,${column}}`), ''))] };
}

function laidOut(load: Load, wrappers: Path, indent: string, step: number): string[] {
  const inner = indent + ' '.repeat(step * wrappers.length);
  return [
    ...wrappers.map((name, level) => `${indent}${' '.repeat(step * level)}${String(name)}:`),
    ...load.comments.map((comment) => inner + comment),
    ...load.lines.map((line) => (line === '' ? '' : inner + line)),
  ];
}
