import { setTimeout as sleep } from 'node:timers/promises';
import { createEtcd, type Change, type Entry } from './etcd.ts';
import type { ControlPlane } from './layers/api.ts';

/** A state to come back to. */
export interface Baseline {
  /** @throws Error when the cluster does not come to rest in it. */
  readonly restore: () => Promise<void>;
}

const root = '/registry/';
/** Kept alive or written again by whoever owns them; they have no meaning for a test. */
const living = /^\/registry\/(?:leases\/kube-(?:system|node-lease)|masterleases|health)\//;

/** Remembers every object that is there now. */
export async function takeBaseline(plane: ControlPlane): Promise<Baseline> {
  const etcd = createEtcd(plane.etcd);
  const before = new Map((await etcd.read(root)).map((entry) => [entry.key, entry]));
  return {
    restore: async () => {
      await sleep(0);
      for (let round = 0; ; round++) {
        const now = await etcd.read(root);
        const changes = changesBack(before, now);
        if (changes.length === 0) return;
        if (round === 50)
          throw new Error(`the cluster does not come to rest: ${JSON.stringify(changes.slice(0, 5))}`);
        await etcd.change(changes);
        await sleep(50);
      }
    },
  };
}

/** What to do to `now` so that it says again what `before` said. Both are sorted by key. */
export function changesBack(before: ReadonlyMap<string, Entry>, now: readonly Entry[]): readonly Change[] {
  const changes: Change[] = [];
  const there = new Set<string>();
  for (const { key, value } of now) {
    there.add(key);
    if (living.test(key)) continue;
    const entry = before.get(key);
    if (entry === undefined) changes.push({ key, end: `${key}\0` });
    else if (entry.value !== value) changes.push({ put: key, value: entry.value });
  }
  for (const [key, { value }] of before) {
    if (!there.has(key) && !living.test(key)) changes.push({ put: key, value });
  }
  return changes;
}
