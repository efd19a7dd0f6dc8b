import type { Diagnostic, Severity } from '@fairway/model';

export interface HumanOptions {
  readonly color: boolean;
  readonly textOf: (file: string) => string | undefined;
}

const COLORS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, note: 36 };
const TAB = '  ';
const LONGEST_LINE = 160;

/** Diagnostics for people: message, excerpt with a caret under the range, related places, fix, link, summary. */
export function humanReport(diagnostics: readonly Diagnostic[], options: HumanOptions): string {
  if (diagnostics.length === 0) return '';
  return `${diagnostics.map((one) => oneReport(one, options)).join('\n')}\n${summaryOf(diagnostics)}\n`;
}

/** `2 errors, 1 warning in 2 files`. */
export function summaryOf(diagnostics: readonly Diagnostic[]): string {
  const severities: readonly Severity[] = ['error', 'warning', 'note'];
  const parts = severities.flatMap((severity) => {
    const count = diagnostics.filter((one) => one.severity === severity).length;
    return count === 0 ? [] : [plural(count, severity)];
  });
  const files = new Set(diagnostics.map(({ file }) => file)).size;
  return `${parts.join(', ')} in ${plural(files, 'file')}`;
}

/** `1 unit`, `2 units`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function oneReport(one: Diagnostic, { color, textOf }: HumanOptions): string {
  const paint = (code: number, text: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const head = paint(COLORS[one.severity], `${one.severity} ${one.code}`);
  // Notes only inform: a line each, so that they never bury what must be repaired.
  if (one.severity === 'note') return `${head} ${one.message} (${one.file}:${one.line}:${one.column})`;
  const lines = [
    `${head} ${paint(1, one.message)}`,
    `  ${paint(2, '-->')} ${one.file}:${one.line}:${one.column}`,
    ...excerptOf(one, textOf).map((line) => paint(2, line)),
    ...one.related.map(({ message, file, line, column }) => `  see ${file}:${line}:${column}: ${message}`),
  ];
  if (one.fix !== null)
    lines.push(`  fix: ${one.fix.summary}${one.fix.edits.length > 0 ? ' (fairway check --fix does it)' : ''}`);
  lines.push(`  ${paint(2, one.docs)}`);
  return `${lines.join('\n')}\n`;
}

/** Codes whose own range is a secret: an excerpt would print what the message warns of. */
const ABOUT_SECRETS: ReadonlySet<string> = new Set(['FWY3250']);

function excerptOf(one: Diagnostic, textOf: HumanOptions['textOf']): readonly string[] {
  return ABOUT_SECRETS.has(one.code) ? [] : excerpt(one, textOf(one.file));
}

/** The line of the problem with carets under its range. Long lines are cut around it. */
function excerpt(one: Diagnostic, text: string | undefined): readonly string[] {
  const line = text?.split(/\r\n|\n|\r/, one.line)[one.line - 1];
  if (line === undefined || line.trim() === '') return [];
  const from = one.column > LONGEST_LINE / 2 ? one.column - 1 - LONGEST_LINE / 2 : 0;
  const shown = printable(line.slice(from, from + LONGEST_LINE));
  const end = one.endLine === one.line ? one.endColumn : line.length + 1;
  const before = printable(line.slice(from, one.column - 1));
  const width = Math.max(
    1,
    Math.min(printable(line.slice(one.column - 1, end - 1)).length, shown.length - before.length),
  );
  const number = String(one.line);
  const margin = ' '.repeat(number.length);
  return [`  ${number} | ${shown}`, `  ${margin} | ${' '.repeat(before.length)}${'^'.repeat(width)}`];
}

function printable(text: string): string {
  return text
    .replaceAll('\t', TAB)
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, '?')
    .replace(/^\ufeff/, '');
}
