import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitionsOf } from './definitions-of.ts';
import { readDefinitions, type DefinitionProblem } from './read-definitions.ts';
import type { Schema } from './schema.ts';
import { definitionOf as definition } from './testing.ts';
import { createUpstream } from './upstream.ts';

type Json = Readonly<Record<string, unknown>>;

function problemsOf(...objects: readonly unknown[]): readonly DefinitionProblem[] {
  return readDefinitions(objects, { name: 'test' }).problems;
}

/** The compact schema of a kind with one field, `spec`. */
function specOf(spec: unknown): Schema | undefined {
  const { problems, source } = readDefinitions([definition({ type: 'object', properties: { spec } })], {
    name: 'test',
  });
  expect(problems).toEqual([]);
  const { schema } = createUpstream([source]).kindOf('example.com/v1', 'Widget') ?? {};
  return schema?.properties?.['spec'];
}

const where = 'spec.versions[name=v1].schema.openAPIV3Schema';

describe('reading definitions', () => {
  it('gives a source that can be looked into', () => {
    const { problems, source } = readDefinitions(
      [
        definition(
          {
            type: 'object',
            properties: { spec: { type: 'object', properties: { color: { type: 'string' } } } },
          },
          {
            deprecated: true,
            subresources: {
              status: {},
              scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' },
            },
            selectableFields: [{ jsonPath: '.spec.color' }],
          },
        ),
      ],
      { name: 'mine', license: 'MIT' },
    );
    expect(problems).toEqual([]);
    expect(source).toMatchObject({ name: 'mine', product: '', version: '', digest: '', license: 'MIT' });
    expect(source.kinds).toEqual([
      {
        apiVersion: 'example.com/v1',
        kind: 'Widget',
        plural: 'widgets',
        scope: 'Namespaced',
        definition: 'widgets.example.com/v1',
        storage: true,
        status: true,
        scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' },
        selectable: ['.spec.color'],
        deprecated: true,
      },
    ]);
    expect(createUpstream([source]).kindOf('example.com/v1', 'Widget')?.schema).toEqual({
      type: 'object',
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: { type: 'object' },
        spec: { type: 'object', properties: { color: { type: 'string' } } },
      },
    });
  });

  it('leaves out versions that are not served, not without a look at them', () => {
    const unserved = (schema: unknown): Json => definition(schema, { served: false });
    const { problems, source } = readDefinitions([unserved({ type: 'object' })], { name: 'x' });
    expect([problems, source.kinds]).toEqual([[], []]);
    const { source: all } = readDefinitions([unserved({ type: 'object' })], { name: 'x' }, 'all');
    expect(all.kinds).toMatchObject([{ apiVersion: 'example.com/v1' }]);
    expect(problemsOf(unserved({ type: 'object', properties: { a: {} } }))).toMatchObject([
      { path: `${where}.properties.a.type` },
    ]);
  });

  it('keeps what decides validity, in compact words, and nothing else', () => {
    expect(
      specOf({
        title: 'A title',
        description: 'Prose.',
        example: 1,
        type: 'object',
        nullable: false,
        required: [],
        'x-kubernetes-preserve-unknown-fields': true,
        properties: {
          port: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
          size: {
            'x-kubernetes-int-or-string': true,
            allOf: [{ anyOf: [{ type: 'integer' }, { type: 'string' }] }, { maxLength: 3 }],
          },
          list: {
            type: 'array',
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['name'],
            items: { type: 'object', properties: { name: { type: 'string', default: 'a' } } },
          },
          map: { type: 'object', additionalProperties: { type: 'number', minimum: 0, exclusiveMinimum: true } },
        },
        'x-kubernetes-validations': [{ rule: 'self.a', message: 'm', fieldPath: '', optionalOldSelf: true }],
      }),
    ).toEqual({
      type: 'object',
      preserveUnknownFields: true,
      properties: {
        list: {
          type: 'array',
          listType: 'map',
          listMapKeys: ['name'],
          items: { type: 'object', properties: { name: { type: 'string', default: 'a' } } },
        },
        map: { type: 'object', additionalProperties: { type: 'number', minimum: 0, exclusiveMinimum: true } },
        port: { intOrString: true },
        size: { intOrString: true, allOf: [{ maxLength: 3 }] },
      },
      rules: [{ rule: 'self.a', message: 'm', optionalOldSelf: true }],
    });
  });
});

