import type { Minor, Upstream } from '../upstream/index.ts';
import type { SchemaProblem } from './problem.ts';

/** Why a kind is not known in a minor: never heard of, or served in other versions or by other minors. */
export function notServed(upstream: Upstream, apiVersion: string, kind: string, minor: Minor): SchemaProblem {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const versions = upstream
    .versionsOf(group, kind, minor)
    .map((version) => (group === '' ? version : `${group}/${version}`));
  const by = upstream.servedBy(apiVersion, kind);
  if (versions.length === 0 && by.length === 0)
    return { path: '', reason: 'unknownKind', message: `no definition of ${kind} in ${apiVersion} is known` };
  const hint = versions.length === 0 ? '' : `; use ${versions.join(' or ')}`;
  return {
    path: 'apiVersion',
    reason: 'notServed',
    message: `Kubernetes ${minor} does not serve ${kind} in ${apiVersion}${since(by, upstream.minors)}${hint}`,
  };
}

function since(by: readonly Minor[], minors: readonly Minor[]): string {
  const first = by[0];
  const last = by.at(-1);
  if (first === undefined || last === undefined) return '';
  if (first !== minors[0]) return `, only from ${first} on`;
  return last === minors.at(-1) ? '' : `, only up to ${last}`;
}
