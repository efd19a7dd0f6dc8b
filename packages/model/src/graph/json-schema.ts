import { z } from 'zod';
import type { NodeType } from './nodes.ts';

const placement = z.strictObject({ cluster: z.string(), namespace: z.string() });

const edge = z.strictObject({
  id: z.string().meta({
    description: '`<type>:<from>-><to>`, with `#<name>` where two edges of a type join the same nodes.',
  }),
  type: z.enum(['exposes', 'reaches', 'reads', 'writes', 'consumes', 'produces', 'uses', 'owns']),
  from: z.string().meta({ description: 'Id of a node.' }),
  to: z.string().meta({ description: 'Id of a node.' }),
  origin: z.enum(['declared', 'derived', 'handAsked']).meta({
    description: 'Declared by an author, derived by Fairway, or asked for by hand.',
  }),
  properties: z.record(z.string(), z.unknown()),
});

/** The JSON Schema (2020-12) of `fairway.dev/graph/v1` for some node types; any others may come from plugins. */
export function graphJsonSchema(types: readonly NodeType[]): Readonly<Record<string, unknown>> {
  const [first, ...others] = types.map(nodeSchema);
  if (first === undefined) throw new Error('a graph needs node types');
  const graph = z.strictObject({
    apiVersion: z.literal('fairway.dev/graph/v1'),
    organization: z.string().meta({ description: 'API group of the organization.' }),
    environment: z.string(),
    nodes: z
      .array(z.union([z.discriminatedUnion('type', [first, ...others]), pluginNode(types)]))
      .meta({ description: 'Sorted by id.' }),
    edges: z.array(edge).meta({ description: 'Sorted by id.' }),
  });
  return {
    ...z.toJSONSchema(graph),
    $id: 'https://fairway.dev/schemas/graph_v1.json',
    title: 'Resource graph',
    description: 'What exists in one environment of an organization, and how it hangs together.',
  };
}

function nodeSchema({ type, description, properties }: NodeType) {
  return nodeOf(z.literal(type), properties).meta({ title: type, description });
}

/** A node of a type that none of the others is. */
function pluginNode(types: readonly NodeType[]) {
  const others = types.map(({ type }) => type).join('|');
  return nodeOf(
    z
      .string()
      .regex(new RegExp(`^(?!(?:${others})$)`))
      .meta({ description: 'A type that a plugin of the organization adds.' }),
    z.record(z.string(), z.unknown()).meta({ description: 'As the plugin defines them.' }),
  ).meta({ title: 'plugin', description: 'What a plugin of the organization adds.' });
}

function nodeOf<Type extends z.ZodType, Properties extends z.ZodType>(type: Type, properties: Properties) {
  return z.strictObject({
    id: z.string().meta({ description: '`<type>:<system>/<name>`, frozen for the life of the thing.' }),
    type,
    name: z.string(),
    system: z.string(),
    owner: z.string().meta({ description: 'The team.' }),
    placements: z.array(placement),
    stateful: z.boolean().meta({ description: 'Whether losing it loses data.' }),
    properties,
  });
}
