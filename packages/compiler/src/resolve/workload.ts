import {
  diagnostic,
  fileStart,
  nodeId,
  valueAt,
  type Definition,
  type DefinitionDocument,
  type Diagnostic,
  type EnvironmentView,
  type KindShape,
  type Path,
  type Placement,
  type Problem,
  type SystemSpec,
  type WorkloadKind,
} from '@fairway/model';
import type { Unresolved } from './unresolved.ts';
import { authorsPath, type Intent } from '../load/intent.ts';
import { listKeysOf } from '../schema/list-keys.ts';
import { checkConstraints } from '../validate/constraints.ts';
import { applyCaps } from './caps.ts';
import { deliversTo, reportStrategyConflict, strategyOf } from './delivery.ts';
import { ABOUT_IMAGE, askedImage, imageOf, type ImageOverride } from './images.ts';
import { createBases, decidingLayer, type BaseLayers, type Layer } from './layers.ts';
import { withoutIncomplete } from './incomplete.ts';
import { reportLimits } from './limits.ts';
import { mergeValues } from './merge.ts';
import { ABOUT_OWNERSHIP, ownershipOf, standInOwnership } from './ownership.ts';
import { createPlacer } from './placement.ts';
import { reportLaxer } from './stricter.ts';
import { serviceDefinitions } from './service-definition.ts';

type Spec = Readonly<Record<string, unknown>>;

/** A workload as it stands in one environment: everything decided, nothing lowered yet. */
export interface ResolvedWorkload {
  readonly intent: Intent;
  readonly id: string;
  readonly kind: string;
  readonly shape: KindShape;
  readonly name: string;
  readonly system: DefinitionDocument<SystemSpec>;
  readonly owner: string;
  readonly spec: Spec;
  readonly placements: readonly Placement[];
  readonly image: string | null;
  /** The definition with the versions that this service gets. */
  readonly definition: Definition;
  /** `Kind/name@version` of the definition documents it was made with; grows while it is lowered. */
  readonly used: ReadonlySet<string>;
  /** The documents that gave the spec, weakest first. */
  readonly layers: () => readonly Layer[];
  /** Reports a problem at the document that decided a path of the effective spec. */
  readonly report: (problem: Problem, path: Path) => void;
  /** Whether errors are known already, so that lowering may meet what is not whole. */
  readonly broken: boolean;
  /** Whether owner or system are not the real ones: it is judged, but never compiled. */
  readonly standIn: boolean;
}

export interface ResolveInput {
  readonly definition: Definition;
  /** The definition, not observed: layers are merged whole, so reading them says nothing. */
  readonly plain: Definition;
  readonly environment: EnvironmentView;
  readonly images: readonly ImageOverride[];
  readonly deliveries: ReadonlyMap<string, Intent>;
  readonly diagnostics: Diagnostic[];
  /** Takes workloads that should exist but cannot be followed to their units. */
  readonly unresolved: Unresolved[];
}

/** A function that resolves one intent in one environment; `undefined` where it does not exist there. */
export function createResolver(input: ResolveInput): (intent: Intent) => ResolvedWorkload | undefined {
  const { environment, definition } = input;
  const shared: Shared = {
    bases: createBases(environment),
    services: serviceDefinitions(definition, environment.name),
    placeOn: createPlacer(environment, definition),
  };
  return (intent) => resolveWorkload(intent, input, shared);
}

/** What the workloads of one environment have in common. */
interface Shared {
  readonly bases: ReturnType<typeof createBases>;
  readonly services: ReturnType<typeof serviceDefinitions>;
  readonly placeOn: ReturnType<typeof createPlacer>;
}

function resolveWorkload(
  intent: Intent,
  input: ResolveInput,
  { bases, services, placeOn }: Shared,
): ResolvedWorkload | undefined {
  const { definition, environment, deliveries, diagnostics } = input;
  const kind = intent.schema.kind as WorkloadKind;
  const delivery = deliveries.get(intent.name);
  if (delivery !== undefined) reportStrategyConflict(delivery, intent, diagnostics);
  if (!deliversTo(delivery, environment.name, definition)) {
    // Where the list itself is wrong, nobody knows whether the environment is meant.
    if (delivery?.broken === true) input.unresolved.push({ intent });
    return undefined;
  }

  let layers = noLayers;
  let spec: Spec = intent.spec;
  let placements: readonly Placement[] = [];
  let standIn = false;
  let isAsked = (): boolean => false;
  const unnamed = (): boolean => standIn || intent.nameless === true;
  const report = (problem: Problem, path: Path): void => {
    if (standIn && ABOUT_OWNERSHIP.has(problem.code)) return;
    const units = problem.units ?? (unnamed() ? [] : unitIds(placements, environment.name, intent.name));
    const message = `--image: ${problem.message}`;
    if (ABOUT_IMAGE.has(problem.code) && path.at(-1) === 'image' && isAsked())
      diagnostics.push(diagnostic({ ...problem, message, units }, fileStart('')));
    else diagnostics.push(locateProblem({ ...problem, units }, path, intent, layers(), spec));
  };
  let ownership = ownershipOf(intent, definition, report);
  if (ownership === undefined) {
    standIn = true;
    ownership = standInOwnership(intent, definition);
  }
  if (ownership === undefined) {
    input.unresolved.push({ intent });
    return undefined;
  }
  const { owner, system } = ownership;
  isAsked = () =>
    !unnamed() && askedImage(intent, system.name, environment, definition, input.images) !== undefined;
  const service = services(`${system.name}/${intent.name}`);
  const base = bases(intent, service.shared ? input.plain : service.definition, service.shared);
  for (const { used } of base.layers) if (used !== undefined) service.used.add(used);
  // Listed only where asked for: nearly all workloads have no problem.
  layers = () => layersOf(intent, delivery, environment.name, base);
  spec = effectiveSpec(intent, delivery, environment, base, service.definition, report);

  const placement = (spec['placement'] as 'primary' | 'each' | undefined) ?? kind.defaultPlacement;
  const placed = placeOn(system, placement);
  // A service that stands nowhere has no units to name, so the problem stands in its own document, whoever chose the placement.
  if (!placed.ok)
    diagnostics.push(diagnostic(placed.problem, intent.document.locate(intent.place(['placement']))));
  placements = placed.ok ? placed.placements : [];
  reportEffective(intent, spec, environment, report);
  const partial = base.partial || intent.overrides.has(environment.name);
  const judged = partial ? withoutIncomplete(spec, intent.schema.spec.v1beta1, report) : spec;
  return {
    intent,
    id: nodeId('workload', system.name, intent.name),
    kind: kind.kind,
    shape: kind.shape,
    name: intent.name,
    system,
    owner,
    spec: judged,
    placements,
    image: imageOf(intent, system.name, environment, definition, input.images),
    definition: service.definition,
    used: service.used,
    layers,
    report,
    broken: standIn || judged !== spec || intent.broken || delivery?.broken === true,
    standIn,
  };
}

