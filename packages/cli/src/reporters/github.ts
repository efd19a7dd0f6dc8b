import { visibleLines } from './visible.ts';
import type { Diagnostic } from '@fairway/model';

const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** Diagnostics as workflow commands: a forge shows them beside the lines of a pull request. */
export function githubReport(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map((one) => {
      const place = {
        ...(one.file === '' ? {} : rangeOf(one)),
        title: one.code,
      };
      const properties = Object.entries(place).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
      const text = [
        one.message,
        ...one.related.map(({ file, line, message }) => `See ${file}:${line}: ${message}`),
        ...(one.fix === null ? [] : [`Fix: ${one.fix.summary}`]),
      ].join('\n');
      return `::${COMMANDS[one.severity]} ${properties.join(',')}::${escapeData(text)}\n`;
    })
    .join('');
}

function rangeOf(one: Diagnostic): object {
  const end = one.endLine === one.line ? { endColumn: one.endColumn } : { endLine: one.endLine };
  return { file: one.file, line: one.line, col: one.column, ...end };
}

function escapeData(text: string): string {
  return visibleLines(text).replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
