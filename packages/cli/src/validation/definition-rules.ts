import {
  checkDefinitionRules,
  createUpstream,
  type DefinitionRuleProblem,
  type Minor,
  type UpstreamSource,
} from '@fairway/kubernetes';
import { isObject, valueAt, type Path } from '@fairway/model';
import type { Manifest } from './objects.ts';

/** A rule of a definition that an API server would refuse. */
export interface BrokenRule {
  readonly manifest: Manifest;
  /** Of the rule in the definition. */
  readonly path: Path;
  readonly message: string;
}

/** Compiles every CEL rule of the definitions that a source was read from. */
export function* brokenRules(
  source: UpstreamSource,
  manifests: readonly Manifest[],
  kubernetes: Minor,
): Generator<BrokenRule> {
  const upstream = createUpstream([source]);
  const byKind = new Map(manifests.map((one) => [keyOf(one.value), one]));
  for (const { apiVersion, kind } of source.kinds) {
    const [group = '', version = ''] = apiVersion.split('/');
    const known = upstream.kindOf(apiVersion, kind, kubernetes);
    const manifest = byKind.get(`${group} ${kind}`);
    if (known === undefined || manifest === undefined) continue;
    // A rule that is new to the server may use what this minor brought.
    for (const problem of checkDefinitionRules(known.schema, known.resolve, { minor: kubernetes }))
      yield { manifest, path: placeOf(manifest.value, version, problem), message: problem.message };
  }
}

function keyOf(definition: unknown): string {
  const group = valueAt(definition, ['spec', 'group']);
  const kind = valueAt(definition, ['spec', 'names', 'kind']);
  return `${String(group)} ${String(kind)}`;
}

/** Where a rule stands in the definition as it is written; as near as its schema can be followed. */
function placeOf(definition: unknown, version: string, { field, index, path }: DefinitionRuleProblem): Path {
  const versions = valueAt(definition, ['spec', 'versions']);
  const position = Array.isArray(versions)
    ? versions.findIndex((one: unknown) => isObject(one) && one['name'] === version)
    : -1;
  const result: (string | number)[] = ['spec', 'versions', position, 'schema', 'openAPIV3Schema'];
  for (const part of path === '' ? [] : path.split('.')) {
    const here = valueAt(definition, result);
    const list = part === 'items' && valueAt(here, ['type']) === 'array';
    const map = part === 'additionalProperties' && valueAt(here, ['type']) === 'object';
    result.push(...(list || map ? [part] : ['properties', part]));
  }
  result.push('x-kubernetes-validations');
  if (index === undefined) return result;
  return [...result, index, field === 'cost' ? 'rule' : field];
}
