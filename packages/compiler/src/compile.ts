import {
  compareDiagnostics,
  compareText,
  diagnostic,
  fileStart,
  suggest,
  type Compilation,
  type Definition,
  type Diagnostic,
  type EnvironmentView,
  type Platform,
  type ResourceGraph,
  type Unit,
  type WorkloadView,
} from '@fairway/model';
import { checkEndpoints } from './check/endpoints.ts';
import { noteCycles } from './check/cycles.ts';
import { uniqueIntents } from './check/names.ts';
import { checkPreviousGraph } from './check/previous.ts';
import { checkReferences } from './check/references.ts';
import { checkUses } from './check/uses.ts';
import type { CompileInput } from './compile-input.ts';
import { buildGraph } from './environment-graph.ts';
import { viewsOf } from './environment-view.ts';
import type { Intent, LoadedIntent } from './load/intent.ts';
import { loadIntents } from './load/load-intents.ts';
import { lowerWorkload, type LoweredWorkload } from './lower/lower.ts';
import type { Observer } from './observer.ts';
import { patchesOf } from './patch/select.ts';
import { deliveriesByService } from './resolve/delivery.ts';
import { resolveImagesFrom } from './resolve/images-from.ts';
import { createResolver, type ResolvedWorkload } from './resolve/workload.ts';
import { inputHashes } from './unit/input-hash.ts';
import { emittersByNode, makeUnit, type UnitFactory } from './unit/make-unit.ts';
import { planUnits } from './unit/plan-units.ts';
import { asWorking } from './unit/unit-memory.ts';
import type { UnitPlan } from './unit/unit-plan.ts';

/**
 * Compiles one environment. Pure: the same input gives the same bytes; `now` may change diagnostics only.
 * Everything that a user can get wrong in intent is in `diagnostics` before the first unit is made;
 * units are made one at a time while they are iterated.
 */
export function compile(platform: Platform, input: CompileInput): Compilation {
  return compileObserved(platform, input, undefined);
}

/** {@link compile}, watched by an observer. */
export function compileObserved(platform: Platform, input: CompileInput, observer: Observer | undefined): Compilation {
  const { documents, now } = input;
  const definition = observer?.definition(input.definition) ?? input.definition;
  const diagnostics: Diagnostic[] = [];
  const environments = viewsOf(definition, input.environment);
  if (environments === undefined) return unknownEnvironment(input);
  const { environment, clusters } = environments;

  const loaded = loadIntents(platform, input.definition, documents, now.slice(0, 10));
  for (const one of loaded) diagnostics.push(...one.diagnostics);
  diagnostics.push(...checkReferences(loaded, input.definition));
  const intents = uniqueIntents(
    loaded.flatMap(({ intent }) => (intent === undefined ? [] : [intent])),
    diagnostics,
  );
  const lowered = lowerAll(intents, { ...input, definition, plain: input.definition, observer }, environment, diagnostics);
  const workloads = lowered.map(({ workload }) => workload);
  diagnostics.push(...checkUses(workloads, loaded, input.definition, now.slice(0, 10)), ...checkEndpoints(lowered), ...noteCycles(lowered));

  const graph = buildGraph(lowered);
  const published: ResourceGraph = {
    apiVersion: 'fairway.dev/graph/v1',
    organization: definition.organization.api.group,
    environment: environment.name,
    nodes: graph.nodes,
    edges: graph.edges,
  };
  if (input.previousGraph !== undefined) diagnostics.push(...checkPreviousGraph(published, input.previousGraph, lowered));
  const plans = planUnits(lowered, graph, environment.name);
  const named = nameBlockedUnits(diagnostics, plans, loaded);
  const blocked = new Set(named.filter(({ severity }) => severity === 'error').flatMap(({ units }) => units));
  const factory: UnitFactory = {
    platform,
    definition,
    environment,
    graph,
    clusters,
    emitters: emittersByNode(platform.emitters),
    patches: patchesOf(definition, environment.name, now),
    inputHash: inputHashes(platform.sha256),
  };
  return {
    graph: published,
    diagnostics: named.toSorted(compareDiagnostics),
    units: { [Symbol.iterator]: () => makeUnits(plans, blocked, factory, input) },
    unitIds: plans.map(({ id }) => id),
    blocked,
    complete: loaded.every(({ intent }) => intent !== undefined),
  };
}

