import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '@fairway/cli/run';

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
  readonly fairway: (...argv: readonly string[]) => Promise<Outcome>;
  readonly remove: () => void;
}

export function makePlace(files: Readonly<Record<string, string>> = {}): Place {
  const directory = mkdtempSync(join(tmpdir(), 'fairway-cluster-test-'));
  const write: Place['write'] = (more) => {
    for (const [path, text] of Object.entries(more)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
  };
  write(files);
  return {
    directory,
    write,
    fairway: async (...argv) => {
      let stdout = '';
      let stderr = '';
      const code = await run(argv, {
        stdout: { write: (text) => void (stdout += text) },
        stderr: { write: (text) => void (stderr += text) },
        cwd: directory,
        env: { PATH: process.env['PATH'] },
        isTerminal: { stdout: false, stderr: false },
        columns: 100,
        now: () => '2026-06-01T12:00:00Z',
        clock: () => 0,
        signal: new AbortController().signal,
      });
      return { code, stdout, stderr };
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
