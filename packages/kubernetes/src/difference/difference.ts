import { compareText } from '@fairway/model';
import type { Addressed, FieldPath, FieldSegment } from '../field-path/index.ts';
import { formatAddress, listKey } from '../field-path/index.ts';
import { keyValue } from '../field-path/list-keys.ts';
import { sameQuantity } from '../quantity/index.ts';

/** A field that differs; `undefined` where it is absent. An added or removed part is one change with its whole value. */
export interface FieldChange {
  readonly path: FieldPath;
  readonly before: unknown;
  readonly after: unknown;
}

/** An object that differs between two lists. */
export interface ObjectChange {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  /** `renamed`: the same thing under the name of its new content; fields may differ too. */
  readonly change: 'added' | 'removed' | 'changed' | 'renamed';
  /** The name before a renaming. */
  readonly previousName?: string;
  /** Empty for added and removed objects. */
  readonly fields: readonly FieldChange[];
}

interface Identified {
  readonly object: object;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
}

/** Kinds whose objects are replaced under a new name `<name>-<hash>` when their content changes. */
const HASHED_KINDS = new Set(['ConfigMap', 'Secret', 'Job']);
const INSTANCE = 'app.kubernetes.io/instance';

/**
 * What differs between two lists of objects, in a stable order.
 * Objects are paired by API group, kind, namespace and name; one whose name ends in a hash of its content
 * is paired with its successor. The order of keyed lists and the spelling of quantities mean nothing.
 */
export function diffObjects(before: readonly object[], after: readonly object[]): ObjectChange[] {
  const changes: ObjectChange[] = [];
  const old = new Map<string, Identified>();
  for (const object of before) {
    const found = identify(object);
    old.set(identity(found), found);
  }
  const added: Identified[] = [];
  for (const object of after) {
    const found = identify(object);
    const key = identity(found);
    const previous = old.get(key);
    if (previous === undefined) {
      added.push(found);
      continue;
    }
    old.delete(key);
    const fields = diffValues(previous.object, object);
    if (fields.length > 0) changes.push({ ...parts(found), change: 'changed', fields });
  }
  pairRenamed(changes, [...old.values()], added);
  return changes.sort(
    (a, b) => compareText(formatAddress(a), formatAddress(b)) || compareText(a.change, b.change),
  );
}

