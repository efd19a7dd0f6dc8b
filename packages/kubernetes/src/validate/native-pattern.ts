import { longestSafeText } from './backtracking.ts';

const COUNT = /\{\d{1,3}(?:,\d{0,3})?\}/y;

/** Escapes that mean the same in both languages. */
const SAME = 'dDwWbBnrtfv';

/** Characters that JavaScript lets one escape under the `u` flag. */
const SYNTAX = '^$\\.*+?()[]{}|/';

/**
 * The same pattern in JavaScript's words (for the `u` flag), or `undefined` where the two languages may differ or
 * JavaScript may take long: flags, named groups, Unicode and POSIX classes, repeated choices.
 * `.` and `\s` are spelled out, since JavaScript knows more line ends and more spaces than RE2.
 */
export function nativePattern(pattern: string): string | undefined {
  if (longestSafeText(pattern) === 0) return undefined;
  let out = '';
  for (let at = 0; at < pattern.length;) {
    const read = pattern[at] === '[' ? classAt(pattern, at) : stepAt(pattern, at);
    if (read === undefined) return undefined;
    out += read.text;
    at += read.length;
  }
  try {
    new RegExp(out, 'u');
  } catch {
    return undefined;
  }
  return out;
}

interface Read {
  readonly text: string;
  readonly length: number;
}

function stepAt(pattern: string, at: number): Read | undefined {
  const character = pattern[at] ?? '';
  if (character === '\\') return escapeAt(pattern, at, false);
  if (character === '.') return { text: String.raw`[^\n]`, length: 1 };
  if (character === '(' && pattern[at + 1] === '?')
    return pattern[at + 2] === ':' ? { text: '(?:', length: 3 } : undefined;
  if (character === '{') {
    COUNT.lastIndex = at;
    const count = COUNT.exec(pattern)?.[0];
    return count === undefined ? undefined : { text: count, length: count.length };
  }
  return character === '}' || character === ']' ? undefined : { text: character, length: 1 };
}

function escapeAt(pattern: string, at: number, inClass: boolean): Read | undefined {
  const escaped = pattern[at + 1];
  if (escaped === undefined) return undefined;
  if (escaped === 's') return { text: inClass ? String.raw`\t\n\f\r ` : String.raw`[\t\n\f\r ]`, length: 2 };
  if (escaped === 'S' && !inClass) return { text: String.raw`[^\t\n\f\r ]`, length: 2 };
  if (SAME.includes(escaped))
    return inClass && 'bB'.includes(escaped) ? undefined : { text: `\\${escaped}`, length: 2 };
  if (SYNTAX.includes(escaped) || (inClass && escaped === '-')) return { text: `\\${escaped}`, length: 2 };
  return /[^\w\s]/.test(escaped) && escaped < '\u007f' ? { text: escaped, length: 2 } : undefined;
}

function classAt(pattern: string, start: number): Read | undefined {
  let at = start + 1;
  let text = '[';
  if (pattern[at] === '^') {
    text += '^';
    at += 1;
  }
  if (pattern[at] === ']') return undefined;
  while (at < pattern.length && pattern[at] !== ']') {
    if (pattern[at] === '[') return undefined;
    const read = pattern[at] === '\\' ? escapeAt(pattern, at, true) : { text: pattern[at] ?? '', length: 1 };
    if (read === undefined) return undefined;
    text += read.text;
    at += read.length;
  }
  return at < pattern.length ? { text: `${text}]`, length: at + 1 - start } : undefined;
}
