import { redact } from '../redact.ts';
import type { Diagnostic, Severity } from '@fairway/model';
import { lineReader, type LineReader } from './line-reader.ts';
import { visible } from './visible.ts';

type Range = Pick<Diagnostic, 'line' | 'column' | 'endLine' | 'endColumn'>;

export interface HumanOptions {
  readonly color: boolean;
  readonly textOf: (file: string) => string | undefined;
  /** Whether notes are listed, or only counted. */
  readonly notes: boolean;
  /** Whether problems are counted elsewhere on the screen, so that they need not be here. */
  readonly counted?: boolean;
}

const COLORS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, note: 36 };
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];
const TAB = '  ';
const LONGEST_LINE = 160;
/** More are no help to a person; machines get all. */
const MOST_SHOWN = 100;

/**
 * Diagnostics for people: message, excerpt with a caret under the range, related places, fix, link, summary.
 * Notes only inform: they are counted unless they are asked for, so that they never bury what must be repaired.
 */
export function humanReport(diagnostics: readonly Diagnostic[], options: HumanOptions): string {
  if (diagnostics.length === 0) return '';
  const wanted = options.notes ? diagnostics : diagnostics.filter(({ severity }) => severity !== 'note');
  const shown = mostUrgent(wanted);
  const lineOf = lineReader(options.textOf);
  const reports = shown.map((one) => `${oneReport(one, options, lineOf)}\n`).join('');
  const more = [
    ...(shown.length < wanted.length
      ? [`${shown.length} of ${wanted.length} shown, --format json has all`]
      : []),
    ...(wanted.length < diagnostics.length ? ['--notes shows the notes'] : []),
  ];
  const closing = [...(options.counted === true ? [] : [summaryOf(diagnostics, lineOf)]), ...more];
  return closing.length === 0 ? reports : `${reports}${closing.join('; ')}\n`;
}

/** As many as a person reads: errors before warnings before notes, in their order. */
function mostUrgent(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= MOST_SHOWN) return diagnostics;
  const ranked = SEVERITIES.flatMap((wanted) => diagnostics.filter(({ severity }) => severity === wanted));
  const chosen = new Set(ranked.slice(0, MOST_SHOWN));
  return diagnostics.filter((one) => chosen.has(one));
}

/** `2 errors, 1 warning in 2 files`; without the files where no problem stands in one. */
function summaryOf(diagnostics: readonly Diagnostic[], lineOf: LineReader): string {
  const files = new Set(diagnostics.filter((one) => isInFile(one, lineOf)).map(({ file }) => file)).size;
  return `${countsOf(diagnostics).join(', ')}${files === 0 ? '' : ` in ${plural(files, 'file')}`}`;
}

/** `['2 errors', '1 warning']`: the severities that there are. */
export function countsOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return SEVERITIES.flatMap((severity) => {
    const count = diagnostics.filter((one) => one.severity === severity).length;
    return count === 0 ? [] : [plural(count, severity)];
  });
}

/** `1 unit`, `2 units`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function oneReport(one: Diagnostic, { color }: HumanOptions, lineOf: LineReader): string {
  const paint = (code: number, text: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const head = paint(COLORS[one.severity], `${one.severity} ${one.code}`);
  const message = visible(one.message);
  const place = placeOf(one, lineOf);
  if (one.severity === 'note') return `${head} ${message}${place === '' ? '' : ` (${place})`}`;
  const lines = [
    `${head} ${paint(1, message)}`,
    ...(place === '' ? [] : [`  ${paint(2, '-->')} ${place}`]),
    ...excerptOf(one, lineOf).map((line) => paint(2, line)),
    ...one.related.map(
      (other) => `  see ${visible(other.file)}:${other.line}:${other.column}: ${visible(other.message)}`,
    ),
  ];
  if (one.fix !== null)
    lines.push(
      `  fix: ${visible(one.fix.summary)}${one.fix.edits.length > 0 ? ' (fairway check --fix does it)' : ''}`,
    );
  lines.push(`  ${paint(2, one.docs)}`);
  return `${lines.join('\n')}\n`;
}

/** `FILE:LINE:COLUMN`; without a position where the problem is a folder or a file that was not read. */
function placeOf(one: Diagnostic, lineOf: LineReader): string {
  return isInFile(one, lineOf) ? `${visible(one.file)}:${one.line}:${one.column}` : visible(one.file);
}

/** Not where the problem is a folder, a file that was not read, or nothing of the kind. */
function isInFile(one: Diagnostic, lineOf: LineReader): boolean {
  const isStart = one.line === 1 && one.column === 1 && one.endLine === 1 && one.endColumn === 1;
  return !isStart || lineOf(one.file, 1) !== undefined;
}

/** Codes whose own range is a secret: an excerpt would print what the message warns of. */
const ABOUT_SECRETS: ReadonlySet<string> = new Set(['FWY3250']);

function excerptOf(one: Diagnostic, lineOf: LineReader): readonly string[] {
  return ABOUT_SECRETS.has(one.code) ? [] : excerpt(one, lineOf(one.file, one.line));
}

/** The line of the problem with carets under its range. Long lines are cut around it. */
export function excerpt(one: Range, line: string | undefined): readonly string[] {
  if (line === undefined || line.trim() === '') return [];
  const number = String(one.line);
  // Cut first, half of a secret would be left that nobody recognizes.
  const safe = redact(line);
  if (safe !== line) return [`  ${number} | ${printable(safe.slice(0, LONGEST_LINE))}`];
  const from = one.column > LONGEST_LINE / 2 ? one.column - 1 - LONGEST_LINE / 2 : 0;
  const shown = printable(line.slice(from, from + LONGEST_LINE));
  const end = one.endLine === one.line ? one.endColumn : line.length + 1;
  const before = printable(line.slice(from, one.column - 1));
  const width = Math.max(
    1,
    Math.min(printable(line.slice(one.column - 1, end - 1)).length, shown.length - before.length),
  );
  const margin = ' '.repeat(number.length);
  return [`  ${number} | ${shown}`, `  ${margin} | ${' '.repeat(before.length)}${'^'.repeat(width)}`];
}

/** As a terminal may show it; widths are measured on this. */
function printable(text: string): string {
  return visible(text.replaceAll('\t', TAB).replace(/^\ufeff/, ''));
}