const noLayers = (): readonly Layer[] => [];

function unitIds(placements: readonly Placement[], environment: string, name: string): string[] {
  return placements.map((at) => `${environment}/${at.cluster}/${at.namespace}/${name}`);
}

/** All documents that take part, weakest first. */
function layersOf(
  intent: Intent,
  delivery: Intent | undefined,
  environment: string,
  base: BaseLayers,
): Layer[] {
  const layers: Layer[] = [...base.layers];
  layers.push({
    name: 'spec',
    document: intent.document,
    value: intent.spec,
    place: (path) => intent.place(path),
  });
  const strategy = strategyOf(delivery);
  if (delivery !== undefined && strategy !== undefined) {
    const place = (path: Path): Path =>
      delivery.place(['strategy', ...path.slice(1).filter((name) => name !== 'rollout')]);
    layers.push({ name: 'delivery', document: delivery.document, value: strategy, place });
  }
  const override = intent.overrides.get(environment);
  if (override !== undefined) {
    const place = (path: Path): Path => intent.place(path, environment);
    layers.push({ name: 'environment', document: intent.document, value: override.spec, place });
  }
  return layers;
}

function effectiveSpec(
  intent: Intent,
  delivery: Intent | undefined,
  environment: EnvironmentView,
  base: BaseLayers,
  definition: Definition,
  report: (problem: Problem, path: Path) => void,
): Spec {
  const keys = listKeysOf(intent.schema);
  const listKeyOf = (path: string): string | undefined => keys.get(path);
  let spec = mergeValues(base.merged, intent.spec, listKeyOf) as Spec;
  const strategy = strategyOf(delivery);
  if (strategy !== undefined) spec = mergeValues(spec, strategy, listKeyOf) as Spec;
  const { spec: lowered, capped } = applyCaps(spec, environment.class.spec.caps);
  for (const { path, from, to } of capped) {
    // Only what the author wrote is worth a note: nobody asked for a default.
    if (valueAt(intent.spec, path) === undefined && valueAt(strategy, path) === undefined) continue;
    report(
      {
        code: 'FWY3007',
        severity: 'note',
        message: `${path.join('.')} is ${String(from)}; class ${environment.class.name} lowers it to ${String(to)} in ${environment.name}`,
        fix: `environments.${environment.name}.${path.join('.')} may say more`,
      },
      path,
    );
  }
  const override = intent.overrides.get(environment.name);
  if (override === undefined) return lowered;
  reportLaxer(intent, lowered, override.spec, definition, report);
  return mergeValues(lowered, override.spec, listKeyOf) as Spec;
}

function reportEffective(
  intent: Intent,
  spec: Spec,
  environment: EnvironmentView,
  report: (problem: Problem, path: Path) => void,
): void {
  reportLimits(spec, environment, report);
  const spelled = (path: Path): Path => authorsPath(intent, path);
  const problems = checkConstraints(spec, intent.schema.constraints, spelled);
  if (problems.length === 0) return;
  const override = intent.overrides.get(environment.name)?.spec;
  for (const { problem, path, involved } of problems) {
    // A constraint that breaks within `spec` alone was reported when the document was read.
    const own = involved.length > 0 && involved.every((one) => valueAt(intent.spec, one) !== undefined);
    if (!own || involved.some((one) => valueAt(override, one) !== undefined)) report(problem, path);
  }
}

function locateProblem(
  problem: Problem,
  path: Path,
  intent: Intent,
  layers: readonly Layer[],
  spec: Spec,
): Diagnostic {
  const found = decidingLayer(layers, path, spec, intent.schema);
  if (found === undefined) return diagnostic(problem, intent.document.locate(intent.place(path)));
  return diagnostic(problem, found.layer.document.locate(found.layer.place(found.path)));
}
