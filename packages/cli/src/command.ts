import type { Command } from 'commander';
import type { Io } from './io.ts';

/** A call of a command, parsed. */
export interface Invocation {
  /** Positional arguments in order; those left out are `undefined`. */
  readonly args: readonly (string | undefined)[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly io: Io;
}

/** What the file of a command exports as `command`. */
export interface CommandModule {
  /** Declares arguments, options, and examples. */
  readonly configure: (command: Command) => void;
  /** Does the work and returns the exit code. */
  readonly run: (invocation: Invocation) => Promise<number>;
}

/** A line of the command table: what `fairway --help` needs, without loading the command. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: CommandModule }>;
}
