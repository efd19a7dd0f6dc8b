/** How a workload replaces its pods; decides how many exist at once. */
export type Replacement =
  | { readonly by: 'rolling'; readonly maxSurge: number; readonly maxUnavailable: number }
  /** All old pods go before the first new one comes. */
  | { readonly by: 'recreate' }
  /** Two full sets side by side: blue-green, and a canary whose traffic a router splits. */
  | { readonly by: 'twoSets' };

/** A workload that runs for ever. `replicas` is the most that it may have; percentages are whole numbers. */
export interface Running {
  readonly replicas: number;
  readonly replacement: Replacement;
  /** Seconds a pod may take to stop, and usually takes to become ready. */
  readonly terminationGrace: number;
  readonly timeToReady: number;
}

export interface PodCount {
  /** Pods while nothing is being rolled out, or while two full sets run. */
  readonly maximum: number;
  /** Whether a rollout waits for one more pod before it takes one away: with no room for it, it never ends. */
  readonly needsOneMore: boolean;
  /** Pods at the peak of a rollout, those that are still stopping included. */
  readonly peak: number;
}

/**
 * Pods of a workload that runs for ever. Surge rounds up, unavailability rounds down, and a quota counts pods until they
 * have stopped: `T = min(R, (s+u) · max(1, ceil(terminationGrace / timeToReady)))`, `peak = R + s + T`.
 */
export function podsOfRunning({ replicas, replacement, terminationGrace, timeToReady }: Running): PodCount {
  switch (replacement.by) {
    case 'twoSets':
      return { maximum: 2 * replicas, needsOneMore: false, peak: 2 * replicas };
    case 'recreate':
      return { maximum: replicas, needsOneMore: false, peak: 2 * replicas };
    case 'rolling': {
      const surge = Math.ceil((replicas * replacement.maxSurge) / 100);
      const unavailable = Math.floor((replicas * replacement.maxUnavailable) / 100);
      const rounds = Math.max(1, Math.ceil(terminationGrace / Math.max(1, timeToReady)));
      const terminating = Math.min(replicas, (surge + unavailable) * rounds);
      return {
        maximum: replicas,
        needsOneMore: unavailable === 0 && replicas > 0,
        peak: replicas + surge + terminating,
      };
    }
  }
}

/** Pods of a CronJob (`replace` starts the next one while the last one is stopping) or of a Job. */
export function podsOfJob(parallelism: number, concurrency: 'forbid' | 'replace'): PodCount {
  const count = concurrency === 'replace' ? 2 * parallelism : parallelism;
  return { maximum: count, needsOneMore: false, peak: count };
}
