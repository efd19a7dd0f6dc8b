import { isRecord } from '../problem.ts';

/** The fields of an object. */
export type Fields = Readonly<Record<string, unknown>>;

// Most lists are absent: looking at them allocates nothing.
const NONE: readonly unknown[] = [];

/** Whether a field is there; null is as good as absent. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** A list, or an empty one if the value is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : NONE;
}

/** The list that stands in a field, or an empty one. */
export function listIn(owner: unknown, field: string): readonly unknown[] {
  return listOf(isRecord(owner) ? owner[field] : undefined);
}

/** The items of a list that are objects. */
export function recordsOf(value: unknown): readonly Fields[] {
  return listOf(value).filter(isRecord);
}

/** What stands at a path below a value; `undefined` if nothing does. */
export function fieldOf(owner: unknown, ...path: readonly string[]): unknown {
  let here = owner;
  for (const name of path) here = isRecord(here) ? here[name] : undefined;
  return here;
}