function* makeUnits(
  plans: readonly UnitPlan[],
  blocked: ReadonlySet<string>,
  factory: UnitFactory,
  { only, memory: given, now }: CompileInput,
): Iterator<Unit> {
  const memory = given === undefined ? undefined : asWorking(given);
  memory?.start({ platform: factory.platform, definition: factory.definition, today: now.slice(0, 10) });
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

function lowerAll(
  intents: readonly Intent[],
  input: CompileInput & { readonly plain: Definition; readonly observer: Observer | undefined },
  environment: EnvironmentView,
  diagnostics: Diagnostic[],
): LoweredWorkload[] {
  const { definition, plain, observer, images = [] } = input;
  const deliveries = deliveriesByService(intents, diagnostics);
  const resolve = createResolver({ definition, plain, environment, images, deliveries, diagnostics });
  const resolved: ResolvedWorkload[] = [];
  for (const intent of intents) {
    const { kind } = intent.schema;
    if (kind.layer !== 'workload' || kind.upcoming !== undefined) continue;
    const workload = resolve(intent);
    if (workload === undefined) continue;
    resolved.push(observer === undefined ? workload : { ...workload, spec: observer.spec(workload) });
  }
  const workloads = resolveImagesFrom(resolved.toSorted((a, b) => compareText(a.id, b.id)));
  const find = finder(workloads);
  const names = (): readonly string[] => workloads.map(({ name }) => name);
  const lowered: LoweredWorkload[] = [];
  for (const workload of workloads) {
    if (workload.intent.broken) {
      const one = lowerBroken(workload, { environment, find, names });
      if (one !== undefined) lowered.push(one);
    } else lowered.push(lowerWorkload(workload, { environment, find, names }));
  }
  return lowered;
}

/**
 * A document with errors is still looked at, so that all its problems are reported at once.
 * Where something required is missing, a part may fail on it; that is reported already.
 */
function lowerBroken(
  workload: ResolvedWorkload,
  input: Parameters<typeof lowerWorkload>[1],
): LoweredWorkload | undefined {
  try {
    return lowerWorkload(workload, input);
  } catch {
    return undefined;
  }
}

function finder(workloads: readonly ResolvedWorkload[]): (reference: string, system: string) => WorkloadView | undefined {
  const byName = new Map(workloads.map((one) => [one.name, one]));
  const view = ({ id, kind, name, system, owner, placements, spec }: ResolvedWorkload): WorkloadView => ({
    id,
    kind,
    name,
    system: system.name,
    owner,
    placements,
    spec,
  });
  return (reference) => {
    const slash = reference.indexOf('/');
    const found = byName.get(reference.slice(slash + 1));
    if (found === undefined) return undefined;
    const { definition, system } = found;
    if (slash < 0) return view(found);
    const written = reference.slice(0, slash);
    return written === system.name || definition.get('System', written)?.name === system.name ? view(found) : undefined;
  };
}

/** Fills in which units each error blocks: those of its document, or all where it concerns the definition. */
function nameBlockedUnits(
  diagnostics: readonly Diagnostic[],
  plans: readonly UnitPlan[],
  loaded: readonly LoadedIntent[],
): Diagnostic[] {
  const byFile = new Map<string, string[]>();
  const files = new Set(loaded.map(({ document }) => document.file));
  const all = plans.map(({ id }) => id);
  const namespaces = new Map<string, string[]>();
  for (const plan of plans) {
    for (const { workload } of plan.workloads) {
      const { file } = workload.intent.document;
      const group = byFile.get(file);
      if (group === undefined) byFile.set(file, [plan.id]);
      else group.push(plan.id);
      if (plan.service !== null) continue;
      const id = `${plan.cluster}/${plan.namespace}/${workload.name}`;
      namespaces.set(id, [plan.id]);
    }
  }
  return diagnostics.map((one) => {
    if (one.severity !== 'error') return one;
    if (one.units.length > 0) return { ...one, units: withNamespaces(one.units, namespaces) };
    const units = byFile.get(one.file) ?? (files.has(one.file) ? [] : all);
    return { ...one, units };
  });
}

/** The namespace's quota is computed from what it holds, so it cannot stand without a blocked workload. */
function withNamespaces(units: readonly string[], namespaces: ReadonlyMap<string, string[]>): string[] {
  const result = new Set(units);
  for (const unit of units) {
    for (const id of namespaces.get(unit.slice(unit.indexOf('/') + 1)) ?? []) result.add(id);
  }
  return [...result].toSorted();
}

function unknownEnvironment({ definition, environment }: CompileInput): Compilation {
  const names = definition.environments.map(({ name }) => name);
  const nearest = suggest(environment, names);
  const problem = {
    code: 'FWY3000',
    message: `there is no Environment "${environment}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
    fix: `known: ${names.join(', ')}`,
  };
  const graph: ResourceGraph = {
    apiVersion: 'fairway.dev/graph/v1',
    organization: definition.organization.api.group,
    environment,
    nodes: [],
    edges: [],
  };
  const diagnostics = [diagnostic(problem, fileStart('fairway.yaml'))];
  return { graph, diagnostics, units: [], unitIds: [], blocked: new Set(), complete: false };
}

