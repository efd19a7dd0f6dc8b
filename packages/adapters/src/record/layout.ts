import type { RecordScope } from '@fairway/model';

/** What a unit folder belongs to, by its place in the record. */
export interface UnitPlace {
  /** `null` for units that belong to no environment. */
  readonly environment: string | null;
  /** `null` for units that belong to no service: namespaces, clusters, shared documents. */
  readonly service: string | null;
}

/** Trees of the record in which a unit may own files outside its own folder. */
const ROOTED_TREES: ReadonlySet<string> = new Set(['_tests', '_terraform']);

/** How many folders deep a unit may lie, by the first folder; environments are all the others. */
const DEPTHS: { readonly [tree: string]: readonly number[] } = {
  _clusters: [2, 3],
  _docs: [2, 3],
  _tests: [5],
  _terraform: [6],
};
const ENVIRONMENT_DEPTHS: readonly number[] = [4];

/** The depths at which folders below this first folder hold units; none below a hidden folder. */
export function unitDepths(tree: string): readonly number[] {
  if (tree.startsWith('.')) return [];
  if (tree.startsWith('_')) return Object.hasOwn(DEPTHS, tree) ? (DEPTHS[tree] ?? []) : [];
  return ENVIRONMENT_DEPTHS;
}

/** Where a unit folder stands; `null` for a folder that cannot hold a unit. */
export function placeOf(folder: string): UnitPlace | null {
  const segments = folder.split('/');
  const [first = '', second = '', third] = segments;
  if (!segments.every(isSafeSegment) || !unitDepths(first).includes(segments.length)) return null;
  const last = segments.at(-1) ?? '';
  if (first === '_clusters') return { environment: null, service: null };
  if (first === '_docs') return { environment: null, service: second === '_shared' ? null : (third ?? null) };
  const environment = first === '_tests' || first === '_terraform' ? second : first;
  return { environment, service: last === '_namespace' ? null : last };
}

/** Whether a write of this scope may touch a unit. */
export function isInScope(place: UnitPlace, scope: RecordScope): boolean {
  const { environments, services } = scope;
  if (environments !== undefined && (place.environment === null || !environments.includes(place.environment))) {
    return false;
  }
  return services === undefined || (place.service !== null && services.includes(place.service));
}

/**
 * The path from the record's root of a file that a unit names: in its own folder, or, with `/`,
 * in a tree of rooted files. `null` for a name that would leave those places.
 */
export function filePath(folder: string, name: string): string | null {
  if (!name.includes('/')) return isSafeSegment(name) ? `${folder}/${name}` : null;
  const segments = name.split('/');
  return segments.every(isSafeSegment) && ROOTED_TREES.has(segments[0] ?? '') ? name : null;
}

/** Neither empty, hidden, `.` or `..`, nor holding a separator, NUL, or another control character. */
function isSafeSegment(segment: string): boolean {
  return (
    segment !== '' &&
    segment.length <= 255 &&
    !segment.startsWith('.') &&
    !/[/\\:\u0000-\u001f\u007f]/.test(segment)
  );
}
