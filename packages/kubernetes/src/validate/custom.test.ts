import { describe, expect, it } from 'vitest';
import { createUpstream, readDefinitions } from '../upstream/index.ts';
import type { Minor } from '../upstream/index.ts';
import { definitionOf } from '../upstream/testing.ts';
import { createValidator } from './index.ts';

type Fields = Readonly<Record<string, unknown>>;

const text = { type: 'string' };
const whole = { type: 'integer' };
const open = { 'x-kubernetes-preserve-unknown-fields': true };
const embedded = { type: 'object', 'x-kubernetes-embedded-resource': true };
const set = { 'x-kubernetes-list-type': 'set' };
const intOrString = { 'x-kubernetes-int-or-string': true };

/** A validator of objects whose root has this schema. */
function validatorOf(
  schema: Fields,
  version: Fields = {},
  kubernetes: Minor = '1.35',
): (object: Fields) => readonly string[] {
  const { problems, source } = readDefinitions([definitionOf(schema, version)], { name: 'widgets' });
  expect(problems).toEqual([]);
  const validator = createValidator(createUpstream([source]), { kubernetes });
  const head = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'abc' } };
  return (object) =>
    validator.check({ ...head, ...object }).map(({ path, reason }) => `${reason} ${path}`.trim());
}

/** What an API server says of a field with this schema. */
const values: readonly (readonly [
  what: string,
  schema: Fields,
  valid: readonly unknown[],
  wrong: readonly unknown[],
])[] = [
  [
    'whole numbers are held against whole limits',
    { type: 'number', minimum: 0.5, maximum: 2.5 },
    [0, 2, 0.5],
    [0.4, 3, 2.6],
  ],
  [
    'whole numbers have no fraction as a divisor',
    { type: 'number', multipleOf: 0.1 },
    [0.3, 1.1],
    [0, 1, 0.35],
  ],
  ['whole numbers that no 64 bits hold', intOrString, [5, '5', 2 ** 53], [1e20, 1.5, true]],
  [
    'the formats of whole numbers say nothing',
    { ...whole, format: 'int32' },
    [3_000_000_000, -3_000_000_000],
    [1e20, 1.5, '1'],
  ],
  ['the formats of numbers say nothing', { type: 'number', format: 'float' }, [1e300], ['1']],
  ['integer or text beside a type', { ...text, anyOf: [whole, text] }, ['a'], [1, true]],
  ['integer or text beside another type', { type: 'number', anyOf: [whole, text] }, [1], [1.5, 1e300, 'a']],
  ['integer or text beside no type', { ...open, anyOf: [whole, text] }, [1, 'a'], [1.5, true, [], {}]],
  [
    'alternatives of integer or text',
    { ...intOrString, anyOf: [{ pattern: '^a' }, { pattern: 'z$' }] },
    ['a', 'z', 1],
    ['b'],
  ],
  [
    'more beside integer or text',
    { ...intOrString, allOf: [{ anyOf: [whole, text], pattern: '^a' }, { maxLength: 2 }] },
    ['a', 'ab', 1],
    ['b', 'abc', true],
  ],
  [
    'properties beside whatever else',
    { type: 'object', properties: { a: whole }, additionalProperties: true },
    [{ a: 1, b: 'x' }, {}],
    [{ a: 'x' }, 'x'],
  ],
  [
    'a default that is null is none',
    { type: 'object', properties: { a: { ...text, default: null } } },
    [{}, { a: 'a' }],
    [{ a: null }],
  ],
  ['a length that cannot be', { ...text, minLength: -1, maxLength: -1 }, [], ['', 'a']],
  [
    'fractions are as good as the whole number before them among listed numbers',
    { type: 'number', enum: [1, 2.5] },
    [1, 1.5, 2.5],
    [2, 0.5, 3],
  ],
  [
    'multiples are counted in 64 bits',
    { type: 'number', multipleOf: 5 },
    [2e18],
    [2 ** 31, 2 ** 53, 1e19, 1e300],
  ],
  ['null is never among listed values', { ...text, nullable: true, enum: ['a', null] }, ['a'], [null, 'b']],
  ['null in lists without a type', { type: 'array', items: open }, [[null], [1]], [1]],
  [
    'null in lists of listed values',
    { type: 'array', items: { ...text, nullable: true, enum: ['a'] } },
    [['a']],
    [[null]],
  ],
  ['null takes the default of items', { type: 'array', items: { ...text, default: 'a' } }, [[null]], [[1]]],
  [
    'null takes the default of values',
    { type: 'object', additionalProperties: { ...text, default: 'a' } },
    [{ a: null }],
    [{ a: 1 }],
  ],
  [
    'sets of objects, whatever the order of their keys',
    {
      type: 'array',
      ...set,
      items: { type: 'object', 'x-kubernetes-map-type': 'atomic', properties: { a: text, b: text } },
    },
    [
      [
        { a: 'x', b: 'y' },
        { a: 'y', b: 'x' },
      ],
    ],
    [
      [
        { a: 'x', b: 'y' },
        { b: 'y', a: 'x' },
      ],
    ],
  ],
  ['listed objects', { ...open, enum: [{ a: 1, b: 2 }] }, [{ b: 2, a: 1 }], [{ b: 2 }]],
  [
    'versions and kinds of embedded resources',
    { ...embedded, ...open },
    [{ apiVersion: 'a/v1', kind: 'My-Kind' }],
    [
      { apiVersion: 'a/b/c', kind: 'Kind' },
      { apiVersion: 'v1', kind: 'a b' },
      { apiVersion: 'v1', kind: '9' },
    ],
  ],
  [
    'what is said of the fields of embedded resources',
    {
      ...embedded,
      properties: {
        apiVersion: { ...text, pattern: '^a/' },
        kind: { ...text, enum: ['Kind'] },
        metadata: { type: 'object', required: ['name'], properties: { name: { ...text, maxLength: 2 } } },
      },
    },
    [{ apiVersion: 'a/v1', kind: 'Kind', metadata: { name: 'ab', labels: { a: 'b' } } }],
    [
      { apiVersion: 'b/v1', kind: 'Kind', metadata: { name: 'ab' } },
      { apiVersion: 'a/v1', kind: 'Other', metadata: { name: 'ab' } },
      { apiVersion: 'a/v1', kind: 'Kind', metadata: {} },
      { apiVersion: 'a/v1', kind: 'Kind', metadata: { name: 'abc' } },
      { apiVersion: 'a/v1', kind: 'Kind', metadata: { name: 'ab', labels: { a: '!' } } },
    ],
  ],
];

