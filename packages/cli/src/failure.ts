import { diagnostic, fileStart, isOutsideSystemError } from '@fairway/model';
import { exitCodes, WrongUse, type ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import type { DiagnosticsOutput } from './outputs.ts';
import { redact, redactedJson } from './redact.ts';
import { visibleLines } from './reporters/visible.ts';

/** Prints what ended the named command and returns its exit code. Only a bug shows a stack trace. */
export function reportFailure(error: unknown, command: string, argv: readonly string[], io: Io): ExitCode {
  if (error instanceof WrongUse) {
    return reportWrongUse(error.message, `fairway ${command} --help shows how it is used`, argv, io);
  }
  if (isOutsideSystemError(error)) {
    io.stderr.write(printable(`fairway: ${error.message} (${error.code})\n`));
    return exitCodes.outside;
  }
  if (isSystemError(error)) {
    io.stderr.write(printable(`fairway: ${error.message} (disk-failed)\n`));
    return exitCodes.outside;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(
    printable(`fairway: this is a bug in Fairway (FWY-BUG); please report it with what follows\n\n${stack}\n`),
  );
  return exitCodes.bug;
}

/** Says how a call is wrong and what helps: a diagnostic for who asked for JSON, else two lines for people. */
export function reportWrongUse(message: string, help: string, argv: readonly string[], io: Io): ExitCode {
  if (asksForJson(argv)) {
    const output: DiagnosticsOutput = {
      diagnostics: [diagnostic({ code: 'FWY4040', message, fix: help }, fileStart(''))],
    };
    io.stdout.write(redactedJson(output));
  } else io.stderr.write(printable(`fairway: ${message}\n${help}\n`));
  return exitCodes.wrongUse;
}

/** Whether the last `--format` is `json`; what cannot be parsed is read as it stands. */
function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  const last = words.findLastIndex((word) => word === '--format' || word.startsWith('--format='));
  return words[last] === '--format' ? words[last + 1] === 'json' : words[last] === '--format=json';
}

/** What Node throws when the disk is full, a permission is missing, and the like. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return false;
  return typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);
}

function printable(text: string): string {
  return visibleLines(redact(text));
}
