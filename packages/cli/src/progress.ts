import type { Call } from './command.ts';
import { visible } from './reporters/visible.ts';

export interface Progress {
  /** Says what is being done; printed only when the work takes longer than a second. */
  readonly step: (text: string) => void;
  /** Wipes what was printed. */
  readonly end: () => void;
}

const PATIENCE = 1000;
const INTERVAL = 100;
const WIPE = '\r\u001b[K';

/** One line that changes, for a person at a terminal; nothing in a pipe or for a machine. */
export function progressOf({ io, format }: Pick<Call, 'io' | 'format'>): Progress {
  if (!io.isTerminal.stderr || format !== 'human') return { step: () => undefined, end: () => undefined };
  const started = io.clock();
  let printed = Number.NEGATIVE_INFINITY;
  return {
    step: (text) => {
      const now = io.clock();
      if (now - started < PATIENCE || now - printed < INTERVAL) return;
      printed = now;
      io.stderr.write(`${WIPE}${visible(text).slice(0, Math.max(io.columns - 1, 10))}`);
    },
    end: () => {
      if (printed > Number.NEGATIVE_INFINITY) io.stderr.write(WIPE);
      printed = Number.NEGATIVE_INFINITY;
    },
  };
}
