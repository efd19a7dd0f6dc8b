// Runs calls of `fairway` in a process of its own, where plugins load as they do for users.
// Usage: node cli-runner.ts < { now, calls }   prints exit code and what each call printed as JSON
import { text } from 'node:stream/consumers';
import { run } from '@fairway/cli/run';

export interface Calls {
  /** ISO date and time that commands see. */
  readonly now: string;
  readonly calls: readonly { readonly cwd: string; readonly argv: readonly string[] }[];
}

export interface Called {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const { calls, now } = JSON.parse(await text(process.stdin)) as Calls;
const called: Called[] = [];
for (const { argv, cwd } of calls) {
  let stdout = '';
  let stderr = '';
  const code = await run(argv, {
    stdout: { write: (more) => void (stdout += more) },
    stderr: { write: (more) => void (stderr += more) },
    cwd,
    env: {},
    isTerminal: { stdout: false, stderr: false },
    columns: 100,
    now: () => now,
    clock: () => 0,
    signal: new AbortController().signal,
  });
  called.push({ code, stdout, stderr });
}
process.stdout.write(JSON.stringify(called));
