import { describe, expect, it } from 'vitest';
import { readDefinitions } from './read-definitions.ts';
import { definitionOf } from './testing.ts';

type Json = Readonly<Record<string, unknown>>;

/** Where a definition with this root schema is broken, below the schema. */
function brokenAt(schema: Json, version: Json = {}): readonly string[] {
  const { problems } = readDefinitions([definitionOf(schema, version)], { name: 'test' });
  return problems.map(({ path }) =>
    path.replace('spec.versions[name=v1].', '').replace('schema.openAPIV3Schema', ''),
  );
}

const text = { type: 'string' };
const whole = { type: 'integer' };
const list = { type: 'array' };
const either = { 'x-kubernetes-int-or-string': true };
const open = { 'x-kubernetes-preserve-unknown-fields': true };
const embedded = { type: 'object', 'x-kubernetes-embedded-resource': true };
const atomic = { 'x-kubernetes-map-type': 'atomic' };

function object(properties: Json, more: Json = {}): Json {
  return { type: 'object', properties, ...more };
}
function set(items: Json): Json {
  return { ...list, items, 'x-kubernetes-list-type': 'set' };
}
function byKeys(keys: readonly string[], items: Json): Json {
  return { ...list, items, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys };
}
function rule(more: Json): Json {
  return { 'x-kubernetes-validations': [{ rule: 'true', ...more }] };
}

