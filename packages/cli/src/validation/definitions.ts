import {
  createUpstream,
  readDefinitions,
  type Minor,
  type Upstream,
  type UpstreamSource,
} from '@fairway/kubernetes';
import { diagnostic, fileStart, isObject, valueAt, type Diagnostic, type SourceRange } from '@fairway/model';
import { brokenRules } from './definition-rules.ts';
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

/** Reads definitions and compiles their rules; each problem stands where it lies in its file. */
export function bringDefinitions(
  manifests: readonly Manifest[],
  name: string,
  kubernetes: Minor,
): BroughtDefinitions {
  const { problems, source } = readDefinitions(
    manifests.map(({ value }) => value),
    { name },
  );
  const diagnostics = problems.map(({ index, message, name: definition, path }) => {
    const manifest = manifests[index];
    const shown = path === '' ? '' : `, ${path}`;
    const at = manifest === undefined ? fileStart('') : placeOf(manifest, path);
    return broken(definition, `${shown}: ${message}`, at);
  });
  for (const { manifest, message, path } of brokenRules(source, manifests, kubernetes)) {
    const { document, base, value } = manifest;
    const definition = valueAt(value, ['metadata', 'name']);
    const rule = valueAt(value, path);
    const shown = typeof rule === 'string' ? `, rule ${JSON.stringify(rule)}` : '';
    const at = document.locate([...base, ...path]);
    diagnostics.push(broken(typeof definition === 'string' ? definition : '', `${shown}: ${message}`, at));
  }
  return { source, diagnostics };
}

function broken(definition: string, what: string, at: SourceRange): Diagnostic {
  const message = `the definition ${definition === '' ? 'without a name' : definition} is broken${what}`;
  return diagnostic({ code: 'FWY4076', message, fix: 'take it as the product publishes it, or mend it' }, at);
}

/** What is known already, and before it what was brought: the later source of a kind counts. */
export function withDefinitions(upstream: Upstream, brought: readonly UpstreamSource[]): Upstream {
  const own = brought.filter(({ kinds }) => kinds.length > 0);
  return own.length === 0 ? upstream : createUpstream([...upstream.sources, ...own]);
}
