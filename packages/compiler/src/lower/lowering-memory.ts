import type { Definition, Diagnostic, WorkloadView } from '@fairway/model';
import type { Intent } from '../load/intent.ts';
import type { ImageOverride } from '../resolve/images.ts';
import type { ResolvedWorkload } from '../resolve/workload.ts';
import type { LoweredWorkload } from './lower.ts';

/** A healthy workload as it was lowered, with everything that could make it come out otherwise. */
export interface KnownWorkload {
  readonly delivery: Intent | undefined;
  readonly resolved: ResolvedWorkload;
  readonly lowered: LoweredWorkload;
  readonly diagnostics: readonly Diagnostic[];
  /** The other workloads that its parts asked for, by reference. */
  readonly found: ReadonlyMap<string, WorkloadView | undefined>;
}

/** The workloads of one environment from one compilation to the next. */
export interface LoweringMemory {
  readonly start: (definition: Definition, images: readonly ImageOverride[]) => void;
  readonly get: (intent: Intent) => KnownWorkload | undefined;
  readonly set: (intent: Intent, known: KnownWorkload) => void;
}

/** An empty memory. Intents keep their identity while their document does, so they are the keys. */
export function loweringMemory(): LoweringMemory {
  let known = new WeakMap<Intent, KnownWorkload>();
  let definition: Definition | undefined;
  let images = '';
  return {
    start: (now, nowImages) => {
      const text = JSON.stringify(nowImages);
      if (now !== definition || text !== images) known = new WeakMap();
      definition = now;
      images = text;
    },
    get: (intent) => known.get(intent),
    set: (intent, workload) => {
      known.set(intent, workload);
    },
  };
}

/** Whether the workloads that were asked for still look the same. */
export function stillFinds(
  { found, resolved }: KnownWorkload,
  find: (reference: string, system: string) => WorkloadView | undefined,
): boolean {
  for (const [reference, before] of found) {
    const now = find(reference, resolved.system.name);
    if (now === undefined || before === undefined ? now !== before : !sameView(now, before)) return false;
  }
  return true;
}

function sameView(a: WorkloadView, b: WorkloadView): boolean {
  if (a.spec === b.spec && a.placements === b.placements && a.owner === b.owner) return true;
  return JSON.stringify(a) === JSON.stringify(b);
}
