import { formatFieldPath, indexPath, listKey, type FieldPath } from '@fairway/kubernetes';
import { isObject, valueAt, withValueAt, type Path } from '@fairway/model';

/** A changed object, or why the operation does not fit it: nothing is there, or what is there cannot take it. */
export type FieldResult =
  | { readonly ok: true; readonly object: unknown }
  | { readonly ok: false; readonly problem: 'missing' | 'misfit'; readonly reason: string };

/**
 * One operation of a patch on a rendered object, which is copied, never changed.
 * `set` replaces a value or writes a new field of an object that exists; `delete` removes one that exists;
 * `add` puts an entry at the end of a list, or makes the list where its object exists.
 * What an object is (version, kind, name, namespace) never changes, and a value keeps its shape:
 * a list stays a list, an object stays an object.
 */
export function setField(
  object: unknown,
  path: FieldPath,
  operation: 'set' | 'delete' | 'add',
  value: unknown,
): FieldResult {
  if (path.length === 0) return missing('the path is empty');
  if (isIdentity(path)) return misfit(`${formatFieldPath(path)} says which object it is, and never changes`);
  const whole = indexPath(object, path);
  const existing = whole === undefined ? undefined : valueAt(object, whole);
  if (operation === 'delete') {
    if (whole === undefined || existing === undefined) return lacks(path);
    return { ok: true, object: withValueAt(object, whole, undefined) };
  }
  if (value === null) return misfit(`null is no value; op: delete removes ${formatFieldPath(path)}`);
  const target = whole ?? newField(object, path);
  if (target === undefined) return lacks(path);
  const problem =
    operation === 'set' ? shapeProblem(path, existing, value) : entryProblem(path, existing, value);
  if (problem !== undefined) return misfit(problem);
  const written = operation === 'set' ? value : [...((existing as unknown[] | undefined) ?? []), value];
  return { ok: true, object: withValueAt(object, target, written) };
}

/** Whether a path holds what tells objects apart. */
function isIdentity(path: FieldPath): boolean {
  const [first, second] = path;
  if (first === 'apiVersion' || first === 'kind') return true;
  return first === 'metadata' && (second === undefined || second === 'name' || second === 'namespace');
}

/** Where a field would be written that is not there yet: fields of objects only, never entries of lists. */
function newField(object: unknown, path: FieldPath): Path | undefined {
  const last = path.at(-1);
  const parent = indexPath(object, path.slice(0, -1));
  if (parent === undefined || typeof last !== 'string' || !isObject(valueAt(object, parent))) return undefined;
  return [...parent, last];
}

function shapeProblem(path: FieldPath, existing: unknown, value: unknown): string | undefined {
  if (existing === undefined || shapeOf(existing) === shapeOf(value)) return undefined;
  return `${formatFieldPath(path)} is ${shapeOf(existing)}, and the value is ${shapeOf(value)}`;
}

function entryProblem(path: FieldPath, existing: unknown, value: unknown): string | undefined {
  if (existing === undefined) return undefined;
  const where = formatFieldPath(path);
  if (!Array.isArray(existing)) return `${where} is no list, so nothing can be added to it`;
  const [first] = existing as readonly unknown[];
  if (first !== undefined && shapeOf(first) !== shapeOf(value)) {
    return `each entry of ${where} is ${shapeOf(first)}, and the value is ${shapeOf(value)}`;
  }
  const key = listKey(
    path.findLast((segment) => typeof segment === 'string'),
    existing,
  );
  const name = key !== undefined && isObject(value) ? value[key] : undefined;
  if (key === undefined || (typeof name !== 'string' && typeof name !== 'number')) return undefined;
  const taken = indexPath(existing, [{ key, value: `${name}` }]) !== undefined;
  return taken ? `${where} has an entry with the ${key} ${name} already` : undefined;
}

function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'an object' : 'a single value';
}

function lacks(path: FieldPath): FieldResult {
  return missing(`the object has no ${formatFieldPath(path)}`);
}

function missing(reason: string): FieldResult {
  return { ok: false, problem: 'missing', reason };
}

function misfit(reason: string): FieldResult {
  return { ok: false, problem: 'misfit', reason };
}
