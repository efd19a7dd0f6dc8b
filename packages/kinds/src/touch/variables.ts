import type { Path } from '@fairway/model';
import { specAt, type AnyPartContext } from '../context.ts';

/** Prefix of the variables that the platform gives to every pod. */
const reservedPrefix = 'PLATFORM_';

type Keys = Readonly<Record<string, string>> | readonly string[] | undefined;

interface Secret {
  readonly name: string;
  readonly as?: 'file' | 'env';
  readonly keys?: Keys;
}

const noKeys: Readonly<Record<string, string>> = {};

/** What lists of keys say: several parts ask, in every environment. */
const listed = new WeakMap<readonly string[], Readonly<Record<string, string>>>();

/** Variable or file → key of a secret, whichever way it is written. */
export function secretKeys(keys: Keys): Readonly<Record<string, string>> {
  if (keys === undefined) return noKeys;
  if (!isList(keys)) return keys;
  let record = listed.get(keys);
  if (record === undefined) {
    record = Object.fromEntries(keys.map((key) => [key, key]));
    listed.set(keys, record);
  }
  return record;
}

function isList(keys: NonNullable<Keys>): keys is readonly string[] {
  return Array.isArray(keys);
}

/** Variables that are taken already: those of `runtime.env`, and the others by where they come from. */
export interface Variables {
  readonly env: object;
  readonly others: Map<string, string>;
}

/** The variables of `runtime.env` and, unless the part itself claims them, those of `secrets`. */
export function takenVariables(context: AnyPartContext, by: 'secrets' | 'dependencies'): Variables {
  const env = (specAt(context, 'runtime', 'env') as object | undefined) ?? noKeys;
  const others = new Map<string, string>();
  if (by === 'secrets') return { env, others };
  for (const { name, as, keys } of (specAt(context, 'secrets') ?? []) as readonly Secret[]) {
    if (as !== 'env') continue;
    for (const variable in secretKeys(keys))
      if (!others.has(variable)) others.set(variable, secretOrigin(name));
  }
  return { env, others };
}

/** A secret, as messages name where a variable comes from. */
export function secretOrigin(name: string): string {
  return `secret ${name}`;
}

/**
 * Takes a variable; returns what is wrong where it is taken already or the platform's own.
 * Each part reports its own clashes only, so that nothing is said twice.
 */
export function takeVariable({ env, others }: Variables, variable: string, origin: string): string | undefined {
  const first = Object.hasOwn(env, variable) ? 'runtime.env' : others.get(variable);
  if (first !== undefined) return `${origin} and ${first} both set the variable ${variable}`;
  if (variable.startsWith(reservedPrefix)) {
    return `${origin} sets ${variable}, but ${reservedPrefix} belongs to the platform`;
  }
  others.set(variable, origin);
  return undefined;
}

/** Reports a variable that could not be taken. */
export function reportVariable(context: AnyPartContext, message: string, path: Path, fix: string): void {
  context.report({ code: 'FWY3255', message, fix }, path);
}
