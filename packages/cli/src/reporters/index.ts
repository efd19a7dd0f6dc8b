import type { Diagnostic } from '@fairway/model';
import type { Call } from '../command.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { Organization } from '../organization/load.ts';
import type { DiagnosticsOutput } from '../outputs.ts';
import { redact, redactedJson } from '../redact.ts';
import { fromHere } from './from-here.ts';
import { githubReport } from './github.ts';
import { humanReport } from './human.ts';
import { version } from '../version.ts';
import { sarifReport } from './sarif.ts';
import { visibleLines } from './visible.ts';

export interface Report {
  readonly diagnostics: readonly Diagnostic[];
  /** For people, after the diagnostics; only with `--format human`. */
  readonly summary?: string;
  /** Whether the summary counts the diagnostics, so that a terminal, which shows both, need not see it twice. */
  readonly summaryCounts?: boolean;
  /** Beside `diagnostics` with `--format json`. */
  readonly result?: object;
  /** The one that the diagnostics are about: their files stand below it. Absent: below the working directory. */
  readonly organization?: Pick<Organization, 'directory' | 'textOf'>;
}

/**
 * Prints what a command found in the format that was asked for. For people diagnostics go to standard error
 * and the summary to standard output; for machines everything goes to standard output.
 */
export function report(call: Call, found: Report): ExitCode {
  const { diagnostics, summary = '', result, organization } = found;
  const { io, format } = call;
  if (format === 'json') {
    const output: DiagnosticsOutput = { ...result, diagnostics };
    io.stdout.write(redactedJson(output));
  } else if (format === 'sarif') {
    io.stdout.write(redactedJson(sarifReport(fromHere(diagnostics, io.cwd, organization), version)));
  } else if (format === 'github') {
    io.stdout.write(redact(githubReport(fromHere(diagnostics, io.cwd, organization))));
  } else {
    const textOf = organization?.textOf ?? (() => undefined);
    const { isTerminal } = io;
    const color = isTerminal.stderr && (io.env['NO_COLOR'] ?? '') === '' && io.env['TERM'] !== 'dumb';
    const counted = found.summaryCounts === true && summary !== '' && isTerminal.stdout && isTerminal.stderr;
    const text = humanReport(diagnostics, { color, textOf, notes: call.flag('notes'), counted });
    if (text !== '') io.stderr.write(redact(text));
    if (summary !== '') io.stdout.write(visibleLines(redact(summary)));
  }
  return exitCodeOf(diagnostics, call.strict);
}

/** 1 with errors, and with `--strict` also with warnings; else 0. */
export function exitCodeOf(diagnostics: readonly Diagnostic[], strict: boolean): ExitCode {
  const fails = diagnostics.some(({ severity }) => severity === 'error' || (strict && severity === 'warning'));
  return fails ? exitCodes.problems : exitCodes.done;
}
