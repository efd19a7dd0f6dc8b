/** What the command line has of the outside; tests hand in their own. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Standard input; absent: there is none. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a person looks at an output. */
  readonly isTerminal: { readonly stdout: boolean; readonly stderr: boolean };
  readonly columns: number;
  /** ISO date and time. */
  readonly now: () => string;
  /** Milliseconds from some start, for the times that summaries name. */
  readonly clock: () => number;
  /** Aborted when the user interrupts or nobody reads any more; watch mode ends with it. */
  readonly signal: AbortSignal;
}

export interface Output {
  readonly write: (text: string) => void;
}
