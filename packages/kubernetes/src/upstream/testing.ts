import type { Schema, UpstreamKind } from './schema.ts';

type Json = Readonly<Record<string, unknown>>;

/** A definition of Widgets in `example.com/v1` with this schema, and changes of its only version and of its spec. */
export function definitionOf(schema: unknown, version: Json = {}, spec: Json = {}): Json {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      names: { kind: 'Widget', plural: 'widgets' },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema }, ...version }],
      ...spec,
    },
  };
}

/** The schema with every reference replaced by what it means. */
export function expanded(schema: Schema, resolve: UpstreamKind['resolve']): Schema {
  const { ref, ...own } = schema;
  if (ref !== undefined) return { ...expanded(resolve(ref), resolve), ...own };
  const { additionalProperties, items, properties } = schema;
  return {
    ...schema,
    ...(items === undefined ? {} : { items: expanded(items, resolve) }),
    ...(additionalProperties === undefined || additionalProperties === true
      ? {}
      : { additionalProperties: expanded(additionalProperties, resolve) }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, one]) => [name, expanded(one, resolve)]),
          ),
        }),
  };
}

/** Calls `visit` for the schema and every schema below it, restrictions (`allOf` and the like) included. */
export function walk(schema: Schema, visit: (schema: Schema, name: string, inBranch: boolean) => void): void {
  const go = (one: Schema, name: string, inBranch: boolean): void => {
    visit(one, name, inBranch);
    for (const [property, child] of Object.entries(one.properties ?? {})) go(child, property, inBranch);
    if (one.items !== undefined) go(one.items, name, inBranch);
    if (typeof one.additionalProperties === 'object') go(one.additionalProperties, name, inBranch);
    const branches = [...(one.allOf ?? []), ...(one.anyOf ?? []), ...(one.oneOf ?? [])];
    for (const branch of one.not === undefined ? branches : [...branches, one.not]) go(branch, name, true);
  };
  go(schema, '', false);
}
