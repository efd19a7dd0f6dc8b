import { compareText, type Definition, type Diagnostic, type EnvironmentView, type WorkloadView } from '@fairway/model';
import type { Unresolved } from '../check/blocked-units.ts';
import type { CompileInput } from '../compile-input.ts';
import type { Intent } from '../load/intent.ts';
import type { Observer } from '../observer.ts';
import { resolveImagesFrom } from '../resolve/images-from.ts';
import { createResolver, type ResolvedWorkload } from '../resolve/workload.ts';
import { lowerWorkload, type LoweredWorkload, type LowerInput } from './lower.ts';

export interface LowerAllInput extends Pick<CompileInput, 'images'> {
  readonly intents: readonly Intent[];
  readonly definition: Definition;
  /** The definition, not observed. */
  readonly plain: Definition;
  readonly environment: EnvironmentView;
  readonly deliveries: ReadonlyMap<string, Intent>;
  readonly observer: Observer | undefined;
  readonly diagnostics: Diagnostic[];
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
  const resolve = createResolver({ ...input, images, unresolved });
  const resolved: ResolvedWorkload[] = [];
  for (const intent of intents) {
    const { kind } = intent.schema;
    if (kind.layer !== 'workload' || kind.upcoming !== undefined) continue;
    const workload = resolve(intent);
    if (workload === undefined) continue;
    resolved.push(observer === undefined ? workload : { ...workload, spec: observer.spec(workload) });
  }
  const workloads = resolveImagesFrom(resolved.toSorted((a, b) => compareText(a.id, b.id)));
  const lowerInput: LowerInput = {
    environment,
    find: finder(workloads),
    names: () => workloads.map(({ name }) => name),
  };
  const lowered: LoweredWorkload[] = [];
  for (const workload of workloads) {
    const one = workload.broken ? lowerBroken(workload, lowerInput) : lowerWorkload(workload, lowerInput);
    if (one !== undefined) lowered.push(one);
    if (one === undefined || workload.placements.length === 0)
      unresolved.push({ intent: workload.intent, system: workload.system.name });
  }
  return { lowered, unresolved };
}

/**
 * A document with errors is still looked at, so that all its problems are reported at once.
 * Where something required is missing, a part may fail on it; that is reported already.
 */
function lowerBroken(workload: ResolvedWorkload, input: LowerInput): LoweredWorkload | undefined {
  try {
    return lowerWorkload(workload, input);
  } catch {
    return undefined;
  }
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
