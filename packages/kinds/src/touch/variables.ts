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

/** Variable or file → key of a secret, whichever way it is written. */
export function secretKeys(keys: Keys): Record<string, string> {
  if (keys === undefined) return {};
  return isList(keys) ? Object.fromEntries(keys.map((key) => [key, key])) : { ...keys };
}

function isList(keys: NonNullable<Keys>): keys is readonly string[] {
  return Array.isArray(keys);
}

/** Variables by name and where they come from. A second claim of one variable is an error of who claims it. */
export interface Claims {
  readonly claim: (variable: string, origin: string, path: Path, fix: string) => void;
}

/**
 * Claims the variables of `runtime.env` and `secrets`.
 * Each part reports its own clashes only: `by` is the one that asks, so that nothing is said twice.
 */
export function claimVariables(context: AnyPartContext, by: 'secrets' | 'dependencies'): Claims {
  const origins = new Map<string, string>();
  const claims: Claims = {
    claim: (variable, origin, path, fix) => {
      const first = origins.get(variable);
      if (first !== undefined)
        report(context, `${origin} and ${first} both set the variable ${variable}`, path, fix);
      else if (variable.startsWith(reservedPrefix)) {
        report(context, `${origin} sets ${variable}, but ${reservedPrefix} belongs to the platform`, path, fix);
      } else origins.set(variable, origin);
    },
  };
  for (const name of Object.keys((specAt(context, 'runtime', 'env') as object | undefined) ?? {})) {
    origins.set(name, 'runtime.env');
  }
  const secrets = (specAt(context, 'secrets') ?? []) as readonly Secret[];
  for (const [index, secret] of secrets.entries()) {
    if (secret.as !== 'env') continue;
    for (const variable of Object.keys(secretKeys(secret.keys))) {
      const origin = `secret ${secret.name}`;
      if (by === 'secrets') {
        claims.claim(
          variable,
          origin,
          ['secrets', index, 'keys'],
          `give it another name: keys: {OTHER_NAME: key}`,
        );
      } else if (!origins.has(variable)) origins.set(variable, origin);
    }
  }
  return claims;
}

function report(context: AnyPartContext, message: string, path: Path, fix: string): void {
  context.report({ code: 'FWY3255', message, fix }, path);
}
