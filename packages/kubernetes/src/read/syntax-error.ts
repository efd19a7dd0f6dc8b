import { withBlockIndented } from './indentation.ts';
import type { ReadProblem } from './problem.ts';
import type { Replacement } from './repaired-text.ts';

/** A syntax error with what it takes to read on behind it: a guess, to look for further problems only. */
export interface SyntaxProblem extends ReadProblem {
  readonly repair?: readonly Replacement[];
}

/** A text around the place at which the parser gave up. */
interface Place {
  readonly text: string;
  readonly position: number;
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly line: string;
}

/**
 * Says in a reader's words why the parser gave up at a position.
 * `start` is where the document begins; nothing before it is looked at.
 */
export function syntaxError(reason: string, text: string, position: number, start: number): SyntaxProblem {
  const place = placeAt(text, Math.min(position, text.length), start);
  return (
    tooDeep(reason, place) ??
    tab(reason, place) ??
    unclosed(reason, place, start) ??
    quoted(reason, place) ??
    indentation(reason, place, start) ??
    plain(
      `this is not valid YAML: ${reason}`,
      place,
      'Correct the line; quote text that holds special characters.',
    )
  );
}

function placeAt(text: string, position: number, start: number): Place {
  const lineStart = Math.max(start, text.lastIndexOf('\n', position - 1) + 1);
  const next = text.indexOf('\n', position);
  const lineEnd = next === -1 ? text.length : next;
  return {
    text,
    position,
    lineStart,
    lineEnd,
    line: text.slice(lineStart, Math.min(lineEnd, lineStart + 2000)),
  };
}

function plain(message: string, place: Place, fix: string, repair: readonly Replacement[] = []): SyntaxProblem {
  const end = Math.max(place.position + 1, Math.min(place.lineEnd, place.position + 200));
  return {
    code: 'FWY1003',
    message,
    start: place.position,
    end: Math.min(end, place.text.length),
    fix,
    repair,
  };
}

function inserted(at: number, text: string): Replacement {
  return { start: at, end: at, text };
}

/** End of the line that holds an offset, its break and spaces before it left out. */
function endOfLine(text: string, at: number): number {
  const next = text.indexOf('\n', at);
  return at + text.slice(at, next === -1 ? text.length : next).trimEnd().length;
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}', '"': '"', "'": "'" };

function tooDeep(reason: string, place: Place): SyntaxProblem | undefined {
  if (!reason.startsWith('nesting exceeded')) return undefined;
  const message = 'the file is nested deeper than 100 levels';
  return { code: 'FWY1010', message, start: place.position, end: place.position + 1, fix: 'Flatten the data.' };
}

/** A tab in the indentation of the line, where indentation is what the parser stumbled over. */
function tab(reason: string, place: Place): SyntaxProblem | undefined {
  if (!/tab|indentation|separator is expected/.test(reason)) return undefined;
  const match = /^([ ]*)(\t[ \t]*)\S/.exec(place.line);
  if (match === null) return undefined;
  const from = place.lineStart + (match[1]?.length ?? 0);
  const message = 'this line is indented with a tab; YAML allows only spaces';
  const fix = 'Replace the tab with two spaces per level.';
  return { code: 'FWY1005', message, start: from, end: from + (match[2]?.length ?? 1), fix };
}

/** Start of the last line before `lineStart` that is neither blank nor a comment. */
function previousLine(text: string, lineStart: number, start: number): number {
  let end = lineStart - 1;
  while (end > start) {
    const at = Math.max(start, text.lastIndexOf('\n', end - 1) + 1);
    const line = text.slice(at, end).trim();
    if (line !== '' && !line.startsWith('#')) return at;
    end = at - 1;
  }
  return start;
}

/** A quote or bracket that is never closed; the parser notices only lines later. */
function unclosed(reason: string, place: Place, start: number): SyntaxProblem | undefined {
  if (!/deficient indentation|unexpected end of the (?:stream|document)|missed comma/.test(reason))
    return undefined;
  const open = lastOpen(place.text, start, place.position);
  if (open === undefined) return undefined;
  const character = place.text.charAt(open);
  const name = character === '"' || character === "'" ? `quote ${character}` : `bracket ${character}`;
  if (reason.startsWith('missed comma')) {
    const message = `a comma is missing between two entries inside the bracket ${character}`;
    return plain(message, place, 'Separate the entries with a comma, or close the bracket.', [
      inserted(endOfEntry(place), ','),
    ]);
  }
  const message = `the ${name} that opens here is not closed, or its text is not indented`;
  const repair = [inserted(endOfLine(place.text, open), CLOSING[character] ?? '')];
  return { code: 'FWY1003', message, start: open, end: open + 1, fix: `Close the ${name}.`, repair };
}

/** A key is looked for in so many characters: a file on one line would be searched again from each of them. */
const LONGEST_KEY = 1000;

