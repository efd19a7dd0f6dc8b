import { expect, it } from 'vitest';
import type { Io } from './io.ts';
import { progressOf } from './progress.ts';

function printed(terminal: boolean, format: 'human' | 'json'): string {
  let text = '';
  let time = 0;
  const io: Io = {
    stdout: { write: () => undefined },
    stderr: { write: (more) => void (text += more) },
    cwd: '/',
    env: {},
    isTerminal: { stdout: terminal, stderr: terminal },
    columns: 20,
    now: () => '2026-06-01T12:00:00Z',
    clock: () => time,
    signal: new AbortController().signal,
  };
  const progress = progressOf({ io, format });
  progress.step('too early');
  time = 1200;
  progress.step('compiling prod: 1234 units');
  time = 1250;
  progress.step('too often');
  progress.end();
  return text;
}

it('is shown after a second, cut to the terminal, and wiped', () => {
  expect(printed(true, 'human')).toBe('\r\u001b[Kcompiling prod: 123\r\u001b[K');
});

it('is not shown in a pipe, nor to a machine', () => {
  expect(printed(false, 'human')).toBe('');
  expect(printed(true, 'json')).toBe('');
});