function identify(object: object): Identified {
  const { apiVersion, kind, metadata } = object as Record<string, unknown>;
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  return {
    object,
    apiVersion: typeof apiVersion === 'string' ? apiVersion : '',
    kind: typeof kind === 'string' ? kind : '',
    namespace: typeof namespace === 'string' ? namespace : undefined,
    name: typeof name === 'string' ? name : '',
  };
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

function identity({ apiVersion, kind, namespace, name }: Identified): string {
  return `${groupOf(apiVersion)}/${kind}/${namespace ?? ''}/${name}`;
}

function parts({
  apiVersion,
  kind,
  namespace,
  name,
}: Identified): Addressed & { apiVersion: string; namespace?: string } {
  return { apiVersion, kind, ...(namespace === undefined ? {} : { namespace }), name };
}

/** Pairs what went with what came where exactly one of each has the same lineage; the rest is removed and added. */
function pairRenamed(
  changes: ObjectChange[],
  removed: readonly Identified[],
  added: readonly Identified[],
): void {
  const lineages = Map.groupBy(removed, lineage);
  const successors = Map.groupBy(added, lineage);
  for (const found of removed) {
    if (successor(found, lineages, successors) === undefined)
      changes.push({ ...parts(found), change: 'removed', fields: [] });
  }
  for (const found of added) {
    const previous = successor(found, successors, lineages);
    if (previous === undefined) {
      changes.push({ ...parts(found), change: 'added', fields: [] });
      continue;
    }
    const fields = diffValues(previous.object, found.object).filter(
      ({ path }) => path[0] !== 'metadata' || path[1] !== 'name',
    );
    changes.push({ ...parts(found), change: 'renamed', previousName: previous.name, fields });
  }
}

function successor(
  found: Identified,
  own: ReadonlyMap<string | undefined, readonly Identified[]>,
  others: ReadonlyMap<string | undefined, readonly Identified[]>,
): Identified | undefined {
  const key = lineage(found);
  const matches = key === undefined ? undefined : others.get(key);
  return matches?.length === 1 && own.get(key)?.length === 1 ? matches[0] : undefined;
}

/** What stays when a hashed name changes: kind, namespace, instance and the name without its last part. */
function lineage(found: Identified): string | undefined {
  if (!HASHED_KINDS.has(found.kind)) return undefined;
  const prefix = /^(.+)-[a-z0-9]{5,}$/.exec(found.name)?.[1];
  const { metadata } = found.object as Record<string, unknown>;
  const labels = isRecord(metadata) ? metadata['labels'] : undefined;
  const instance = isRecord(labels) ? labels[INSTANCE] : undefined;
  if (prefix === undefined || typeof instance !== 'string') return undefined;
  return `${found.kind}/${found.namespace ?? ''}/${instance}/${prefix}`;
}

/** Where two values differ; see `diffObjects` for what counts as equal. */
export function diffValues(before: unknown, after: unknown): FieldChange[] {
  const walk: Walk = { path: [], changes: [] };
  compare(walk, before, after, undefined, undefined);
  return walk.changes;
}

interface Walk {
  /** Where the walk stands; copied only for a difference. */
  readonly path: FieldSegment[];
  readonly changes: FieldChange[];
}

/** Objects whose values are quantities, by the key that holds them. */
const QUANTITY_PARENTS = new Set([
  'requests',
  'limits',
  'hard',
  'default',
  'defaultRequest',
  'max',
  'min',
  'capacity',
]);

function compare(
  walk: Walk,
  before: unknown,
  after: unknown,
  key: string | undefined,
  parent: string | undefined,
): void {
  if (before === after || Object.is(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after)) compareLists(walk, before, after, key);
  else if (isRecord(before) && isRecord(after)) compareRecords(walk, before, after, key);
  else if (!isSameAmount(before, after, key, parent))
    walk.changes.push({ path: [...walk.path], before, after });
}

function isSameAmount(
  before: unknown,
  after: unknown,
  key: string | undefined,
  parent: string | undefined,
): boolean {
  const isQuantity = key === 'sizeLimit' || (parent !== undefined && QUANTITY_PARENTS.has(parent));
  return isQuantity && isScalar(before) && isScalar(after) && sameQuantity(String(before), String(after));
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function compareRecords(
  walk: Walk,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  parent: string | undefined,
): void {
  const depth = walk.path.length;
  for (const name of Object.keys(before)) {
    walk.path[depth] = name;
    compare(walk, before[name], Object.hasOwn(after, name) ? after[name] : undefined, name, parent);
  }
  for (const name of Object.keys(after)) {
    if (Object.hasOwn(before, name)) continue;
    walk.path[depth] = name;
    compare(walk, undefined, after[name], name, parent);
  }
  walk.path.length = depth;
}

function compareLists(
  walk: Walk,
  before: readonly unknown[],
  after: readonly unknown[],
  listName: string | undefined,
): void {
  const key = listKey(listName, before, after);
  if (key !== undefined) return compareKeyed(walk, before, after, key, listName);
  const depth = walk.path.length;
  if (before.length !== after.length) {
    // Positions have moved: item by item the change would be unreadable.
    walk.changes.push({ path: [...walk.path], before, after });
    return;
  }
  for (let index = 0; index < before.length; index++) {
    walk.path[depth] = index;
    compare(walk, before[index], after[index], listName, undefined);
  }
  walk.path.length = depth;
}

function compareKeyed(
  walk: Walk,
  before: readonly unknown[],
  after: readonly unknown[],
  key: string,
  listName: string | undefined,
): void {
  if (isOrderMoved(before, after, key, listName)) {
    walk.changes.push({ path: [...walk.path], before, after });
    return;
  }
  const depth = walk.path.length;
  const rest = new Map(after.map((item) => [keyValue(item, key) ?? '', item]));
  for (const item of before) {
    const value = keyValue(item, key) ?? '';
    walk.path[depth] = { key, value };
    compare(walk, item, rest.get(value), listName, undefined);
    rest.delete(value);
  }
  for (const [value, item] of rest) {
    walk.path[depth] = { key, value };
    compare(walk, undefined, item, listName, undefined);
  }
  walk.path.length = depth;
}

/**
 * Whether the same items stand in another order where order means something: init containers run one after
 * the other, and a variable may refer with `$(NAME)` only to variables above it.
 */
function isOrderMoved(
  before: readonly unknown[],
  after: readonly unknown[],
  key: string,
  listName: string | undefined,
): boolean {
  if (listName !== 'initContainers' && (listName !== 'env' || !after.some(refersToVariable))) return false;
  const old = new Set(before.map((item) => keyValue(item, key)));
  const fresh = new Set(after.map((item) => keyValue(item, key)));
  const kept = [...old].filter((value) => fresh.has(value));
  return [...fresh].filter((value) => old.has(value)).some((value, index) => value !== kept[index]);
}

function refersToVariable(item: unknown): boolean {
  return isRecord(item) && typeof item['value'] === 'string' && item['value'].includes('$(');
}
