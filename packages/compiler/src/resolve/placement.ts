import type {
  Definition,
  DefinitionDocument,
  EnvironmentView,
  Placement,
  Problem,
  SystemSpec,
} from '@fairway/model';

type Entry = EnvironmentView['spec']['clusters'][number];

/** Where one workload goes, or why it goes nowhere. */
export type PlacementResult =
  | { readonly ok: true; readonly placements: readonly Placement[] }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Places workloads of one environment. Those of one system that are placed alike share one result.
 */
export function createPlacer(
  environment: EnvironmentView,
  definition: Definition,
): (system: DefinitionDocument<SystemSpec>, placement: 'primary' | 'each') => PlacementResult {
  type Results = Map<DefinitionDocument<SystemSpec>, PlacementResult>;
  const known: Readonly<Record<'primary' | 'each', Results>> = { primary: new Map(), each: new Map() };
  return (system, written) => {
    // The defaults of a kind may say something else, which is an error of theirs.
    const placement = written === 'each' ? 'each' : 'primary';
    let result = known[placement].get(system);
    if (result === undefined) {
      const namespace = namespaceOf(definition, system.name, environment.name);
      result = placeOn(environment, system, placement, namespace);
      known[placement].set(system, result);
    }
    return result;
  };
}

/**
 * Chooses clusters for a workload: every entry of the environment that takes its tier and system (`each`),
 * or the primary one of them (INTENT.md "Who decides").
 */
function placeOn(
  environment: EnvironmentView,
  system: DefinitionDocument<SystemSpec>,
  placement: 'primary' | 'each',
  namespace: string,
): PlacementResult {
  const tier = system.spec.tenantTier ?? 'shared-standard';
  const matching = environment.spec.clusters.filter((entry) => takes(entry, tier, system.name));
  if (matching.length === 0) {
    const entries = environment.spec.clusters.map(entryWords).join('; ');
    return {
      ok: false,
      problem: {
        code: 'FWY3011',
        message: `no cluster of ${environment.name} takes system ${system.name} of tier ${tier}`,
        fix: `clusters of ${environment.name}: ${entries === '' ? 'none' : entries}`,
      },
    };
  }
  if (placement === 'each')
    return { ok: true, placements: matching.map(({ name }) => ({ cluster: name, namespace })) };
  const primary =
    matching.find((entry) => entry.primary === true) ?? (matching.length === 1 ? matching[0] : undefined);
  if (primary === undefined) {
    return {
      ok: false,
      problem: {
        code: 'FWY3012',
        message: `${environment.name} has ${matching.length} clusters for system ${system.name}, and none of them is primary`,
        fix: `mark one of ${matching.map(({ name }) => name).join(', ')} with primary: true, or set placement: each`,
      },
    };
  }
  return { ok: true, placements: [{ cluster: primary.name, namespace }] };
}

function takes(entry: Entry, tier: string, system: string): boolean {
  if (entry.tenantTiers !== undefined && !entry.tenantTiers.includes(tier)) return false;
  return entry.systems === undefined || entry.systems.includes(system);
}

function entryWords(entry: Entry): string {
  const limits = [
    ...(entry.tenantTiers === undefined ? [] : [`tiers ${entry.tenantTiers.join(', ')}`]),
    ...(entry.systems === undefined ? [] : [`systems ${entry.systems.join(', ')}`]),
  ];
  return limits.length === 0 ? entry.name : `${entry.name} (${limits.join('; ')})`;
}

/** The name of a system's namespace, by the organization's pattern. */
function namespaceOf(definition: Definition, system: string, environment: string): string {
  return definition.organization.naming.namespace
    .replaceAll('{system}', system)
    .replaceAll(/\{env(?:ironment)?\}/g, environment);
}