describe('what is broken', () => {
  it.each<readonly [what: string, object: unknown, path: string, message: string]>([
    ['no object', 'text', '', 'not an object'],
    ['another kind', { apiVersion: 'v1', kind: 'Pod' }, '', 'not a CustomResourceDefinition'],
    ['no spec', { ...definition({}), spec: null }, 'spec', 'the spec is missing'],
    ['no group', definition({ type: 'object' }, {}, { group: '' }), 'spec.group', 'the group is missing'],
    ['no kind', definition({}, {}, { names: { plural: 'x' } }), 'spec.names.kind', 'the kind is missing'],
    ['no plural', definition({}, {}, { names: { kind: 'X' } }), 'spec.names.plural', 'the plural name'],
    ['a wrong scope', definition({}, {}, { scope: 'Global' }), 'spec.scope', 'Namespaced or Cluster'],
    ['no versions', definition({}, {}, { versions: [] }), 'spec.versions', 'at least one version'],
    ['versions of a wrong type', definition({}, {}, { versions: {} }), 'spec.versions', 'at least one version'],
    ['a version that is no object', definition({}, {}, { versions: [1] }), 'spec.versions[0]', 'an object'],
    ['no version name', definition({}, { name: 1 }), 'spec.versions[0].name', 'the name of the version'],
    ['no schema', definition(undefined), where, 'the schema is missing'],
    ['a schema that is no object', definition([]), where, 'this is a list'],
    ['no type at the root', definition({}), `${where}.type`, 'has the type object'],
    ['a type that does not exist', definition({ type: 'int' }), `${where}.type`, 'expected one of object'],
  ])('%s', (_, object, path, message) => {
    expect(problemsOf(object)[0]).toMatchObject({ index: 0, path });
    expect(problemsOf(object)[0]?.message).toContain(message);
  });

  it.each<readonly [what: string, spec: unknown, path: string, message: string]>([
    ['no type', {}, '.type', 'the type is missing'],
    ['a list without items', { type: 'array' }, '.items', 'needs a schema of its items'],
    ['items without a type', { type: 'array', items: {} }, '.items.type', 'the type is missing'],
    [
      'a type inside anyOf',
      { type: 'string', anyOf: [{ type: 'string' }] },
      '.anyOf[0].type',
      'not allowed inside',
    ],
    ['a default inside not', { type: 'string', not: { default: 'a' } }, '.not.default', 'not allowed inside'],
    [
      'rules inside allOf',
      { type: 'string', allOf: [{ 'x-kubernetes-validations': [{ rule: 'true' }] }] },
      '.allOf[0].x-kubernetes-validations',
      'not allowed inside',
    ],
    [
      'properties, closed',
      { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
      '.additionalProperties',
      'exclude each other',
    ],
    [
      'properties and a map',
      { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: { type: 'string' } },
      '',
      'exclude each other',
    ],
    [
      'unique items',
      { type: 'array', items: { type: 'string' }, uniqueItems: true },
      '.uniqueItems',
      'x-kubernetes-list-type',
    ],
    [
      'an embedded resource that is no object',
      { type: 'string', 'x-kubernetes-embedded-resource': true },
      '.type',
      'is an object',
    ],
    [
      'an empty embedded resource',
      { type: 'object', 'x-kubernetes-embedded-resource': true },
      '.properties',
      'has properties or',
    ],
    [
      'a map list without keys',
      { type: 'array', 'x-kubernetes-list-type': 'map', items: { type: 'object' } },
      '.x-kubernetes-list-map-keys',
      'needs keys',
    ],
    ['a pattern that breaks off', { type: 'string', pattern: '([a' }, '.pattern', 'no regular expression'],
    ['a pattern that RE2 lacks', { type: 'string', pattern: '(?=a)' }, '.pattern', 'no regular expression'],
    [
      'a wrong pattern inside not',
      { type: 'string', not: { pattern: String.raw`(a)\1` } },
      '.not.pattern',
      'no regular expression',
    ],
    ['a reference', { type: 'object', $ref: '#/a' }, '.$ref', 'cannot refer'],
    [
      'a limit that is text',
      { type: 'string', maxLength: '3' },
      '.maxLength',
      'expected a whole number; this is "3"',
    ],
    [
      'a rule without an expression',
      { type: 'string', 'x-kubernetes-validations': [{}] },
      '.x-kubernetes-validations[0]',
      'a rule needs',
    ],
    [
      'properties in a list',
      { type: 'object', properties: [] },
      '.properties',
      'expected an object of schemas',
    ],
  ])('%s', (_, spec, path, message) => {
    const [problem] = problemsOf(definition({ type: 'object', properties: { spec } }));
    expect(problem?.path).toBe(`${where}.properties.spec${path}`);
    expect(problem?.message).toContain(message);
  });

  it('is told of metadata and of fields named only in restrictions', () => {
    const metadata = { type: 'object', properties: { labels: { type: 'object' } } };
    const paths = problemsOf(
      definition({
        type: 'object',
        properties: { metadata, kind: { type: 'object' } },
        anyOf: [{ properties: { spec: { required: ['a'] } } }],
      }),
    ).map(({ path }) => path.slice(where.length));
    expect(paths).toEqual(['.properties.kind.type', '.properties.metadata', '.anyOf[0].properties.spec']);
  });

  it('keeps nothing of that version, and everything of the others', () => {
    const good = { name: 'v2', served: true, storage: false, schema: { openAPIV3Schema: { type: 'object' } } };
    const { versions } = definition({ type: 'text' })['spec'] as { readonly versions: readonly unknown[] };
    const { problems, source } = readDefinitions([7, definition({}, {}, { versions: [...versions, good] })], {
      name: 'test',
    });
    expect(problems.map(({ index, name }) => [index, name])).toEqual([
      [0, ''],
      [1, 'widgets.example.com'],
    ]);
    expect(source.kinds.map(({ apiVersion }) => apiVersion)).toEqual(['example.com/v2']);
  });

  it('is told when a kind comes twice', () => {
    const twice = definition({ type: 'object' });
    expect(problemsOf(twice, twice)).toMatchObject([
      { index: 1, message: 'Widget of example.com/v1 is defined twice' },
    ]);
  });

  it('stops at schemas that contain themselves or go too deep', () => {
    const loop: Record<string, unknown> = { type: 'object' };
    loop['properties'] = { again: loop };
    expect(problemsOf(definition(loop))[0]?.message).toBe('the schema contains itself');
    let deep: unknown = { type: 'string' };
    for (let level = 0; level < 5000; level += 1) deep = { type: 'object', properties: { a: deep } };
    expect(problemsOf(definition(deep))[0]?.message).toBe('nested over 100 schemas deep');
  });

  it('never throws', () => {
    const anything = fc.anything({ maxDepth: 4 });
    fc.assert(
      fc.property(anything, anything, (schema, version) => {
        const objects = [schema, definition(schema), definition({ type: 'object' }, { subresources: version })];
        expect(readDefinitions(objects, { name: 'x' }).problems.length).toBeGreaterThan(0);
      }),
    );
  });
});

/** Any schema that a value may have, as compact schemas hold them. */
const { schema: anySchema } = fc.letrec<{ schema: Schema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.record(
      {
        type: fc.constant('string' as const),
        minLength: fc.nat(9),
        enum: fc.array(fc.string(), { minLength: 1 }),
        nullable: fc.constant(true as const),
        default: fc.string(),
        anyOf: fc.array(fc.record({ pattern: fc.constantFrom('^a', 'b$', '[c-d]*') }), {
          minLength: 1,
          maxLength: 2,
        }),
      },
      { requiredKeys: ['type'] },
    ),
    fc.constant<Schema>({ intOrString: true }),
    fc.constant<Schema>({ preserveUnknownFields: true }),
    fc.record<Schema>({ type: fc.constant('array'), listType: fc.constant('atomic'), items: tie('schema') }),
    fc.record<Schema>({ type: fc.constant('object'), additionalProperties: tie('schema') }),
    fc.record<Schema>({
      type: fc.constant('object'),
      properties: fc.dictionary(fc.string(), tie('schema'), { minKeys: 1, maxKeys: 4 }),
      rules: fc.array(fc.record({ rule: fc.constant('true'), message: fc.stringMatching(/^\S+$/) }), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
  ),
}));

it('reads what it wrote as the same schema', () => {
  fc.assert(
    fc.property(anySchema, (spec) => {
      const properties = {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: { type: 'object' },
        spec,
      };
      const kind = { apiVersion: 'a.k8s.io/v1', kind: 'A', plural: 'as', scope: 'Cluster' } as const;
      const written = JSON.stringify({ type: 'object', properties });
      const source = {
        name: 'a',
        product: '',
        version: '',
        repository: '',
        digest: '',
        license: '',
        kinds: [{ ...kind, definition: 'A', storage: true }] as const,
        definitions: { A: written },
      };
      const rebuilt = definitionsOf(source);
      const { problems, source: again } = readDefinitions(JSON.parse(JSON.stringify(rebuilt)) as unknown[], {
        name: 'a',
      });
      expect(problems).toEqual([]);
      expect(createUpstream([again]).kindOf('a.k8s.io/v1', 'A')?.schema).toEqual(JSON.parse(written));
    }),
  );
});
