import { originalWord } from './compact.ts';
import type { Schema, SourceKind, UpstreamSource } from './schema.ts';
import { createUpstream } from './upstream.ts';
import { compareVersions, versionOf } from './versions.ts';

/** A CustomResourceDefinition, ready to be applied. */
export interface CustomResourceDefinition {
  readonly apiVersion: 'apiextensions.k8s.io/v1';
  readonly kind: 'CustomResourceDefinition';
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** Groups that belong to the Kubernetes project: the API server wants to know that somebody approved. */
const PROTECTED = /(^|\.)(k8s|kubernetes)\.io$/;

/**
 * The definitions that a cluster needs to serve the kinds of a source, in the order of their names; none for
 * Kubernetes' own kinds. Where upstream's storage version is not among the kinds, the newest one is it.
 */
export function definitionsOf(source: UpstreamSource): readonly CustomResourceDefinition[] {
  if (source.minor !== undefined) return [];
  const upstream = createUpstream([source]);
  const byName = new Map<string, SourceKind[]>();
  for (const kind of source.kinds) {
    const name = `${kind.plural}.${groupOf(kind)}`;
    const versions = byName.get(name);
    if (versions === undefined) byName.set(name, [kind]);
    else versions.push(kind);
  }
  return [...byName.keys()].sort().flatMap((name) => {
    const versions = byName.get(name) ?? [];
    const [first] = versions;
    if (first === undefined) return [];
    const spelled = spell(versions, (kind) => {
      const found = upstream.kindOf(kind.apiVersion, kind.kind);
      if (found === undefined) throw new Error(`${source.name} does not hold ${kind.definition}`);
      return openApi(found.schema, found.resolve, new Map());
    });
    return [definition(name, first, spelled)];
  });
}

function definition(name: string, kind: SourceKind, versions: readonly unknown[]): CustomResourceDefinition {
  const group = groupOf(kind);
  const annotations = PROTECTED.test(group)
    ? { annotations: { 'api-approved.kubernetes.io': 'unapproved, rebuilt from its schema' } }
    : {};
  const names = {
    kind: kind.kind,
    listKind: `${kind.kind}List`,
    plural: kind.plural,
    singular: kind.kind.toLowerCase(),
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name, ...annotations },
    spec: { group, names, scope: kind.scope, versions },
  };
}

function spell(kinds: readonly SourceKind[], schemaOf: (kind: SourceKind) => unknown): readonly unknown[] {
  const stored =
    kinds.find(({ storage }) => storage === true) ?? [...kinds].sort((a, b) => compareVersions(b, a))[0];
  return kinds.map((kind) => {
    const { deprecated, scale, selectable, status } = kind;
    const subresources = {
      ...(status === true ? { status: {} } : {}),
      ...(scale === undefined ? {} : { scale }),
    };
    return {
      name: versionOf(kind),
      served: true,
      storage: kind === stored,
      ...(deprecated === true ? { deprecated } : {}),
      schema: { openAPIV3Schema: schemaOf(kind) },
      ...(Object.keys(subresources).length === 0 ? {} : { subresources }),
      ...(selectable === undefined ? {} : { selectableFields: selectable.map((jsonPath) => ({ jsonPath })) }),
    };
  });
}

type Resolve = (ref: string) => Schema;

/** A compact schema as a definition spells it, every reference replaced by what it means. */
function openApi(schema: Schema, resolve: Resolve, done: Map<string, unknown>): unknown {
  const { ref, ...own } = schema;
  if (ref !== undefined) {
    let target = done.get(ref);
    if (target === undefined) {
      target = openApi(resolve(ref), resolve, done);
      done.set(ref, target);
    }
    if (Object.keys(own).length === 0) return target;
    return { ...(target as object), ...(openApi(own, resolve, done) as object) };
  }
  const spelled: Record<string, unknown> = {};
  for (const [word, value] of Object.entries(own) as [string, never][])
    spelled[originalWord(word)] = spellValue(word, value, (inner) => openApi(inner, resolve, done));
  return spelled;
}

function spellValue(word: string, value: unknown, inner: (schema: Schema) => unknown): unknown {
  switch (word) {
    case 'properties':
      return Object.fromEntries(
        Object.entries(value as Readonly<Record<string, Schema>>).map(([name, one]) => [name, inner(one)]),
      );
    case 'allOf':
    case 'anyOf':
    case 'oneOf':
      return (value as readonly Schema[]).map(inner);
    case 'items':
    case 'not':
      return inner(value as Schema);
    case 'additionalProperties':
      return value === true ? true : inner(value as Schema);
    default:
      return value;
  }
}

function groupOf({ apiVersion }: SourceKind): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
}
