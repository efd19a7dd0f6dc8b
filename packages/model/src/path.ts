/** One step into a document: an object key or a list position. */
export type PathSegment = string | number;

/** A place in a document tree, from its root. `[]` is the document itself. */
export type Path = readonly PathSegment[];

/** A JSON value, as read from YAML or JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** Whether a value is a plain object (not a list, not null). */
export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The value at a path, or `undefined` where the path leads nowhere.
 * Only own properties count, so a key such as `constructor` is never found by accident.
 */
export function valueAt(root: unknown, path: Path): unknown {
  let here: unknown = root;
  for (const segment of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, segment)) return undefined;
    here = (here as Record<PathSegment, unknown>)[segment];
  }
  return here;
}

/**
 * A copy of `root` with `value` at `path`; `undefined` removes the key or list item.
 * Objects on the way that do not exist are created. The input is not changed.
 */
export function withValueAt(root: unknown, path: Path, value: unknown): unknown {
  const [segment, ...rest] = path;
  if (segment === undefined) return value;
  if (Array.isArray(root)) {
    const copy: unknown[] = [...(root as unknown[])];
    const index = Number(segment);
    if (rest.length === 0 && value === undefined) copy.splice(index, 1);
    else copy[index] = withValueAt(copy[index], rest, value);
    return copy;
  }
  const copy: Record<string, unknown> = isObject(root) ? { ...root } : {};
  const next = withValueAt(copy[segment], rest, value);
  if (next === undefined) delete copy[segment];
  else copy[segment] = next;
  return copy;
}