describe('values of custom resources, as API servers judge them', () => {
  it.each(values)('%s', (_what, schema, valid, wrong) => {
    const problems = validatorOf({ type: 'object', properties: { spec: schema } });
    expect(valid.filter((spec) => problems({ spec }).length > 0)).toEqual([]);
    expect(wrong.filter((spec) => problems({ spec }).length === 0)).toEqual([]);
  });
});

describe('what stands at the root', () => {
  it('the kind is held against its schema', () => {
    const problems = validatorOf({ type: 'object', properties: { kind: { ...text, enum: ['Other'] } } });
    expect(problems({})).toEqual(['enum kind']);
  });

  it('rules of the name hold for it', () => {
    const rule = { rule: 'self.startsWith("b")' };
    const name = { ...text, 'x-kubernetes-validations': [rule] };
    const problems = validatorOf({
      type: 'object',
      properties: { metadata: { type: 'object', properties: { name } } },
    });
    expect([problems({}), problems({ metadata: { name: 'bcd' } })]).toEqual([['rule metadata.name'], []]);
  });

  it('a name that is generated is as long as it will be, and rules see it', () => {
    const problems = validatorOf({
      type: 'object',
      properties: { metadata: { type: 'object', properties: { name: { ...text, maxLength: 7 } } } },
      'x-kubernetes-validations': [{ rule: 'self.metadata.name.size() >= 7' }],
    });
    expect(problems({ metadata: { generateName: 'abc' } })).toEqual(['length metadata.name']);
    expect(problems({ metadata: { generateName: 'ab' } })).toEqual([]);
    expect(problems({ metadata: { generateName: 'a' } })).toEqual(['rule']);
  });

  it.each([['2'], [2.5], [-1], [2 ** 31], [true]])('%j is no number of replicas', (replicas) => {
    const scale = { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' };
    const schema = {
      type: 'object',
      properties: { spec: { type: 'object', properties: { replicas: open, size: whole } } },
    };
    const problems = validatorOf(schema, { subresources: { scale } });
    expect(problems({ spec: { replicas } })).toEqual(['range spec.replicas']);
    expect([problems({ spec: { replicas: 2 } }), problems({ spec: {} }), problems({})]).toEqual([[], [], []]);
  });
});

it.each<readonly [kubernetes: Minor, expected: readonly string[]]>([
  ['1.35', []],
  ['1.36', ['range size']],
])('the formats of numbers in Kubernetes %s', (kubernetes, expected) => {
  const size = { ...whole, format: 'int32' };
  const problems = validatorOf({ type: 'object', properties: { size } }, {}, kubernetes);
  expect([problems({ size: 2 ** 31 - 1 }), problems({ size: 2 ** 31 })]).toEqual([[], expected]);
});
