import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';

/** The number of the process of a program that was started for a run. @throws Error when there is none. */
export function processOf(program: string, runFolder: string): number {
  for (const entry of readdirSync('/proc')) {
    const [command = '', ...words] = /^\d+$/.test(entry) ? commandLine(entry) : [];
    if (basename(command) === program && words.some((word) => word.includes(runFolder))) return Number(entry);
  }
  throw new Error(`no ${program} runs for ${runFolder}`);
}

function commandLine(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    // It ended meanwhile.
    return [];
  }
}
