import {
  compareText,
  diagnostic,
  type Definition,
  type DefinitionDocument,
  type Diagnostic,
  type ReleaseSetSpec,
} from '@fairway/model';
import { isGiven } from '../resolve/images.ts';
import type { UnitPlan } from '../unit/unit-plan.ts';

/** What one ReleaseSet says of one service. */
interface Entry {
  readonly set: DefinitionDocument<ReleaseSetSpec>;
  /** As it is written: `name` or `system/name`. */
  readonly key: string;
  /** `undefined` where only the name stands. */
  readonly system: string | undefined;
  readonly image: string;
}

/**
 * FWY4039: releases that give one service two images in an environment. What the command line names speaks first,
 * so it disagrees with nothing but itself.
 */
export function checkReleases(
  definition: Definition,
  environment: string,
  plans: readonly UnitPlan[],
): Diagnostic[] {
  const several = entriesOf(definition, environment);
  if (several.size === 0) return [];
  const units = new Map<string, UnitPlan[]>();
  for (const plan of plans) {
    if (plan.service === null || !several.has(plan.service)) continue;
    const list = units.get(plan.service);
    if (list === undefined) units.set(plan.service, [plan]);
    else list.push(plan);
  }
  return [...units].flatMap(([service, mine]) => {
    const system = mine[0]?.system.name;
    const all = (several.get(service) ?? []).filter((one) => one.system === undefined || one.system === system);
    const given = all.filter(({ set }) => isGiven(set));
    const ids = mine.map(({ id }) => id);
    return disagreements(given.length > 0 ? given : all, `${service} in ${environment}`, ids);
  });
}

/** What is said of services that more than one entry names, by their bare names. */
function entriesOf(definition: Definition, environment: string): ReadonlyMap<string, readonly Entry[]> {
  const byName = new Map<string, Entry[]>();
  for (const set of definition.all('ReleaseSet')) {
    if (definition.get('Environment', set.spec.environment)?.name !== environment) continue;
    for (const [key, { image }] of Object.entries(set.spec.services)) {
      const slash = key.indexOf('/');
      const written = slash < 0 ? undefined : key.slice(0, slash);
      const system = written && (definition.get('System', written)?.name ?? written);
      const name = key.slice(slash + 1);
      const list = byName.get(name);
      if (list === undefined) byName.set(name, [{ set, key, system, image }]);
      else list.push({ set, key, system, image });
    }
  }
  for (const [name, list] of byName) if (list.length === 1) byName.delete(name);
  return byName;
}

/** Everything that says something else than the first entry, in the order of files and lines. */
function disagreements(entries: readonly Entry[], subject: string, units: readonly string[]): Diagnostic[] {
  const placed = entries
    .map((one) => ({ ...one, place: one.set.source.locate(['spec', 'services', one.key]) }))
    .toSorted(
      (a, b) =>
        compareText(a.place.file, b.place.file) ||
        a.place.line - b.place.line ||
        a.place.column - b.place.column,
    );
  const [first, ...others] = placed;
  return others.flatMap(({ set, key, image, place }) => {
    if (first === undefined || image === first.image) return [];
    const { file, line, column } = first.place;
    const other = first.set === set ? first.key : `ReleaseSet ${first.set.name}`;
    const problem = {
      code: 'FWY4039',
      message: `two images for ${subject}: ReleaseSet ${set.name} says ${image} for ${key}, ${other} says ${first.image}`,
      fix: 'keep one of the two entries, or name the file that is to decide with --releases',
      units,
      related: [{ file, line, column, message: `ReleaseSet ${first.set.name} says ${first.image}` }],
    };
    return [diagnostic(problem, place)];
  });
}
