import { isObject } from '@fairway/model';
import { keyOfEntry } from '../validate/validate.ts';

type ListKeyOf = (path: string) => string | undefined;

/**
 * Lays a stronger value over a weaker one: maps merge, keyed lists merge by key and keep the weaker's order,
 * other lists and scalars are replaced (INTENT.md "Who decides"). Neither input is changed; unchanged parts are shared.
 *
 * @param listKeyOf the key field of the list at a dotted path, if it has one.
 */
export function mergeValues(weak: unknown, strong: unknown, listKeyOf: ListKeyOf, path = ''): unknown {
  if (strong === undefined) return weak;
  if (isObject(weak) && isObject(strong)) {
    if (isEmpty(weak)) return strong;
    if (isEmpty(strong)) return weak;
    const merged: Record<string, unknown> = { ...weak };
    for (const key in strong) {
      const below = weak[key];
      merged[key] =
        below === undefined || typeof below !== 'object'
          ? strong[key]
          : mergeValues(below, strong[key], listKeyOf, path === '' ? key : `${path}.${key}`);
    }
    return merged;
  }
  if (Array.isArray(weak) && Array.isArray(strong)) {
    const listKey = listKeyOf(path);
    return listKey === undefined ? strong : mergeKeyed(weak, strong, listKey, listKeyOf, path);
  }
  return strong;
}

function isEmpty(object: object): boolean {
  for (const _ in object) return false;
  return true;
}

function mergeKeyed(
  weak: readonly unknown[],
  strong: readonly unknown[],
  listKey: string,
  listKeyOf: ListKeyOf,
  path: string,
): unknown[] {
  const merged = [...weak];
  for (const entry of strong) {
    const key = keyOfEntry(entry, listKey);
    const position = key === undefined ? -1 : merged.findIndex((one) => keyOfEntry(one, listKey) === key);
    if (position < 0) merged.push(entry);
    else merged[position] = mergeValues(merged[position], entry, listKeyOf, path);
  }
  return merged;
}