/** Schemas of a field, and where they are broken. */
const fields: readonly (readonly [what: string, schema: Json, brokenAt?: string])[] = [
  ['integer or text', { ...either, anyOf: [whole, text] }],
  ['integer or text, and more', { ...either, allOf: [{ anyOf: [whole, text] }, { pattern: 'a' }] }],
  ['integer or text in another order', { ...either, anyOf: [text, whole] }, 'anyOf[0].type'],
  [
    'integer or text, but later',
    { ...either, allOf: [{ pattern: 'a' }, { anyOf: [whole, text] }] },
    'allOf[1].anyOf[0].type',
  ],
  ['integer or number', { ...either, anyOf: [whole, { type: 'number' }] }, 'anyOf[0].type'],
  ['integer or text beside a type', { ...text, anyOf: [whole, text] }],
  ['integer or text beside no type', { ...open, allOf: [{ anyOf: [whole, text] }] }],
  ['integer or text as a resource', { ...embedded, ...open, ...either }, ''],
  ['properties beside whatever else', object({ a: text }, { additionalProperties: true })],
  ['limits below zero', { ...text, minLength: -1, maxLength: -5 }],
  ['half a limit', { ...text, minLength: 0.5 }, 'minLength'],
  ['a title in a restriction', { ...text, anyOf: [{ title: 'a', pattern: 'a' }] }, 'anyOf[0].title'],
  [
    'a description in a restriction',
    object({ a: text }, { not: { properties: { a: { description: 'a' } } } }),
    'not.properties.a.description',
  ],
  [
    'unique items in a restriction',
    { ...list, items: text, anyOf: [{ uniqueItems: true }] },
    'anyOf[0].uniqueItems',
  ],
  ['a title that is no text', { type: 'array', items: { ...text, title: 5 } }, 'items.title'],
  ['an identifier', { ...text, id: 'a' }, 'id'],
  ['an empty identifier', { ...text, id: '' }],
  ['a dialect', { ...text, $schema: 'a' }, '$schema'],
  ['definitions', { ...text, definitions: { a: text } }, 'definitions'],
  ['no definitions', { ...text, definitions: {} }],
  ['patterns of names', { type: 'object', patternProperties: { a: text } }, 'patternProperties'],
  ['additional items', { ...list, items: text, additionalItems: true }, 'additionalItems'],
  ['dependencies', { type: 'object', dependencies: {} }, 'dependencies'],
  [
    'not to preserve fields',
    { type: 'object', 'x-kubernetes-preserve-unknown-fields': false },
    'x-kubernetes-preserve-unknown-fields',
  ],
  ['a set of texts', set(text)],
  ['a set of objects', set(object({ a: text })), 'items.x-kubernetes-map-type'],
  ['a set of atomic objects', set(object({ a: text }, atomic))],
  ['a set of sets', set(set(text)), 'items.x-kubernetes-list-type'],
  ['a set of lists', set({ ...list, items: text })],
  ['a set with null', set({ ...text, nullable: true }), 'items.nullable'],
  ['a set that is no list', { ...text, 'x-kubernetes-list-type': 'set' }, 'type'],
  ['an empty type of list', { ...list, items: text, 'x-kubernetes-list-type': '' }, 'x-kubernetes-list-type'],
  ['an atomic text', { ...text, ...atomic }, 'type'],
  ['a map list', byKeys(['a'], object({ a: text }, { required: ['a'] }))],
  [
    'a map list with a default',
    byKeys(['a', 'b'], object({ a: { ...text, default: 'x' }, b: whole }, { required: ['b'] })),
  ],
  ['a map list by either', byKeys(['a'], object({ a: either }, { required: ['a'] }))],
  ['a map list with a key that may miss', byKeys(['a'], object({ a: text })), 'items.properties.a.default'],
  [
    'a map list with a key that may be null',
    byKeys(['a'], object({ a: { ...text, nullable: true } }, { required: ['a'] })),
    'items.properties.a.nullable',
  ],
  [
    'a map list with an object as key',
    byKeys(['a'], object({ a: object({}) }, { required: ['a'] })),
    'items.properties.a.type',
  ],
  ['a map list with an unknown key', byKeys(['b'], object({ a: text })), 'x-kubernetes-list-map-keys'],
  [
    'a map list with a key named twice',
    byKeys(['a', 'a'], object({ a: text }, { required: ['a'] })),
    'x-kubernetes-list-map-keys',
  ],
  [
    'a map list with null',
    byKeys(['a'], object({ a: text }, { required: ['a'], nullable: true })),
    'items.nullable',
  ],
  ['a map list of texts', byKeys(['a'], text), 'items.type'],
  [
    'keys without a map list',
    { ...list, items: object({ a: text }), 'x-kubernetes-list-map-keys': ['a'] },
    'x-kubernetes-list-type',
  ],
  [
    'an embedded kind that is no text',
    { ...embedded, ...open, properties: { kind: whole } },
    'properties.kind.type',
  ],
  [
    'embedded metadata that is no object',
    { ...embedded, properties: { metadata: text } },
    'properties.metadata.type',
  ],
  [
    'a rule of two lines',
    { ...text, ...rule({ rule: 'true\n|| false' }) },
    'x-kubernetes-validations[0].message',
  ],
  ['a rule of two lines with a message', { ...text, ...rule({ rule: 'true\n|| false', message: 'm' }) }],
  ['a rule that ends with a line', { ...text, ...rule({ rule: 'true\n' }) }],
  ['a message of two lines', { ...text, ...rule({ message: 'a\nb' }) }, 'x-kubernetes-validations[0].message'],
  [
    'a message that says nothing',
    { ...text, ...rule({ message: ' ' }) },
    'x-kubernetes-validations[0].message',
  ],
  ['a reason', { ...text, ...rule({ reason: 'FieldValueForbidden' }) }],
  ['another reason', { ...text, ...rule({ reason: 'Because' }) }, 'x-kubernetes-validations[0].reason'],
];

describe('a field is taken and refused as an API server does', () => {
  it.each(fields.map(([what, schema, path]) => ({ what, schema, path })))('$what', ({ schema, path }) => {
    const expected = path === undefined ? [] : [`.properties.spec${path === '' ? '' : `.${path}`}`];
    expect(brokenAt(object({ spec: schema })).slice(0, 1)).toEqual(expected);
  });
});

