/** What the command line has of the outside; tests hand in their own. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a person looks at standard output (and at standard error). */
  readonly isTerminal: boolean;
  readonly columns: number;
  /** ISO date and time. */
  readonly now: () => string;
  /** Milliseconds from some start, for the times that summaries name. */
  readonly clock: () => number;
  /** Aborted when the user interrupts; watch mode ends with it. */
  readonly signal?: AbortSignal;
}

/** Exit codes (INTENT.md §7). */
export const exitCodes = { done: 0, problems: 1, usage: 2, bug: 3, outside: 4 } as const;

/** The process as an {@link Io}. Output that nobody reads any more (EPIPE) ends the process quietly. */
export function processIo(): Io {
  const quiet = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  };
  process.stdout.on('error', quiet);
  process.stderr.on('error', quiet);
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    cwd: process.cwd(),
    env: process.env,
    isTerminal: process.stdout.isTTY === true && process.stderr.isTTY === true,
    columns: process.stdout.columns ?? 100,
    now: () => new Date().toISOString(),
    clock: () => performance.now(),
  };
}
