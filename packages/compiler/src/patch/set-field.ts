import { indexPath, type FieldPath } from '@fairway/kubernetes';
import { isObject, valueAt, withValueAt, type Path } from '@fairway/model';

/** A changed object, or why the operation does not fit it. */
export type FieldResult =
  | { readonly ok: true; readonly object: unknown }
  | { readonly ok: false; readonly reason: string };

/**
 * One operation of a patch on a rendered object, which is copied, never changed.
 * `set` replaces a value or writes a new field of an object that exists; `delete` removes one that exists;
 * `add` puts an entry at the end of a list, or makes the list where its object exists.
 */
export function setField(
  object: unknown,
  path: FieldPath,
  operation: 'set' | 'delete' | 'add',
  value: unknown,
): FieldResult {
  const last = path.at(-1);
  if (last === undefined) return { ok: false, reason: 'the path is empty' };
  const whole = indexPath(object, path);
  const parent = indexPath(object, path.slice(0, -1));
  const existing = whole === undefined ? undefined : valueAt(object, whole);
  if (operation === 'delete') {
    if (whole === undefined || existing === undefined) return missing(path);
    return { ok: true, object: withValueAt(object, whole, undefined) };
  }
  const target = whole ?? place(parent, last);
  const holder = parent === undefined ? undefined : valueAt(object, parent);
  if (target === undefined || (!isObject(holder) && !Array.isArray(holder))) return missing(path);
  if (operation === 'set') return { ok: true, object: withValueAt(object, target, value) };
  if (existing !== undefined && !Array.isArray(existing)) {
    return { ok: false, reason: `${pathWords(path)} is no list, so nothing can be added to it` };
  }
  return {
    ok: true,
    object: withValueAt(object, target, [...((existing as unknown[] | undefined) ?? []), value]),
  };
}

function place(parent: Path | undefined, last: FieldPath[number]): Path | undefined {
  if (parent === undefined || typeof last === 'object') return undefined;
  return [...parent, last];
}

function missing(path: FieldPath): FieldResult {
  return { ok: false, reason: `the object has no ${pathWords(path)}` };
}

function pathWords(path: FieldPath): string {
  return path
    .map((segment) =>
      typeof segment === 'object'
        ? `[${segment.key}=${segment.value}]`
        : typeof segment === 'number'
          ? `[${segment}]`
          : `.${segment}`,
    )
    .join('')
    .replace(/^\./, '');
}
