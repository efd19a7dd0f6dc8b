import type { PodCount } from './pods.ts';

/** What one pod asks for: CPU in millicores, everything else in bytes. */
export interface PodRequest {
  readonly cpu: number;
  readonly memory: number;
  readonly memoryLimit: number;
  readonly ephemeral: number;
}

/** One workload of a namespace. */
export interface QuotaUnit {
  readonly count: PodCount;
  readonly request: PodRequest;
}

/** Amounts of a whole namespace: CPU in millicores, sizes in bytes. */
export interface Amounts extends PodRequest {
  readonly pods: number;
}

export interface NamespaceQuota {
  /** Below it a rollout can hang for ever. */
  readonly floor: Amounts;
  /** Enough for rollouts of all workloads at once, without waiting. */
  readonly recommended: Amounts;
}

const cpuStep = 100;
const memoryStep = 128 * 1024 * 1024;

/**
 * The quota of a namespace. `floor`: every workload at its maximum, plus one pod of the largest one whose rollout waits
 * for an additional pod. `recommended`: the peaks of all rollouts, times the factor of the environment class.
 * Rounded up: CPU to 100m, sizes to 128Mi.
 */
export function namespaceQuota(units: readonly QuotaUnit[], factor: number): NamespaceQuota {
  const floor = zero();
  const peak = zero();
  const largest = zero();
  for (const { count, request } of units) {
    add(floor, request, count.maximum);
    add(peak, request, count.peak);
    if (count.needsOneMore) raise(largest, request);
  }
  for (const key of keys) floor[key] += largest[key];
  return { floor: rounded(floor, 1), recommended: rounded(peak, factor) };
}

/** What is missing: the amounts of `needed` that are more than what is there. */
export function shortages(needed: Amounts, available: Partial<Amounts>): readonly (keyof Amounts)[] {
  return keys.filter((key) => {
    const cap = available[key];
    return cap !== undefined && needed[key] > cap;
  });
}

/** Amounts, each at most its cap. */
export function clamp(amounts: Amounts, caps: Partial<Amounts>): Amounts {
  const clamped: Writable = { ...amounts };
  for (const key of keys) clamped[key] = Math.min(amounts[key], caps[key] ?? Infinity);
  return clamped;
}

type Writable = { -readonly [key in keyof Amounts]: number };

const keys: readonly (keyof Amounts)[] = ['cpu', 'memory', 'memoryLimit', 'ephemeral', 'pods'];

function zero(): Writable {
  return { cpu: 0, memory: 0, memoryLimit: 0, ephemeral: 0, pods: 0 };
}

function add(sum: Writable, request: PodRequest, count: number): void {
  sum.cpu += request.cpu * count;
  sum.memory += request.memory * count;
  sum.memoryLimit += request.memoryLimit * count;
  sum.ephemeral += request.ephemeral * count;
  sum.pods += count;
}

/** The largest of each amount: any of the workloads may be the one that is rolled out. */
function raise(largest: Writable, request: PodRequest): void {
  largest.cpu = Math.max(largest.cpu, request.cpu);
  largest.memory = Math.max(largest.memory, request.memory);
  largest.memoryLimit = Math.max(largest.memoryLimit, request.memoryLimit);
  largest.ephemeral = Math.max(largest.ephemeral, request.ephemeral);
  largest.pods = 1;
}

function rounded(amounts: Amounts, factor: number): Amounts {
  return {
    cpu: roundUp(amounts.cpu * factor, cpuStep),
    memory: roundUp(amounts.memory * factor, memoryStep),
    memoryLimit: roundUp(amounts.memoryLimit * factor, memoryStep),
    ephemeral: roundUp(amounts.ephemeral * factor, memoryStep),
    pods: roundUp(amounts.pods * factor, 1),
  };
}

/** Rounds up to a step; a millionth of a step is an error of floating point, not an amount. */
function roundUp(amount: number, step: number): number {
  return Math.ceil(amount / step - 1e-6) * step;
}
