import type { Schema } from '@fairway/kubernetes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareDefinitions } from './share.ts';

type Definitions = Readonly<Record<string, Schema>>;

function expanded(schema: Schema, definitions: Definitions): Schema {
  if (schema.ref !== undefined) return expanded(definitions[schema.ref] ?? { ref: 'missing' }, definitions);
  const { items, properties } = schema;
  return {
    ...schema,
    ...(items === undefined ? {} : { items: expanded(items, definitions) }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, one]) => [name, expanded(one, definitions)]),
          ),
        }),
  };
}

const container: Schema = {
  type: 'object',
  required: ['name'],
  properties: { image: { type: 'string' }, name: { type: 'string', minLength: 1 } },
};

/** Schemas made of few different pieces, so that many are equal. */
const { schema: anySchema } = fc.letrec<{ schema: Schema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Schema>({ type: 'string' }, { type: 'integer', format: 'int32' }, container),
    fc.record<Schema>({ type: fc.constant('array'), items: tie('schema') }),
    fc.record<Schema>({
      type: fc.constant('object'),
      properties: fc.dictionary(fc.constantFrom('a', 'b', 'c.d', '__proto__'), tie('schema')),
    }),
  ),
}));
const anyDefinitions = fc.dictionary(fc.constantFrom('First', 'Second', 'a', 'a.2'), anySchema);

describe('sharing', () => {
  it('moves what occurs often into definitions of its own', () => {
    const list: Schema = { type: 'array', listType: 'map', listMapKeys: ['name'], items: container };
    expect(
      shareDefinitions({
        Pod: { type: 'object', properties: { containers: list, initContainers: list, only: container } },
      }),
    ).toEqual({
      Pod: {
        type: 'object',
        properties: {
          containers: { ref: 'containers.2' },
          initContainers: { ref: 'containers.2' },
          only: { ref: 'containers' },
        },
      },
      containers: container,
      'containers.2': { type: 'array', listType: 'map', listMapKeys: ['name'], items: { ref: 'containers' } },
    });
  });

  it('makes equal definitions one', () => {
    expect(shareDefinitions({ v1: container, v1beta1: container })).toEqual({
      v1: container,
      v1beta1: { ref: 'v1' },
    });
  });

  it('leaves restrictions whole', () => {
    const branch: Schema = { properties: { name: { minLength: 3, pattern: '^[a-z][a-z0-9-]*[a-z0-9]$' } } };
    const schema: Schema = { type: 'object', anyOf: [branch, { not: branch }] };
    expect(shareDefinitions({ a: schema })).toEqual({ a: schema });
  });

  it('means the same as before, in any order of definitions', () => {
    fc.assert(
      fc.property(anyDefinitions, (definitions) => {
        const shared = shareDefinitions(definitions);
        for (const [name, schema] of Object.entries(definitions))
          expect(expanded({ ref: name }, shared)).toEqual(schema);
        const backwards = Object.fromEntries(Object.entries(definitions).reverse());
        expect(shareDefinitions(backwards)).toEqual(shared);
      }),
    );
  });
});
