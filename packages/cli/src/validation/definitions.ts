import { createUpstream, readDefinitions, type Upstream, type UpstreamSource } from '@fairway/kubernetes';
import { diagnostic, fileStart, isObject, type Diagnostic } from '@fairway/model';
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

/** Reads definitions; each problem stands where it lies in its file. */
export function bringDefinitions(manifests: readonly Manifest[], name: string): BroughtDefinitions {
  const { problems, source } = readDefinitions(
    manifests.map(({ value }) => value),
    { name },
  );
  const diagnostics = problems.map(({ index, message, name: definition, path }) => {
    const manifest = manifests[index];
    const shown = path === '' ? '' : `, ${path}`;
    return diagnostic(
      {
        code: 'FWY4076',
        message: `the definition ${definition === '' ? 'without a name' : definition} is broken${shown}: ${message}`,
        fix: 'take the definition as the product publishes it, or mend it',
      },
      manifest === undefined ? fileStart('') : placeOf(manifest, path),
    );
  });
  return { source, diagnostics };
}

/** What is known already, and before it what was brought: the later source of a kind counts. */
export function withDefinitions(upstream: Upstream, brought: readonly UpstreamSource[]): Upstream {
  const own = brought.filter(({ kinds }) => kinds.length > 0);
  return own.length === 0 ? upstream : createUpstream([...upstream.sources, ...own]);
}
