import {
  compareDiagnostics,
  diagnostic,
  fileStart,
  suggest,
  type Compilation,
  type Definition,
  type Diagnostic,
  type Platform,
  type ResourceGraph,
  type Unit,
} from '@fairway/model';
import { blockedUnits, nameBlockedUnits } from './check/blocked-units.ts';
import { checkEndpoints } from './check/endpoints.ts';
import { incompleteUnits } from './check/incomplete-units.ts';
import { noteCycles } from './check/cycles.ts';
import { uniqueIntents } from './check/names.ts';
import { checkPreviousGraph } from './check/previous.ts';
import { checkReferences } from './check/references.ts';
import { checkReleases } from './check/releases.ts';
import { checkUses } from './check/uses.ts';
import type { CompileInput } from './compile-input.ts';
import { buildGraph } from './environment-graph.ts';
import { viewsOf } from './environment-view.ts';
import { loadIntents } from './load/load-intents.ts';
import { lowerAll } from './lower/lower-all.ts';
import type { Observer } from './observer.ts';
import { patchesOf } from './patch/select.ts';
import { deliveriesByService } from './resolve/delivery.ts';
import { checkKubernetesVersions } from './strict/kubernetes-versions.ts';
import type { Validity } from './strict/validity.ts';
import { inputHashes } from './unit/input-hash.ts';
import { emittersByNode, makeUnit, type UnitFactory } from './unit/make-unit.ts';
import { planUnits } from './unit/plan-units.ts';
import { asWorking, type WorkingMemory } from './unit/unit-memory.ts';
import type { UnitPlan } from './unit/unit-plan.ts';

/** What stands around a compilation; none of it changes a byte of the output. */
export interface Around {
  readonly observer?: Observer;
  /** Holds finished units to what their cluster serves. */
  readonly validity?: Validity;
}

/** Compiles one environment, watched by an observer, and held to what clusters serve if asked. */
export function compileObserved(
  platform: Platform,
  input: CompileInput,
  { observer, validity }: Around,
): Compilation {
  const { documents, now } = input;
  const definition = observer?.definition(input.definition) ?? input.definition;
  const diagnostics: Diagnostic[] = [];
  const environments = viewsOf(definition, input.environment);
  if (environments === undefined) {
    startMemory(platform, input);
    return unknownEnvironment(input);
  }
  const { environment, clusters } = environments;

  const loaded = loadIntents(platform, input.definition, documents, now.slice(0, 10));
  for (const one of loaded) diagnostics.push(...one.diagnostics);
  const references = checkReferences(loaded, input.definition);
  diagnostics.push(...references.diagnostics);
  const unique = uniqueIntents(
    loaded.flatMap(({ intent, document }) => {
      if (intent === undefined) return [];
      return [references.broken.has(document) ? { ...intent, broken: true } : intent];
    }),
    input.definition,
    diagnostics,
  );
  const deliveries = deliveriesByService(unique.intents, diagnostics);
  const { lowered, unresolved } = lowerAll({
    ...(input.images === undefined ? {} : { images: input.images }),
    intents: unique.intents,
    duplicates: [...unique.duplicates, ...loaded.flatMap(({ nameless }) => nameless ?? [])],
    definition,
    plain: input.definition,
    environment,
    deliveries,
    observer,
    diagnostics,
    memory: input.memory === undefined ? undefined : asWorking(input.memory).lowering,
  });
  const workloads = lowered.map(({ workload }) => workload);
  diagnostics.push(
    ...checkUses(workloads, input.definition, now.slice(0, 10)),
    ...checkEndpoints(lowered, environment.name),
    ...noteCycles(lowered),
  );

  const graph = buildGraph(lowered);
  const published = publishedGraph(definition, environment.name, graph);
  if (input.previousGraph !== undefined)
    diagnostics.push(...checkPreviousGraph(published, input.previousGraph, lowered));
  const plans = planUnits(lowered, graph, environment.name);
  diagnostics.push(...checkReleases(input.definition, environment.name, plans));
  if (validity !== undefined) diagnostics.push(...checkKubernetesVersions(plans, clusters));
  const blocking = { plans, loaded, deliveries, unresolved };
  const named = nameBlockedUnits(diagnostics, blocking);
  const incomplete = incompleteUnits(plans, clusters, input.definition);
  const blocked = new Set([...blockedUnits(named, blocking), ...incomplete]);
  const lenient = observer?.evenBlocked === true;
  const factory: UnitFactory = {
    platform: lenient ? { ...platform, invariants: [] } : platform,
    definition,
    environment,
    graph,
    clusters,
    emitters: emittersByNode(emittersFor(platform, observer?.onlyKind)),
    patches: patchesOf(definition, environment.name, now),
    inputHash: inputHashes(platform.sha256),
    validity,
  };
  return {
    graph: published,
    diagnostics: named.toSorted(compareDiagnostics),
    units: { [Symbol.iterator]: () => makeUnits(plans, lenient ? incomplete : blocked, factory, input) },
    unitIds: plans.map(({ id }) => id),
    blocked,
    complete:
      unresolved.length === 0 &&
      unique.duplicates.length === 0 &&
      loaded.every(({ intent }) => intent !== undefined),
  };
}

function publishedGraph(
  definition: Definition,
  environment: string,
  { nodes, edges }: Pick<ResourceGraph, 'nodes' | 'edges'>,
): ResourceGraph {
  const organization = definition.organization.api.group;
  return { apiVersion: 'fairway.dev/graph/v1', organization, environment, nodes, edges };
}

function emittersFor({ emitters }: Platform, kind: string | undefined): Platform['emitters'] {
  return kind === undefined ? emitters : emitters.filter(({ emits }) => emits.some((one) => one.kind === kind));
}

function* makeUnits(
  plans: readonly UnitPlan[],
  blocked: ReadonlySet<string>,
  factory: UnitFactory,
  input: CompileInput,
): Iterator<Unit> {
  const { only } = input;
  const memory = startMemory(factory.platform, { ...input, definition: factory.definition });
  for (const plan of plans) {
    if (blocked.has(plan.id) || (only !== undefined && !only(plan))) continue;
    if (memory === undefined) {
      yield makeUnit(plan, factory);
      continue;
    }
    if (memory.recall(plan, factory.graph)) continue;
    const watched = memory.watch(factory.graph);
    const unit = makeUnit(plan, { ...factory, graph: watched.graph });
    memory.remember(plan, unit, watched);
    yield unit;
  }
}

/** The memory, which knows nothing of this compilation yet: what was unchanged in the last one may be gone now. */
function startMemory(
  platform: Platform,
  { definition, memory: given, now }: CompileInput,
): WorkingMemory | undefined {
  const memory = given === undefined ? undefined : asWorking(given);
  memory?.start({ platform, definition, today: now.slice(0, 10) });
  return memory;
}

function unknownEnvironment({ definition, environment }: CompileInput): Compilation {
  const names = definition.environments.map(({ name }) => name);
  const nearest = suggest(environment, names);
  const problem = {
    code: 'FWY3000',
    message: `there is no Environment "${environment}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
    fix: `known: ${names.join(', ')}`,
  };
  const graph = publishedGraph(definition, environment, { nodes: [], edges: [] });
  const diagnostics = [diagnostic(problem, fileStart(''))];
  return { graph, diagnostics, units: [], unitIds: [], blocked: new Set(), complete: false };
}
