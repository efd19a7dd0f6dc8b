// Runs the steps of one page in a process of its own, where plugins load as they do for users.
// Usage: node docs-runner.ts < { cwd, now, steps }   prints the output of each step as JSON
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { run } from '@fairway/cli/run';
import { edited, type Block } from './docs.ts';

/** A call of `fairway` by its arguments, or an edit of a file below the page's folder. */
export type Step = { readonly argv: readonly string[] } | { readonly file: string; readonly edit: Block };

export interface Page {
  readonly cwd: string;
  /** ISO date and time that commands see. */
  readonly now: string;
  readonly steps: readonly Step[];
}

const page = JSON.parse(await text(process.stdin)) as Page;
const outputs: string[] = [];
for (const step of page.steps) outputs.push(await perform(step));
process.stdout.write(JSON.stringify(outputs));

async function perform(step: Step): Promise<string> {
  if ('argv' in step) return call(step.argv);
  const file = join(page.cwd, step.file);
  writeFileSync(file, edited(readFileSync(file, 'utf8'), step.edit));
  return '';
}

async function call(argv: readonly string[]): Promise<string> {
  let output = '';
  const write = (more: string): void => {
    output += more;
  };
  const code = await run(argv, {
    stdout: { write },
    stderr: { write },
    cwd: page.cwd,
    env: {},
    isTerminal: { stdout: false, stderr: false },
    columns: 100,
    now: () => page.now,
    clock: () => 0,
    signal: new AbortController().signal,
  });
  // Wrong use and bugs are never what a page wants to show.
  return code > 1 ? `exit code ${code}\n${output}` : output;
}
