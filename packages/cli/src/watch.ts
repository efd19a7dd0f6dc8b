import { watchOrganization } from '@fairway/adapters';
import type { Call } from './command.ts';
import type { ExitCode } from './exit-code.ts';

/** Runs once, then again whenever the organization changes, until the user ends it; the last exit code holds. */
export async function watchAndRepeat(
  call: Call,
  directory: string,
  once: () => Promise<ExitCode>,
): Promise<ExitCode> {
  const { io } = call;
  const changes = Promise.withResolvers<undefined>();
  let wake = changes;
  let failure: Error | null = null;
  const watch = watchOrganization(directory, () => wake.resolve(undefined), {
    onError: (error) => {
      failure = error;
      wake.resolve(undefined);
    },
  });
  const { signal } = io;
  signal.addEventListener('abort', () => wake.resolve(undefined));
  try {
    for (;;) {
      const started = io.clock();
      const code = await once();
      if (signal.aborted) return code;
      if (call.format === 'human')
        io.stderr.write(`${Math.round(io.clock() - started)} ms; waiting for changes\n`);
      await wake.promise;
      wake = Promise.withResolvers<undefined>();
      if (failure !== null) throw failure as Error;
      if (signal.aborted) return code;
    }
  } finally {
    watch.close();
  }
}
