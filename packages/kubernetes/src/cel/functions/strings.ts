import { failure, type Int, isList, lengthOf, type Value } from '../values.ts';
import { formatText } from './format-text.ts';
import type { Library } from './overload.ts';

const outOfRange = (index: Int) => failure(`index out of range: ${index}`);

/** Whether positions in code points and in UTF-16 units are the same. */
const isPlain = (text: string): boolean => lengthOf(text) === text.length;

/** The UTF-16 position of the code point at an index; the text's end is an index too. */
function position(text: string, index: Int): number {
  const at = Number(index);
  if (at < 0 || at > lengthOf(text)) throw outOfRange(index);
  if (isPlain(text)) return at;
  let units = 0;
  for (let i = 0; i < at; i++) units += (text.codePointAt(units) as number) > 0xffff ? 2 : 1;
  return units;
}

/** How many code points stand before a UTF-16 position. */
const pointsBefore = (text: string, units: number): number =>
  units <= 0 ? units : lengthOf(text.slice(0, units));

function charAt(text: string, index: Int): string {
  const at = position(text, index);
  return at === text.length ? '' : String.fromCodePoint(text.codePointAt(at) as number);
}

function indexOf(text: string, part: string, from: Int = 0): Int {
  if (part === '') return from;
  if (from < 0) throw outOfRange(from);
  if (from >= lengthOf(text)) return -1;
  return pointsBefore(text, text.indexOf(part, position(text, from)));
}

function lastIndexOf(text: string, part: string, from?: Int): Int {
  const length = lengthOf(text);
  if (part === '') return from ?? length;
  if (from === undefined) return pointsBefore(text, text.lastIndexOf(part));
  if (from < 0) throw outOfRange(from);
  if (from >= length) return -1;
  return pointsBefore(text, text.lastIndexOf(part, position(text, from)));
}

function substring(text: string, start: Int, end?: Int): string {
  if (end === undefined) return text.slice(position(text, start));
  if (start > end) throw failure(`invalid substring range. start: ${start}, end: ${end}`);
  return text.slice(position(text, start), position(text, end));
}

function replace(text: string, old: string, replacement: string, limit: Int = -1): string {
  if (limit < 0) return text.replaceAll(old, () => replacement);
  const pieces = old === '' ? ['', ...text] : text.split(old);
  const count = Math.min(Number(limit), old === '' ? pieces.length : pieces.length - 1);
  let result = '';
  for (const [i, piece] of pieces.entries()) {
    if (old === '') result += piece + (i < count ? replacement : '');
    else result += piece + (i === pieces.length - 1 ? '' : i < count ? replacement : old);
  }
  return result;
}

function split(text: string, separator: string, limit: Int = -1): readonly string[] {
  if (limit === 0) return [];
  const pieces = separator === '' ? [...text] : text.split(separator);
  const most = Number(limit);
  if (most < 0 || pieces.length <= most) return pieces;
  return [...pieces.slice(0, most - 1), pieces.slice(most - 1).join(separator)];
}

/** Letters A to Z only. */
const lower = (text: string): string => text.replace(/[A-Z]+/g, (part) => part.toLowerCase());
const upper = (text: string): string => text.replace(/[a-z]+/g, (part) => part.toUpperCase());

/** White space as Go sees it: unlike JavaScript it knows U+0085 and not U+FEFF. */
const trim = (text: string): string =>
  text
    .replace(/^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/, '')
    .replace(TRAILING, '');
const TRAILING =
  /(?<![\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000])[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;

const ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** A text as a literal in double quotes. */
export function quote(text: string): string {
  const escaped = text
    .toWellFormed()
    .replace(/[\u0007\b\f\n\r\t\v\\"]/g, (character) => ESCAPES[character] ?? '');
  return `"${escaped}"`;
}

function join(list: readonly Value[], separator = ''): string {
  const texts = list.map((each) => {
    if (typeof each !== 'string') throw failure('join: invalid input');
    return each;
  });
  return texts.join(separator);
}

/** Texts: version 2 of the extension, which every supported Kubernetes has. */
export const strings: Library = {
  name: 'strings',
  since: 29,
  functions: [
    ['charAt', 'string.(int) -> string', charAt],
    ['indexOf', 'string.(string) -> int', indexOf],
    ['indexOf', 'string.(string, int) -> int', indexOf],
    ['lastIndexOf', 'string.(string) -> int', lastIndexOf],
    ['lastIndexOf', 'string.(string, int) -> int', lastIndexOf],
    ['lowerAscii', 'string.() -> string', lower],
    ['upperAscii', 'string.() -> string', upper],
    ['replace', 'string.(string, string) -> string', replace],
    ['replace', 'string.(string, string, int) -> string', replace],
    ['split', 'string.(string) -> list(string)', split],
    ['split', 'string.(string, int) -> list(string)', split],
    ['substring', 'string.(int) -> string', substring],
    ['substring', 'string.(int, int) -> string', substring],
    ['trim', 'string.() -> string', trim],
    [
      'format',
      'string.(list(dyn)) -> string',
      (text: string, args: Value) => formatText(text, isList(args) ? args : []),
    ],
    ['strings.quote', '(string) -> string', quote],
    ['join', 'list(string).() -> string', join],
    ['join', 'list(string).(string) -> string', join],
  ],
};
