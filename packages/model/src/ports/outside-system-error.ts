/**
 * A system outside Fairway failed: Git, the file system, later an API server.
 * Commands turn it into exit code 4. What a user got wrong is a `Diagnostic`, never this.
 */
export class OutsideSystemError extends Error {
  override readonly name = 'OutsideSystemError';
  /** Stable and short, for instance `git-missing`, `git-failed`, `disk-failed`. */
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** Whether a caught value says that an outside system failed. */
export function isOutsideSystemError(value: unknown): value is OutsideSystemError {
  return value instanceof OutsideSystemError;
}
