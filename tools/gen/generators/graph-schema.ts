import { graphJsonSchema, nodeTypes } from '@fairway/model';
import type { Generator } from '../generator.ts';

const target = 'schemas/graph_v1.json';

/** The published JSON Schema of the resource graph, from the node types' own schemas. */
export const generator: Generator = {
  name: 'graph-schema',
  owns: [target],
  generate: () =>
    Promise.resolve(new Map([[target, `${JSON.stringify(graphJsonSchema(nodeTypes), null, 2)}\n`]])),
};
