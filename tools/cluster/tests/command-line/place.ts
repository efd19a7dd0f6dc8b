import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { run } from '@fairway/cli/run';
import { acmeNow } from '@fairway/testing';

/** What a call of `fairway` printed. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with files, and `fairway` called in it. */
export interface Place {
  readonly directory: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  /** In this process: fast, but without plugins, which the test runner cannot load. */
  readonly fairway: (...argv: readonly string[]) => Promise<Outcome>;
  /** In a process of its own, where plugins load as they do for users. */
  readonly program: (...argv: readonly string[]) => Promise<Outcome>;
  readonly remove: () => void;
}

const runner = fileURLToPath(new URL('../../../../packages/testing/src/cli-runner.ts', import.meta.url));

export function makePlace(files: Readonly<Record<string, string>> = {}): Place {
  const directory = mkdtempSync(join(tmpdir(), 'fairway-cluster-test-'));
  const write: Place['write'] = (more) => {
    for (const [path, content] of Object.entries(more)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), content);
    }
  };
  write(files);
  return {
    directory,
    write,
    fairway: (...argv) => called(directory, argv),
    program: (...argv) => calledAlone(directory, argv),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

async function called(directory: string, argv: readonly string[]): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  const code = await run(argv, {
    stdout: { write: (more) => void (stdout += more) },
    stderr: { write: (more) => void (stderr += more) },
    cwd: directory,
    env: {},
    isTerminal: { stdout: false, stderr: false },
    columns: 100,
    now: () => acmeNow,
    clock: () => 0,
    signal: new AbortController().signal,
  });
  return { code, stdout, stderr };
}

async function calledAlone(directory: string, argv: readonly string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [runner], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ now: acmeNow, calls: [{ cwd: directory, argv }] }));
  const [outcome] = JSON.parse(await text(child.stdout)) as readonly Outcome[];
  if (outcome === undefined) throw new Error(`fairway ${argv.join(' ')} printed nothing`);
  return outcome;
}
