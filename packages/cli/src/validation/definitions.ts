import {
  createUpstream,
  readDefinitions,
  type Upstream,
  type UpstreamSource,
  type Validator,
} from '@fairway/kubernetes';
import { diagnostic, isObject, valueAt, type Diagnostic } from '@fairway/model';
import type { Manifest } from './objects.ts';
import { placeOf } from './place.ts';

/** Resource definitions that somebody brought, and what is wrong with them. */
export interface BroughtDefinitions {
  readonly source: UpstreamSource;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether an object is a CustomResourceDefinition, in whatever version. */
export function isDefinition({ value }: Manifest): boolean {
  return isObject(value) && value['kind'] === 'CustomResourceDefinition';
}

/** Reads definitions that an API server would take; each problem of another stands where it lies in its file. */
export function bringDefinitions(
  manifests: readonly Manifest[],
  name: string,
  validator: Validator,
): BroughtDefinitions {
  const diagnostics: Diagnostic[] = [];
  const refused = new Set<Manifest>();
  for (const manifest of manifests)
    for (const { message, path } of validator.check(manifest.value)) {
      diagnostics.push(broken(manifest, path, message));
      refused.add(manifest);
    }
  const together = joinDefinitions(manifests, name, (manifest) => refused.has(manifest));
  return { source: together.source, diagnostics: [...diagnostics, ...together.diagnostics] };
}

/** Reads definitions that were judged before: told is only what is wrong with them together. */
export function joinDefinitions(
  manifests: readonly Manifest[],
  name: string,
  isRefused: (manifest: Manifest) => boolean,
): BroughtDefinitions {
  const values = manifests.map(({ value }) => value);
  const { problems, source } = readDefinitions(values, { name });
  const diagnostics = problems.flatMap(({ index, message, path }) => {
    const manifest = manifests[index];
    return manifest === undefined || isRefused(manifest) ? [] : [broken(manifest, path, message)];
  });
  return { source, diagnostics };
}

function broken(manifest: Manifest, path: string, what: string): Diagnostic {
  const name = valueAt(manifest.value, ['metadata', 'name']);
  const definition = typeof name === 'string' && name !== '' ? name : 'without a name';
  const message = `the definition ${definition} is broken${path === '' ? '' : `, ${path}`}: ${what}`;
  const fix = 'take it as the product publishes it, or mend it';
  return diagnostic({ code: 'FWY4076', message, fix }, placeOf(manifest, path));
}

/** What is known already, and before it what was brought: the later source of a kind counts. */
export function withDefinitions(upstream: Upstream, brought: readonly UpstreamSource[]): Upstream {
  const own = brought.filter(({ kinds }) => kinds.length > 0);
  return own.length === 0 ? upstream : createUpstream([...upstream.sources, ...own]);
}
