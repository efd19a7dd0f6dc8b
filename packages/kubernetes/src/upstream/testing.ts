import type { Schema, UpstreamKind } from './schema.ts';

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
