import type { Plugin, ResourceGraph, Unit } from '@fairway/model';

/**
 * The plugin with the parts of its kinds in another order. `seed` chooses the order; the same seed gives the same one.
 * Contributions form a set, so nothing that is compiled may change.
 */
export function shuffledParts(plugin: Plugin, seed: number): Plugin {
  const shuffle = <T>(list: readonly T[]): T[] => shuffled(list, seed);
  return {
    ...plugin,
    ...(plugin.kinds === undefined
      ? {}
      : {
          kinds: plugin.kinds.map((kind) =>
            kind.layer === 'workload' ? { ...kind, parts: shuffle(kind.parts) } : kind,
          ),
        }),
    ...(plugin.extend === undefined
      ? {}
      : {
          extend: Object.fromEntries(
            Object.entries(plugin.extend).map(([kind, parts]) => [kind, shuffle(parts)]),
          ),
        }),
  };
}

/**
 * Where the order of parts changed what was compiled: ids of nodes, edges, and units that differ. Empty: the law holds.
 * `compile` compiles the same organization with the plugin it is given.
 */
export function orderDifferences(
  plugin: Plugin,
  seeds: readonly number[],
  compile: (plugin: Plugin) => { readonly graph: ResourceGraph; readonly units: Iterable<Unit> },
): string[] {
  const expected = contentOf(compile(plugin));
  const differing = new Set<string>();
  for (const seed of seeds) {
    const found = contentOf(compile(shuffledParts(plugin, seed)));
    for (const id of new Set([...expected.keys(), ...found.keys()])) {
      if (expected.get(id) !== found.get(id)) differing.add(id);
    }
  }
  return [...differing].sort();
}

function contentOf({
  graph,
  units,
}: {
  readonly graph: ResourceGraph;
  readonly units: Iterable<Unit>;
}): Map<string, string> {
  const content = new Map<string, string>();
  for (const one of [...graph.nodes, ...graph.edges]) content.set(one.id, canonical(one));
  for (const unit of units) content.set(unit.id, canonical(unit.objects));
  return content;
}

/** JSON with sorted keys: the order of fields has no meaning in the graph. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Fisher and Yates, with a linear congruential generator (Numerical Recipes) for the choice. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const result = [...list];
  let state = seed >>> 0;
  for (let index = result.length - 1; index > 0; index -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (index + 1));
    const kept = result[index] as T;
    result[index] = result[other] as T;
    result[other] = kept;
  }
  return result;
}
