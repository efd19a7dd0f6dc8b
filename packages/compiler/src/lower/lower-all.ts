import {
  compareText,
  type Definition,
  type Diagnostic,
  type EnvironmentView,
  type WorkloadView,
} from '@fairway/model';
import type { Unresolved } from '../resolve/unresolved.ts';
import type { CompileInput } from '../compile-input.ts';
import type { Intent } from '../load/intent.ts';
import type { Observer } from '../observer.ts';
import { resolveImagesFrom } from '../resolve/images-from.ts';
import { createResolver, type ResolvedWorkload } from '../resolve/workload.ts';
import { lowerWorkload, type LoweredWorkload, type LowerInput } from './lower.ts';
import { stillFinds, type KnownWorkload, type LoweringMemory } from './lowering-memory.ts';

export interface LowerAllInput extends Pick<CompileInput, 'images'> {
  readonly intents: readonly Intent[];
  /** Intents whose name is wrong or another one's: judged, but in no graph. */
  readonly duplicates: readonly Intent[];
  readonly definition: Definition;
  /** The definition, not observed. */
  readonly plain: Definition;
  readonly environment: EnvironmentView;
  readonly deliveries: ReadonlyMap<string, Intent>;
  readonly observer: Observer | undefined;
  readonly diagnostics: Diagnostic[];
  /** Workloads of the last compilation; those that cannot come out otherwise are taken from it. */
  readonly memory?: LoweringMemory | undefined;
}

export interface LoweredAll {
  /** By id. */
  readonly lowered: readonly LoweredWorkload[];
  /** Workloads that should exist in the environment but whose units are not known, because something is wrong. */
  readonly unresolved: readonly Unresolved[];
}

/** Resolves and lowers every workload of an environment. */
export function lowerAll(input: LowerAllInput): LoweredAll {
  const { intents, environment, observer, images = [] } = input;
  const unresolved: Unresolved[] = [];
  const resolve = remembering(input, createResolver({ ...input, images, unresolved }));
  const resolveAll = (list: readonly Intent[]): ResolvedWorkload[] =>
    list.flatMap((intent) => {
      const { kind } = intent.schema;
      const workload =
        kind.layer === 'workload' && kind.upcoming === undefined ? resolve.resolve(intent) : undefined;
      if (workload === undefined) return [];
      return [observer === undefined ? workload : { ...workload, spec: observer.spec(workload) }];
    });
  const resolved = resolveAll(intents);
  const workloads = resolveImagesFrom(resolved.toSorted((a, b) => compareText(a.id, b.id)));
  const lowerInput: LowerInput = {
    environment,
    find: finder(workloads),
    names: () => workloads.map(({ name }) => name),
  };
  const lowered: LoweredWorkload[] = [];
  for (const workload of workloads) {
    const { intent, system, id, standIn } = workload;
    const one = workload.broken ? lowerWorkload(workload, lowerInput) : resolve.lower(workload, lowerInput);
    const known = { intent, id, edges: one.edges };
    if (standIn) {
      unresolved.push(known);
      continue;
    }
    lowered.push(one);
    if (workload.placements.length === 0 || one.failed !== undefined)
      unresolved.push({ ...known, system: system.name });
  }
  for (const workload of resolveAll(input.duplicates)) {
    lowerWorkload({ ...workload, broken: true }, lowerInput);
    unresolved.push({ intent: workload.intent, system: workload.system.name });
  }
  return { lowered, unresolved };
}

interface Remembering {
  readonly resolve: (intent: Intent) => ResolvedWorkload | undefined;
  readonly lower: (workload: ResolvedWorkload, input: LowerInput) => LoweredWorkload;
}

/** Resolves and lowers by way of the memory, if there is one. Diagnostics of what is taken from it are told again. */
function remembering(input: LowerAllInput, fresh: Remembering['resolve']): Remembering {
  const { memory, deliveries, diagnostics, images = [] } = input;
  if (memory === undefined || input.observer !== undefined) return { resolve: fresh, lower: lowerWorkload };
  memory.start(input.plain, images);
  const taken = new Map<ResolvedWorkload, KnownWorkload>();
  const told = new Map<Intent, readonly Diagnostic[]>();
  const resolve = (intent: Intent): ResolvedWorkload | undefined => {
    const before = diagnostics.length;
    const workload = fresh(intent);
    told.set(intent, diagnostics.slice(before));
    return workload;
  };
  return {
    resolve: (intent) => {
      const known = memory.get(intent);
      if (known === undefined || known.delivery !== deliveries.get(intent.name)) return resolve(intent);
      taken.set(known.resolved, known);
      return known.resolved;
    },
    lower: (workload, lowerInput) => {
      const { intent } = workload;
      const known = taken.get(workload);
      if (known !== undefined && stillFinds(known, lowerInput.find)) {
        diagnostics.push(...known.diagnostics);
        return known.lowered;
      }
      // One that was taken reports to the compilation it was resolved in, so it is resolved again.
      const resolved = known === undefined ? workload : (resolve(intent) ?? workload);
      const found = new Map<string, WorkloadView | undefined>();
      let asked = false;
      const before = diagnostics.length;
      const lowered = lowerWorkload(resolved, {
        ...lowerInput,
        find: (reference, system) => {
          const view = lowerInput.find(reference, system);
          found.set(reference, view);
          return view;
        },
        names: () => {
          asked = true;
          return lowerInput.names();
        },
      });
      const own = [...(told.get(intent) ?? []), ...diagnostics.slice(before)];
      const isPlain =
        resolved.spec['runtime'] === undefined || !('imageFrom' in (resolved.spec['runtime'] as object));
      if (!asked && isPlain)
        memory.set(intent, {
          delivery: deliveries.get(intent.name),
          resolved,
          lowered,
          diagnostics: own,
          found,
        });
      return lowered;
    },
  };
}

function finder(
  workloads: readonly ResolvedWorkload[],
): (reference: string, system: string) => WorkloadView | undefined {
  const byName = new Map(workloads.map((one) => [one.name, one]));
  return (reference) => {
    const slash = reference.indexOf('/');
    const found = byName.get(reference.slice(slash + 1));
    if (found === undefined) return undefined;
    if (slash < 0) return viewOf(found);
    const { definition, system } = found;
    const written = reference.slice(0, slash);
    const same = written === system.name || definition.get('System', written)?.name === system.name;
    return same ? viewOf(found) : undefined;
  };
}

function viewOf({ id, kind, name, system, owner, placements, spec }: ResolvedWorkload): WorkloadView {
  return { id, kind, name, system: system.name, owner, placements, spec };
}
