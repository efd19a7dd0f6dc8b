import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one process used: milliseconds and MiB. */
export interface Usage {
  readonly wall: number;
  readonly cpu: number;
  /** Of `cpu` what the process spent itself; the kernel had the rest, most of it for files. */
  readonly user: number;
  readonly memory: number;
}

/** Medians of several runs, and the median of the ratios pair by pair. */
export interface Paired {
  readonly subject: Usage;
  readonly yardstick: Usage;
  /** CPU of the subject over CPU of the yardstick, pair by pair. */
  readonly ratio: number;
}

const usageModule = new URL('./usage.mjs', import.meta.url).href;

/** Runs a command to its end and tells what it used. Node processes report their own CPU time and peak memory. */
export function runProcess(
  command: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Usage {
  const folder = mkdtempSync(join(tmpdir(), 'fairway-bench-'));
  const file = join(folder, 'usage.json');
  const start = performance.now();
  const result = spawnSync(command, [...args], {
    env: { ...process.env, NODE_OPTIONS: `--import ${usageModule}`, BENCH_USAGE: file, ...environment },
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const wall = performance.now() - start;
  if (result.status !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} ended with ${result.status}: ${result.stderr.slice(0, 2000)}`,
    );
  }
  const { cpu, user, memory } = JSON.parse(readFileSync(file, 'utf8')) as Omit<Usage, 'wall'>;
  rmSync(folder, { recursive: true, force: true });
  return { wall, cpu, user, memory };
}

/** Runs subject and yardstick in turn; the first pair warms caches and is dropped. */
export function runPaired(subject: () => Usage, yardstick: () => Usage, rounds: number): Paired {
  const subjects: Usage[] = [];
  const yardsticks: Usage[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const one = subject();
    const other = yardstick();
    if (round === 0) continue;
    subjects.push(one);
    yardsticks.push(other);
  }
  const ratios = subjects.map((one, index) => one.cpu / (yardsticks[index] as Usage).cpu);
  return { subject: medianUsage(subjects), yardstick: medianUsage(yardsticks), ratio: median(ratios) };
}

/** The median of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

/** The median of each figure of some runs. */
export function medianUsage(runs: readonly Usage[]): Usage {
  return {
    wall: median(runs.map((run) => run.wall)),
    cpu: median(runs.map((run) => run.cpu)),
    user: median(runs.map((run) => run.user)),
    memory: median(runs.map((run) => run.memory)),
  };
}
