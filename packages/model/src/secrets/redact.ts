import { assignmentsIn, isSecretAssignment } from './detect.ts';
import { findKnown, type Range } from './known-values.ts';
import { anyToken, hasLabel, labeled, privateKeyBlocks, tokenIn, urlPasswords } from './patterns.ts';

/** What stands in place of a secret. */
export const redacted = '[redacted]';

/**
 * The redactor of all printed text: values that look like secrets become `[redacted]`, their names stay.
 *
 * @param knownValues secrets that may be printed without their name
 *   ({@link import('./document.ts').plainSecretsIn} finds them in documents).
 */
export function createRedactor(knownValues: Iterable<string> = []): (text: string) => string {
  const addKnown = findKnown(knownValues);
  return (text) => {
    if (text.length < 4) return text;
    const ranges: Range[] = [];
    addKnown(text, ranges);
    if (tokenIn(text) !== undefined) addMatches(text, anyToken(), ranges);
    if (hasLabel(text)) for (const { regex } of labeled) addMatches(text, regex, ranges);
    ranges.push(...privateKeyBlocks(text), ...urlPasswords(text));
    for (const { name, start, end } of assignmentsIn(text)) {
      if (isSecretAssignment(name, text.slice(start, end))) ranges.push({ start, end });
    }
    addNamedValues(text, ranges);
    addWholeLines(text, ranges);
    return ranges.length === 0 ? text : replaceRanges(text, ranges);
  };
}

function addMatches(text: string, regex: RegExp, into: Range[]): void {
  for (const match of text.matchAll(regex))
    into.push({ start: match.index, end: match.index + match[0].length });
}

const namedValue =
  /["']?\bname["']?: ?["']?([A-Za-z_][A-Za-z0-9_.-]{0,80})["']?,?\s{1,40}["']?value["']?: ?("[^"\n]*"|'[^'\n]*'|[^\s,}"'][^\n,}]*)/g;

/** Variables of a container: `name: DB_PASSWORD` with `value: …` on the next line. */
function addNamedValues(text: string, into: Range[]): void {
  for (const match of text.matchAll(namedValue)) {
    const [whole, name = '', value = ''] = match;
    const quoted = /^["']/.test(value) ? 1 : 0;
    const end = match.index + whole.length - quoted;
    const start = end - value.length + quoted * 2;
    if (isSecretAssignment(name, text.slice(start, end))) into.push({ start, end });
  }
}

const wholeLine = /^([ \t]*(?:- )?)([A-Za-z_][A-Za-z0-9_.-]{0,80})(: +)([^\s"'{[|>&*#][^\n]*[^\s])[ \t]*$/gm;

/** Unquoted YAML values with spaces: `password: correct horse`. */
function addWholeLines(text: string, into: Range[]): void {
  for (const match of text.matchAll(wholeLine)) {
    const [, indent = '', name = '', colon = '', value = ''] = match;
    const start = match.index + indent.length + name.length + colon.length;
    if (value.includes(' ') && isSecretAssignment(name, value)) into.push({ start, end: start + value.length });
  }
}

function replaceRanges(text: string, ranges: readonly Range[]): string {
  const sorted = ranges.toSorted((a, b) => a.start - b.start || b.end - a.end);
  let result = '';
  let done = 0;
  for (const { start, end } of sorted) {
    if (end <= done || start === end) continue;
    if (start >= done) result += text.slice(done, start) + redacted;
    done = end;
  }
  return result + text.slice(done);
}
