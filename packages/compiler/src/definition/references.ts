import { isObject, suggest, valueAt, withValueAt, type Diagnostic, type Path } from '@fairway/model';
import { canonicalName, indexOf, namesOf, type KindIndex } from './kind-index.ts';
import { reportOn, type Entry } from './entry.ts';
import { problemOfUse } from './lifecycle.ts';

/** References between documents of the definition: they exist, and what they name is fit for use. */
export function checkReferences(
  entries: readonly Entry[],
  indices: ReadonlyMap<string, KindIndex>,
  today: string,
  diagnostics: Diagnostic[],
): void {
  for (const entry of entries) {
    for (const { kind, name, path } of entry.references) {
      const index = indexOf(indices, kind);
      const target = index.current.get(canonicalName(index, name));
      const proposed = target ?? index.versions.get(name)?.[0];
      if (proposed === undefined) {
        const nearest = suggest(name, namesOf(index));
        reportOn(diagnostics, entry, path, {
          code: 'FWY3114',
          message: `there is no ${kind} "${name}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
          fix: nearest === undefined ? adviceFor(kind, name, index) : `write ${nearest}`,
        });
        continue;
      }
      const problem = problemOfUse(proposed, today);
      if (problem !== undefined) reportOn(diagnostics, entry, path, problem);
    }
  }
}

function adviceFor(kind: string, name: string, index: KindIndex): string {
  const known = namesOf(index);
  const write = `write ${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind} document named ${name}`;
  return known.length === 0 || known.length > 20 ? write : `use one of ${known.join(', ')}, or ${write}`;
}

/** The entry with every alias in its references replaced by the name, so that nobody after this has to know aliases. */
export function withNames(entry: Entry, indices: ReadonlyMap<string, KindIndex>): Entry {
  let spec: unknown = entry.spec;
  for (const { kind, name, path } of entry.references) {
    const canonical = canonicalName(indexOf(indices, kind), name);
    if (canonical !== name) spec = replaced(spec, path.slice(1), name, canonical);
  }
  if (entry.definition.layer !== 'definition') spec = withServiceNames(spec, indexOf(indices, 'System'));
  return spec === entry.spec ? entry : { ...entry, spec: spec as Entry['spec'] };
}

function replaced(spec: unknown, path: Path, name: string, canonical: string): unknown {
  const there = valueAt(spec, path);
  if (there === name) return withValueAt(spec, path, canonical);
  const key = path.at(-1);
  const parent = path.slice(0, -1);
  const map = valueAt(spec, parent);
  if (key !== name || !isObject(map)) return spec;
  const renamed = Object.fromEntries(
    Object.entries(map).map(([one, value]) => [one === name ? canonical : one, value]),
  );
  return withValueAt(spec, parent, renamed);
}

/** Where governance records and releases name services: one, a list, or the keys of a map. */
const SERVICE_PLACES: readonly Path[] = [['target', 'service'], ['target', 'services'], ['services']];

/** Services as `system/name` in place of an alias of the system; bare names stay. */
function withServiceNames(spec: unknown, systems: KindIndex): unknown {
  if (systems.aliases.size === 0) return spec;
  let result = spec;
  for (const place of SERVICE_PLACES) {
    const there = valueAt(result, place);
    for (const name of namesIn(there)) {
      const slash = name.indexOf('/');
      const system = canonicalName(systems, name.slice(0, slash));
      if (slash < 0 || system === name.slice(0, slash)) continue;
      // What stands beside the name itself is a second entry, and must not swallow it.
      if (isObject(there) && Object.hasOwn(there, `${system}${name.slice(slash)}`)) continue;
      const path = Array.isArray(there)
        ? [...place, there.indexOf(name)]
        : there === name
          ? place
          : [...place, name];
      result = replaced(result, path, name, `${system}${name.slice(slash)}`);
    }
  }
  return result;
}

function namesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (isObject(value)) return Object.keys(value);
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