/** Where the comma belongs that the parser misses: before the key whose colon it stumbled over. */
function endOfEntry({ text, position, lineStart }: Place): number {
  if (text.charAt(position) !== ':') return position;
  const from = Math.max(lineStart, position - LONGEST_KEY);
  const key = /(?:"[^"]*"|'[^']*'|[^\s,{}[\]"']+)\s*$/.exec(text.slice(from, position));
  return key === null ? position : from + key.index;
}

/** Offset of the innermost quote or bracket open at a position; a plain scan from the document's start. */
function lastOpen(text: string, start: number, position: number): number | undefined {
  const open: number[] = [];
  let at = start;
  while (at < position) {
    const character = text.charAt(at);
    const before = at === start ? '\n' : text.charAt(at - 1);
    const fresh = /[\s[{,:]/.test(before);
    if (fresh && (character === '"' || character === "'")) {
      const close = closingQuote(text, at, character);
      if (close === -1 || close >= position) return at;
      at = close;
    } else if (character === '#' && /\s/.test(before)) {
      const next = text.indexOf('\n', at);
      at = next === -1 ? position : next;
    } else if ((character === '[' || character === '{') && (open.length > 0 || fresh)) open.push(at);
    else if ((character === ']' || character === '}') && open.length > 0) open.pop();
    at++;
  }
  return open.at(-1);
}

function closingQuote(text: string, at: number, quote: string): number {
  let next = at + 1;
  for (;;) {
    next = text.indexOf(quote, next);
    if (next === -1) return -1;
    if (quote === "'" && text.charAt(next + 1) === quote) next += 2;
    else if (quote === '"' && escaped(text, next)) next++;
    else return next;
  }
}

function escaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charAt(at - 1 - backslashes) === '\\') backslashes++;
  return backslashes % 2 === 1;
}

function quoted(reason: string, place: Place): SyntaxProblem | undefined {
  if (reason === 'unknown escape sequence' || reason === 'expected hexadecimal character') {
    const message = 'inside double quotes a backslash starts an escape, and this one does not exist';
    return plain(message, place, 'Write \\\\ for a backslash, or use single quotes.', [
      inserted(place.position, '\\'),
    ]);
  }
  if (!reason.startsWith('bad indentation')) return undefined;
  const character = place.text.charAt(place.position);
  const before = place.text.slice(place.lineStart, place.position);
  if (/["']\s*$/.test(before) && character.trim() !== '') {
    return plain(
      'text follows the closing quote',
      place,
      "Put the whole text in quotes; inside single quotes write '' for one quote.",
      [{ start: place.position, end: place.lineEnd, text: '' }],
    );
  }
  if (/^[@`%]/.test(character)) {
    const repair = [inserted(place.position, "'"), inserted(endOfLine(place.text, place.position), "'")];
    return plain(`a value cannot start with ${character}`, place, 'Put the value in quotes.', repair);
  }
  if (/^[\]},]/.test(character)) {
    return plain(`${character} closes nothing here`, place, 'Remove it, or put the value in quotes.', [
      { start: place.position, end: place.position + 1, text: '' },
    ]);
  }
  return undefined;
}

function indentation(reason: string, place: Place, start: number): SyntaxProblem | undefined {
  const structure =
    /bad indentation|end of the stream or a document separator|expected ':'|multiline key|whitespace character/;
  if (!structure.test(reason)) return undefined;
  const before = place.line.slice(0, place.position - place.lineStart);
  const rest = place.text.slice(place.position, place.lineEnd);
  if (/^-\s/.test(rest) && /\S/.test(before)) {
    return plain(
      'a list item must start on a line of its own',
      place,
      'Move the - to the next line, indented.',
      [
        { start: place.position, end: place.position + 1, text: '[' },
        inserted(endOfLine(place.text, place.position), ']'),
      ],
    );
  }
  if (/:\s/.test(before.trimStart()) && rest.startsWith(':')) {
    return plain(
      'a second ": " on one line',
      place,
      'Put the value in quotes, or move it to the next line, indented.',
      [{ start: place.position, end: place.position + 1, text: '' }],
    );
  }
  const previous = previousLine(place.text, place.lineStart, start);
  const glued =
    previous < place.lineStart
      ? /^[ -]*([\w./][\w./-]*):[^\s:/][^:]*$/m.exec(lineFrom(place.text, previous))
      : null;
  if (glued !== null) {
    const at = previous + glued.index + glued[0].indexOf(':');
    const fix = `Write "${glued[1] ?? ''}: …".`;
    const message = 'a space is missing after the colon';
    return { code: 'FWY1003', message, start: at, end: at + 1, fix, repair: [inserted(at + 1, ' ')] };
  }
  const message = 'this line does not fit the lines above: its indentation is wrong, or a colon is missing';
  const indent = place.lineStart + (/^\s*/.exec(place.line)?.[0].length ?? 0);
  return plain(
    message,
    { ...place, position: indent },
    'Indent it like its siblings; "key: value" needs a colon and a space.',
    withBlockIndented(place.text, place.lineStart),
  );
}

function lineFrom(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(at, end === -1 ? text.length : end).trimEnd();
}
