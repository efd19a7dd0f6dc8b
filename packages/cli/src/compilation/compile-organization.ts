import {
  checkPatchTargets,
  checkServiceNames,
  compile,
  type ImageOverride,
  type PatchableService,
  type UnchangedUnit,
  type UnitMemory,
} from '@fairway/compiler';
import type { Diagnostic, ResourceGraph, Unit } from '@fairway/model';
import { hasErrors } from '../organization/diagnostics.ts';
import type { Organization } from '../organization/load.ts';
import type { Progress } from '../progress.ts';

export interface CompileOptions {
  readonly organization: Organization;
  /** Names or aliases; absent: the whole chain. */
  readonly environments?: readonly string[] | undefined;
  /** Only units of this service are made; all are checked. */
  readonly service?: string | undefined;
  readonly images?: readonly ImageOverride[];
  readonly previous?: (environment: string) => ResourceGraph | undefined;
  /** ISO date and time. */
  readonly now: string;
  /** Per environment; units that would come out as last time are not made again. */
  readonly memory?: (environment: string) => UnitMemory;
  readonly progress?: Progress;
  /** What the command itself has to say once every workload is known. */
  readonly verify?: (workloads: readonly PatchableService[]) => readonly Diagnostic[];
}

export interface CompiledOrganization {
  /** Made one at a time, one environment after the other; blocked units are left out. */
  readonly units: Iterable<Unit>;
  /** Everything that is known so far; complete once the units are consumed. */
  readonly diagnostics: () => readonly (readonly Diagnostic[])[];
  /** Units that errors block, late ones included; grows while the units are consumed. */
  readonly blocked: Set<string>;
  /** Units that would come out as last time; grows while the units are consumed. */
  readonly unchanged: Set<string>;
  /** Whether any error is known so far. */
  readonly failed: () => boolean;
  /** False as soon as some document could not even be named. */
  readonly isComplete: () => boolean;
  readonly counts: Counts;
}

/** What a compilation holds; complete once its units are consumed. */
export interface Counts {
  readonly environments: string[];
  readonly clusters: Set<string>;
  readonly services: Set<string>;
  units: number;
  objects: number;
}

function count(counts: Counts, unit: Pick<UnchangedUnit, 'cluster' | 'service' | 'objects'>): void {
  counts.units += 1;
  counts.objects += unit.objects;
  counts.clusters.add(unit.cluster);
  if (unit.service !== null) counts.services.add(unit.service);
}

/** Compiles the environments of an organization one after the other. */
export function compileOrganization(options: CompileOptions): CompiledOrganization {
  const { organization } = options;
  const { definition } = organization;
  const lists: (readonly Diagnostic[])[] = [];
  const state = { complete: organization.complete, failed: false };
  const add = (diagnostics: readonly Diagnostic[]): void => {
    if (diagnostics.length > 0) lists.push(diagnostics);
    state.failed ||= hasErrors(diagnostics);
  };
  add(organization.diagnostics);
  const blocked = new Set<string>();
  const unchanged = new Set<string>();
  const counts: Counts = { environments: [], clusters: new Set(), services: new Set(), units: 0, objects: 0 };
  const names = options.environments ?? definition.environments.map(({ name }) => name);
  const recall = (unit: UnchangedUnit): void => {
    add(unit.diagnostics);
    if (unit.diagnostics.some(({ severity }) => severity === 'error')) blocked.add(unit.id);
    else count(counts, unit);
    unchanged.add(unit.id);
  };
  const workloads: PatchableService[] = [];
  /** A function of its own, so that nothing of one environment is held in memory while the next is compiled. */
  function* unitsOf(environment: string): Generator<Unit> {
    counts.environments.push(environment);
    options.progress?.step(`compiling ${environment}`);
    const previousGraph = options.previous?.(environment);
    const { service } = options;
    const memory = options.memory?.(environment);
    const compilation = compile(organization.platform, {
      definition,
      environment,
      documents: organization.intents,
      now: options.now,
      images: options.images ?? [],
      ...(previousGraph === undefined ? {} : { previousGraph }),
      ...(service === undefined ? {} : { only: (unit) => unit.service === service }),
      ...(memory === undefined ? {} : { memory }),
    });
    add(compilation.diagnostics);
    // Not the nodes themselves: they would hold the graphs of all environments in memory.
    for (const { type, name, system } of compilation.graph.nodes)
      if (type === 'workload') workloads.push({ name, system });
    state.complete &&= compilation.complete;
    for (const id of compilation.blocked) blocked.add(id);
    for (const unit of compilation.units) {
      add(unit.diagnostics);
      if (unit.diagnostics.some(({ severity }) => severity === 'error')) {
        blocked.add(unit.id);
        continue;
      }
      count(counts, { ...unit, objects: unit.objects.length });
      options.progress?.step(`compiling ${environment}: ${counts.units} units`);
      yield unit;
    }
    for (const unit of memory?.unchanged() ?? []) recall(unit);
  }
  function* units(): Generator<Unit> {
    for (const environment of names) yield* unitsOf(environment);
    // Whether a service exists anywhere is known only where every environment was looked at.
    const all = definition.environments.every(({ name }) => names.includes(name));
    if (all && state.complete) {
      add(checkPatchTargets(definition, workloads));
      add(checkServiceNames(definition, workloads));
    }
    add(options.verify?.(workloads) ?? []);
  }
  return {
    units: units(),
    diagnostics: () => lists,
    blocked,
    unchanged,
    failed: () => state.failed,
    isComplete: () => state.complete,
    counts,
  };
}
