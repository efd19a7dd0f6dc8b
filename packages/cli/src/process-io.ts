import type { Io } from './io.ts';

/** The real outside. A reader that closes its pipe early (`fairway … | head`) is no error. */
export function processIo(): Io {
  const controller = new AbortController();
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      controller.abort();
    });
  }
  return {
    stdout: { write: (text) => void process.stdout.write(text) },
    stderr: { write: (text) => void process.stderr.write(text) },
    // Only who reads it opens it.
    get stdin() {
      return process.stdin;
    },
    cwd: process.cwd(),
    env: process.env,
    isTerminal: { stdout: process.stdout.isTTY, stderr: process.stderr.isTTY },
    columns: process.stdout.columns ?? 80,
    now: () => new Date().toISOString(),
    clock: () => performance.now(),
    get signal() {
      // Only who waits for the signal takes the interrupt; any other command ends at once.
      process.once('SIGINT', () => controller.abort());
      return controller.signal;
    },
  };
}
