import { isOutsideSystemError } from '@fairway/model';
import { exitCodes, WrongUse, type ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { redact } from './redact.ts';
import { visibleLines } from './reporters/visible.ts';

/** Prints what ended the named command and returns its exit code. Only a bug shows a stack trace. */
export function reportFailure(error: unknown, command: string, io: Io): ExitCode {
  if (error instanceof WrongUse) {
    io.stderr.write(printable(`fairway: ${error.message}\nfairway ${command} --help shows how it is used\n`));
    return exitCodes.wrongUse;
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

/** What Node throws when the disk is full, a permission is missing, and the like. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return false;
  return typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);
}

function printable(text: string): string {
  return visibleLines(redact(text));
}
