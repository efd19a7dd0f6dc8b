/** Exit codes (INTENT.md §7); they never change their meaning. */
export const exitCodes = {
  done: 0,
  /** Problems in the input, with `--strict` also warnings. */
  problems: 1,
  wrongUse: 2,
  /** A mistake in Fairway itself. */
  bug: 3,
  /** Git, the disk, or another system failed. */
  outside: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A command was called in a way it does not know; becomes one line and exit code 2. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}
