import { canonicalPath, formatFieldPath, rememberListKeys, type FindListKey } from '../field-path/index.ts';
import type { Minor, Upstream, UpstreamKind } from '../upstream/index.ts';
import { kindCheck } from './kind.ts';
import type { KindCheck } from './kind.ts';
import type { Finding, SchemaProblem } from './problem.ts';
import { isRecord } from './problem.ts';
import { notServed } from './served.ts';

/** How objects are judged. */
export interface ValidatorOptions {
  /** The minor of the API server whose verdict is foretold. */
  readonly kubernetes: Minor;
}

/** Foretells the verdict of an API server on objects that do not exist yet. */
export interface Validator {
  /**
   * Every problem for which an API server of this minor would refuse to create the object by server-side apply
   * with strict field validation; empty if it would accept it. Admission plugins and other objects play no part.
   */
  readonly check: (object: unknown) => readonly SchemaProblem[];
}

const NONE: readonly SchemaProblem[] = [];

/**
 * A validator for objects of every kind that `upstream` knows. Checks are compiled kind by kind, definition by
 * definition, when an object first needs them, so a validator costs nothing to make; keep it for its speed.
 */
export function createValidator(upstream: Upstream, { kubernetes }: ValidatorOptions): Validator {
  const checks = new Map<UpstreamKind, KindCheck>();
  const checkFor = (kind: UpstreamKind): KindCheck => {
    let check = checks.get(kind);
    if (check === undefined) {
      check = kindCheck(kind, kubernetes);
      checks.set(kind, check);
    }
    return check;
  };
  return {
    check(object) {
      if (!isRecord(object))
        return [{ path: '', reason: 'notAnObject', message: 'it is no Kubernetes object: not a mapping' }];
      const { apiVersion, kind } = object;
      const missing = missingKind(apiVersion, kind);
      if (missing !== undefined) return missing;
      const known = upstream.kindOf(apiVersion as string, kind as string, kubernetes);
      if (known === undefined) return [notServed(upstream, apiVersion as string, kind as string, kubernetes)];
      const found = checkFor(known)(object);
      if (found === undefined) return NONE;
      const keyOf = rememberListKeys();
      return found.map((finding) => finished(finding, object, keyOf));
    },
  };
}

function missingKind(apiVersion: unknown, kind: unknown): readonly SchemaProblem[] | undefined {
  const problems: SchemaProblem[] = [];
  for (const [path, value] of [
    ['apiVersion', apiVersion],
    ['kind', kind],
  ] as const)
    if (typeof value !== 'string' || value === '')
      problems.push({
        path,
        reason: value === undefined || value === '' ? 'required' : 'type',
        message: value === undefined || value === '' ? 'it is missing' : 'it is not text',
      });
  return problems.length === 0 ? undefined : problems;
}

function finished(
  { path, reason, message, rule }: Finding,
  object: unknown,
  keyOf: FindListKey,
): SchemaProblem {
  return {
    path: formatFieldPath(canonicalPath(object, path.toReversed(), keyOf)),
    reason,
    message,
    ...(rule === undefined ? {} : { rule }),
  };
}
