import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Program {
  /** Names the log file and is what errors say. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** Nothing it could still do matters: to stop it is to kill it. */
  readonly disposable?: boolean;
  /** A command that runs the program in another place, such as `nsenter` with its options. */
  readonly through?: readonly string[];
}

export interface RunningProgram {
  readonly name: string;
  readonly pid: number;
  readonly log: string;
  readonly isRunning: () => boolean;
  /** Settles when it has ended, with how: `code 1`, `signal SIGKILL`, or why it never started. */
  readonly ended: Promise<string>;
  /** The last lines of its log. */
  readonly tail: (lines?: number) => string;
  /** Asks it to end, and ends it when it has not after `grace` milliseconds. */
  readonly stop: (grace?: number) => Promise<void>;
}

export interface Programs {
  readonly all: readonly RunningProgram[];
  /** Starts a program that ends with this process, also when this process is killed. */
  readonly start: (program: Program) => RunningProgram;
  /**
   * Calls `check` until it answers something. Fails at once when one of the programs ends, with the end of its log,
   * and after `seconds`, with the end of the log of `of`.
   */
  readonly until: <T>(what: string, check: () => Promise<T | undefined>, options?: UntilOptions) => Promise<T>;
  /** Stops all, the last started first. */
  readonly stop: () => Promise<void>;
}

export interface UntilOptions {
  readonly seconds?: number;
  /** Milliseconds between two calls of `check`. */
  readonly every?: number;
  readonly of?: RunningProgram;
}

/** Programs of one run; each writes its output to `<name>.log` in `folder`. */
export function createPrograms(folder: string): Programs {
  const all: RunningProgram[] = [];
  return {
    all,
    start: (program) => {
      const running = startProgram(program, join(folder, `${program.name}.log`));
      all.push(running);
      return running;
    },
    until: (what, check, options) => until(all, what, check, options),
    stop: async () => {
      for (const program of all.splice(0).toReversed()) await program.stop();
    },
  };
}

/**
 * The kernel kills the program when its parent ends (`setpriv --pdeathsig`). The shell in between runs no text of
 * ours: it ends at once when the parent was gone before that was agreed on, else it becomes the program.
 */
export function diesWithParent(parent: number, command: readonly string[]): readonly [string, ...string[]] {
  const script = 'test "$PPID" = "$0" && exec "$@"';
  return ['setpriv', '--pdeathsig', 'KILL', 'sh', '-c', script, String(parent), ...command];
}

function startProgram(program: Program, log: string): RunningProgram {
  const [command, ...args] = diesWithParent(process.pid, [
    ...(program.through ?? []),
    program.command,
    ...program.args,
  ]);
  const output = openSync(log, 'a');
  const child = spawn(command, args, {
    cwd: program.folder,
    env: { ...process.env, ...program.environment },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  let running = true;
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal === null ? `code ${code}` : `signal ${signal}`));
  }).then((how) => {
    running = false;
    return how;
  });
  return {
    name: program.name,
    pid: child.pid ?? 0,
    log,
    isRunning: () => running,
    ended,
    tail: (lines = 15) => tailOf(log, lines),
    stop: async (grace = 2000) => {
      if (!running) return;
      child.kill(program.disposable === true ? 'SIGKILL' : 'SIGTERM');
      await Promise.race([ended, sleep(grace, undefined, { ref: false })]);
      if (running) child.kill('SIGKILL');
      await ended;
    },
  };
}

async function until<T>(
  programs: readonly RunningProgram[],
  what: string,
  check: () => Promise<T | undefined>,
  { seconds = 30, every = 25, of }: UntilOptions = {},
): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  let died: RunningProgram | undefined;
  let how = '';
  for (const program of programs) {
    void program.ended.then((end) => {
      died ??= program;
      how ||= end;
    });
  }
  for (;;) {
    const answer = await check();
    if (answer !== undefined) return answer;
    if (died !== undefined) throw new Error(`${died.name} ended (${how}) before ${what}:\n${died.tail()}`);
    if (performance.now() > deadline) {
      const tail = of === undefined ? '' : `; the log of ${of.name} ends:\n${of.tail()}`;
      throw new Error(`not within ${seconds} s: ${what}${tail}`);
    }
    await sleep(every);
  }
}

function tailOf(log: string, lines: number): string {
  if (!existsSync(log)) return '';
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
