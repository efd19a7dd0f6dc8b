import type { Client, ObjectReference } from '../../client.ts';

/** The part of a Rollout that tests read. */
export interface Rollout {
  readonly spec: {
    readonly replicas?: number;
    readonly strategy: { readonly canary?: { readonly steps?: readonly unknown[] } };
  };
  readonly status?: {
    /** Healthy, Progressing, Paused or Degraded. */
    readonly phase?: string;
    readonly message?: string;
    readonly currentStepIndex?: number;
    readonly abort?: boolean;
    readonly stableRS?: string;
    readonly currentPodHash?: string;
    readonly replicas?: number;
    readonly availableReplicas?: number;
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly observedGeneration?: string;
    readonly pauseConditions?: readonly { readonly reason: string }[] | null;
  };
}

export interface Rollouts {
  readonly get: (namespace: string, name: string) => Promise<Rollout | undefined>;
  /** Waits for a state. @throws Error with the last one, after `seconds` (30). */
  readonly waitFor: (
    namespace: string,
    name: string,
    done: (rollout: Rollout) => boolean,
    seconds?: number,
  ) => Promise<Rollout>;
  /** Goes past the pause that it is in; `full` skips all steps, analyses too. */
  readonly promote: (namespace: string, name: string, options?: { readonly full?: boolean }) => Promise<void>;
  readonly abort: (namespace: string, name: string) => Promise<void>;
}

export function createRollouts(client: Client): Rollouts {
  const get = async (namespace: string, name: string): Promise<Rollout | undefined> => {
    const reply = await client.get<Rollout>(referenceOf(namespace, name));
    return reply.ok ? reply.body : undefined;
  };
  const setStatus = async (namespace: string, name: string, status: object): Promise<void> => {
    const reply = await client.patch(referenceOf(namespace, name), { status }, { subresource: 'status' });
    if (!reply.ok) throw new Error(`status of Rollout ${name} cannot be set: ${reply.message}`);
  };
  return {
    get,
    waitFor: async (namespace, name, done, seconds = 30) => {
      let last: Rollout | undefined;
      const reached = await client.waitFor<Rollout>(
        referenceOf(namespace, name),
        (rollout) => {
          last = rollout ?? last;
          return rollout !== undefined && done(rollout);
        },
        seconds,
      );
      if (reached && last !== undefined) return last;
      throw new Error(`Rollout ${name} is not as wanted after ${seconds} s: ${JSON.stringify(last?.status)}`);
    },
    promote: async (namespace, name, { full = false } = {}) => {
      const rollout = await get(namespace, name);
      const next = (rollout?.status?.currentStepIndex ?? 0) + 1;
      const status = full ? { promoteFull: true } : { pauseConditions: null, currentStepIndex: next };
      await setStatus(namespace, name, status);
    },
    abort: (namespace, name) => setStatus(namespace, name, { abort: true }),
  };
}

function referenceOf(namespace: string, name: string): ObjectReference {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', namespace, name };
}
