import { sortKeys, type Schema } from '@fairway/kubernetes';

/** A schema, the same one wherever it occurs. */
interface Node {
  readonly schema: Schema;
  /** Code units of its text, schemas below it counted as references. */
  readonly length: number;
  /** The property it was met under first. */
  readonly name: string;
  /** How often it stands in schemas that differ from each other. */
  uses: number;
}

/**
 * The same definitions with every subschema that stands in several places, and is not too short for that, moved into a
 * definition of its own, named after the property it was met under first. Restrictions (`allOf`, `anyOf`, `oneOf`,
 * `not`) stay whole. The same input gives the same names.
 */
export function shareDefinitions(
  definitions: Readonly<Record<string, Schema>>,
): Readonly<Record<string, Schema>> {
  const nodes = new Map<string, Node>();
  const nodeOf = new Map<Schema, Node>();
  const ordinals = new Map<Node, number>();
  const names = Object.keys(definitions).sort();
  const intern = (schema: Schema, name: string): Node => {
    const children: Node[] = [];
    const shape = JSON.stringify(
      sortKeys(
        mapSchemas(schema, (child, property) => {
          const node = intern(child, property ?? name);
          children.push(node);
          return { ref: String(ordinals.get(node)) };
        }),
      ),
    );
    let node = nodes.get(shape);
    if (node === undefined) {
      node = { schema, length: shape.length, name, uses: 0 };
      nodes.set(shape, node);
      ordinals.set(node, ordinals.size);
      for (const child of children) child.uses += 1;
    }
    nodeOf.set(schema, node);
    return node;
  };
  const named = new Map<Node, string>();
  const result: Record<string, Schema> = {};
  for (const name of names) {
    const node = intern(definitions[name] ?? {}, name);
    const before = named.get(node);
    if (before === undefined) named.set(node, name);
    else result[name] = { ref: before };
  }
  const taken = new Set(names);
  for (const node of nodes.values())
    if (!named.has(node) && shortens(node)) named.set(node, freeName(node.name, taken));
  const write = (schema: Schema): Schema => {
    const node = nodeOf.get(schema);
    const name = node === undefined ? undefined : named.get(node);
    return name === undefined ? mapSchemas(schema, write) : { ref: name };
  };
  for (const [node, name] of named) result[name] = mapSchemas(node.schema, write);
  return result;
}

/** Whether references and one more line are shorter than writing the schema out wherever it stands. */
function shortens({ length, name, uses }: Node): boolean {
  const reference = '{"ref":""}'.length + name.length;
  const line = "    '': '',\n".length + name.length;
  return uses * (length - reference) > length + line;
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}.${number}`;
  taken.add(name);
  return name;
}

/** The schema with `change` applied to the schemas right below it; `property` is the name of a property's schema. */
function mapSchemas(schema: Schema, change: (schema: Schema, property?: string) => Schema): Schema {
  const { additionalProperties, items, properties } = schema;
  return {
    ...schema,
    ...(items === undefined ? {} : { items: change(items) }),
    ...(additionalProperties === undefined || additionalProperties === true
      ? {}
      : { additionalProperties: change(additionalProperties) }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, one]) => [name, change(one, name)]),
          ),
        }),
  };
}
