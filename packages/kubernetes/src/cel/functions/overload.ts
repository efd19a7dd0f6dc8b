import { readType, splitTypes } from '../infer.ts';
import {
  boolType,
  bytesType,
  type CelType,
  doubleType,
  durationType,
  dynType,
  intType,
  libraryType,
  nullType,
  stringType,
  timestampType,
  uintType,
} from '../types.ts';
import type { Value } from '../values.ts';

/** What computes a function: arguments in order, the receiver first. Throws a `CelFailure` if there is no value. */
export type Run = { run(...args: readonly (Value | undefined)[]): Value }['run'];

/**
 * A function with one signature: `string.(int) -> string` is a method of text, `(string) -> int` a function.
 * Single capital letters stand for any type.
 */
export type Declaration = readonly [name: string, signature: string, run: Run];

/** Functions that came together. */
export interface Library {
  readonly name: string;
  /** The minor of Kubernetes (35 is 1.35) whose expressions first knew it. */
  readonly since: number;
  readonly functions: readonly Declaration[];
  /** Macros as `name/number of arguments`. */
  readonly macros?: readonly string[];
}

/** A declaration as the checker reads it. */
export interface Overload {
  readonly name: string;
  readonly signature: string;
  readonly member: boolean;
  /** With the receiver first, if there is one. */
  readonly args: readonly CelType[];
  readonly result: CelType;
  /** The type parameters it mentions. */
  readonly parameters: readonly string[];
  readonly run: Run;
}

/** The types of the Kubernetes libraries by the names that signatures use. */
export const libraryTypes = {
  IP: libraryType('opaque', 'net.IP'),
  CIDR: libraryType('opaque', 'net.CIDR'),
  URL: libraryType('object', 'kubernetes.URL'),
  Quantity: libraryType('object', 'kubernetes.Quantity'),
  Semver: libraryType('object', 'kubernetes.Semver'),
  Format: libraryType('object', 'kubernetes.NamedFormat'),
  Authorizer: libraryType('object', 'kubernetes.authorization.Authorizer'),
  PathCheck: libraryType('object', 'kubernetes.authorization.PathCheck'),
  GroupCheck: libraryType('object', 'kubernetes.authorization.GroupCheck'),
  ResourceCheck: libraryType('object', 'kubernetes.authorization.ResourceCheck'),
  Decision: libraryType('object', 'kubernetes.authorization.Decision'),
} as const;

const NAMED: ReadonlyMap<string, CelType> = new Map([
  ...[boolType, intType, uintType, doubleType, stringType, bytesType, timestampType, durationType, dynType].map(
    (type) => [type.name, type] as const,
  ),
  ['null', nullType],
  ...Object.entries(libraryTypes),
]);

/** Reads a declaration. */
export function readDeclaration([name, signature, run]: Declaration): Overload {
  const arrow = signature.lastIndexOf(' -> ');
  const left = signature.slice(0, arrow);
  const member = !left.startsWith('(');
  const dot = member ? left.indexOf('.(') : -1;
  const texts = splitTypes(left.slice(dot === -1 ? 1 : dot + 2, -1));
  if (member) texts.unshift(left.slice(0, dot));
  return {
    name,
    signature,
    member,
    args: texts.map((text) => readType(text, NAMED)),
    result: readType(signature.slice(arrow + 4), NAMED),
    parameters: [...new Set(signature.match(/\b[A-Z]\b/g) ?? [])],
    run,
  };
}
