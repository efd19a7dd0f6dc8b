import type { FieldSegment } from '../field-path/index.ts';

/** What kind of mistake a problem is. */
export type SchemaReason =
  | 'notAnObject'
  | 'unknownKind'
  | 'notServed'
  | 'unknownField'
  | 'type'
  | 'required'
  | 'enum'
  | 'pattern'
  | 'format'
  | 'range'
  | 'length'
  | 'duplicate'
  | 'combination'
  | 'forbidden'
  | 'rule'
  | 'name';

/** Why an API server would refuse an object. */
export interface SchemaProblem {
  /** Canonical field path, as `formatFieldPath` writes it; empty for the object itself. */
  readonly path: string;
  readonly reason: SchemaReason;
  /** One sentence in the user's words, without the path. */
  readonly message: string;
  /** The CEL rule that does not hold. */
  readonly rule?: string;
}

/** A problem on its way up: its path grows at the end, from the inside out. */
export interface Finding {
  readonly path: FieldSegment[];
  readonly reason: SchemaReason;
  readonly message: string;
  readonly rule?: string;
}

/** Problems of a value, or `undefined` if it has none, so that good values allocate nothing. */
export type Found = Finding[] | undefined;

/** Judges a value. */
export type Check = (value: unknown) => Found;

/** One problem at the value itself or, given a path, below it. */
export function problem(reason: SchemaReason, message: string, ...path: readonly FieldSegment[]): Finding[] {
  return [{ path: path.toReversed(), reason, message }];
}

/** Both lists of problems. The first is extended. */
export function join(left: Found, right: Found): Found {
  if (left === undefined) return right;
  if (right !== undefined) left.push(...right);
  return left;
}

/** `found` plus the problems of a field or item. */
export function joinBelow(found: Found, inner: Finding[], segment: FieldSegment): Finding[] {
  for (const finding of inner) finding.path.push(segment);
  if (found === undefined) return inner;
  found.push(...inner);
  return found;
}

/** Whether a value is an object that is no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as messages quote it: JSON, shortened. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** What a value is, in words. */
export function nameOfType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'number') return Number.isInteger(value) ? 'a whole number' : 'a number';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/** A check for values that are objects; others pass. */
export function onObject(check: (value: Readonly<Record<string, unknown>>) => Found): Check {
  return (value) => (isRecord(value) ? check(value) : undefined);
}

/** A check for values that are lists; others pass. */
export function onList(check: (list: readonly unknown[]) => Found): Check {
  return (value) => (Array.isArray(value) ? check(value) : undefined);
}