describe('the path of a rule leads to a field', () => {
  const schema = object({
    a: text,
    o: object({ x: text, 'x-y': text }),
    l: { ...list, items: object({ z: text }) },
    m: { type: 'object', additionalProperties: text },
    p: { type: 'object', ...open },
  });
  it.each(['.a', '.o.x', ".o['x-y']", '.o.x-y', "['a']", '.l', '.m.foo', ".m['foo']", ".m['it\\'s']"])(
    '%s',
    (fieldPath) => {
      expect(brokenAt(object({ spec: { ...schema, ...rule({ fieldPath }) } }))).toEqual([]);
    },
  );
  it.each([
    '.b',
    'a',
    '.a.b',
    ".['a']",
    '.l[0]',
    '.l[0].z',
    ' ',
    '.o.',
    ".o['nope']",
    '.o["x-y"]',
    '.p.any',
    '.',
  ])('not %s', (fieldPath) => {
    const paths = brokenAt(object({ spec: { ...schema, ...rule({ fieldPath }) } }));
    expect(paths).toEqual(['.properties.spec.x-kubernetes-validations[0].fieldPath']);
  });
});

/** Root schemas, and where they are broken: in any kind, and in one that has a status. */
const roots: readonly (readonly [
  what: string,
  schema: Json,
  always: readonly string[],
  withStatus?: readonly string[],
])[] = [
  ['whatever it may be', open, []],
  ['no type', { properties: {} }, ['.type']],
  ['a root that can be null', { type: 'object', nullable: true }, ['.nullable']],
  ['a default', { type: 'object', default: {} }, ['.default']],
  ['required fields', { type: 'object', required: ['spec'] }, []],
  ['a rule', { type: 'object', ...rule({}) }, []],
  ['alternatives', { type: 'object', oneOf: [{ required: ['spec'] }] }, [], ['.oneOf']],
  ['a number of fields', { type: 'object', minProperties: 1 }, [], ['.minProperties']],
  ['an atomic root', { type: 'object', ...atomic }, [], ['.x-kubernetes-map-type']],
  [
    'a description of metadata',
    object({ metadata: { type: 'object', description: 'a' } }),
    ['.properties.metadata.description'],
  ],
  [
    'a default of metadata',
    object({ metadata: { type: 'object', default: {} } }),
    ['.properties.metadata.default'],
  ],
  [
    'a default of the name',
    object({ metadata: object({ name: { ...text, default: 'a' } }) }),
    ['.properties.metadata.properties.name.default'],
  ],
  ['a default of the kind', object({ kind: { ...text, default: 'A' } }), ['.properties.kind.default']],
];

describe('a root is taken and refused as an API server does', () => {
  it.each(roots.map(([what, ...row]) => ({ what, row })))('$what', ({ row }) => {
    const [schema, always, withStatus = always] = row;
    expect(brokenAt(schema)).toEqual(always);
    expect(brokenAt(schema, { subresources: { status: {} } })).toEqual(withStatus);
  });
});

describe('selectable fields are declared and plain', () => {
  const spec = object({
    a: text,
    i: whole,
    n: { type: 'number' },
    either,
    o: object({ b: { type: 'boolean' } }),
    m: { type: 'object', additionalProperties: text },
  });
  const schema = object({ spec, metadata: object({ name: text }) });
  it.each(['.spec.a', '.spec.i', '.spec.o.b', '.spec.m.x'])('%s', (jsonPath) => {
    expect(brokenAt(schema, { selectableFields: [{ jsonPath }] })).toEqual([]);
  });
  it.each([
    '.spec.n',
    '.spec.either',
    '.spec.o',
    '.spec.nope',
    '.metadata.name',
    '.kind',
    ".spec['a']",
    'spec.a',
  ])('not %s', (jsonPath) => {
    expect(brokenAt(schema, { selectableFields: [{ jsonPath }] })).toHaveLength(1);
  });
});
