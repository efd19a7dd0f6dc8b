import { compareText } from '@fairway/model';
import type { SourceKind, UpstreamSource } from './schema.ts';

/** What schemas were derived from: the product's release or, where its own text names none, the commit. */
export function releaseOf({ commit = '', version }: UpstreamSource): string {
  return version === '' ? commit.slice(0, 12) : version;
}

/** `v1` of `apps/v1`. */
export function versionOf({ apiVersion }: SourceKind): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

/**
 * Whether Kubernetes prefers the version of `a` (positive), of `b` (negative), or they are the same (0): stable goes
 * before beta before alpha, then the higher number, then whatever else versions are called, in the order of the text.
 */
export function compareVersions(a: SourceKind, b: SourceKind): number {
  const [left, right] = [rank(versionOf(a)), rank(versionOf(b))];
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return compareText(versionOf(a), versionOf(b));
}

function rank(version: string): readonly [number, number, number] {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (match === null) return [-1, 0, 0];
  const stage = match[2] === undefined ? 2 : match[2] === 'beta' ? 1 : 0;
  return [stage, Number(match[1]), Number(match[3] ?? 0)];
}
