import { describe, expect, it, test } from 'vitest';
import { builtinUpstream, createUpstream, readDefinitions } from '../upstream/index.ts';
import { createValidator } from './index.ts';

type Fields = Readonly<Record<string, unknown>>;

const text = { type: 'string' };
const spec: Fields = {
  type: 'object',
  required: ['size'],
  properties: {
    size: { type: 'integer', minimum: 1, maximum: 9, multipleOf: 3 },
    mode: { type: 'string', enum: ['fast', 'safe'], default: 'safe' },
    code: { type: 'string', pattern: '^[a-z]+$', minLength: 2, maxLength: 4 },
    emoji: { type: 'string', maxLength: 2 },
    when: { type: 'string', format: 'date-time' },
    port: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
    note: { type: 'string', nullable: true },
    free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    inner: {
      type: 'object',
      'x-kubernetes-embedded-resource': true,
      'x-kubernetes-preserve-unknown-fields': true,
    },
    tags: { type: 'array', items: text, 'x-kubernetes-list-type': 'set', maxItems: 3 },
    rules: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name'],
        properties: { name: text, order: { type: 'integer', default: 5 } },
      },
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
    },
    labels: { type: 'object', additionalProperties: { type: 'string', maxLength: 3 }, maxProperties: 2 },
    rate: { type: 'number', multipleOf: 0.1 },
    choice: {
      type: 'object',
      properties: { a: text, b: text, c: text },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
      not: { required: ['c'] },
    },
  },
  'x-kubernetes-validations': [
    { rule: "self.mode != 'safe' || self.size < 9", message: 'safe shops are small', fieldPath: '.size' },
    { rule: 'self.size >= oldSelf.size', message: 'never shrinks' },
  ],
};

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'shops.example.org' },
  spec: {
    group: 'example.org',
    names: { kind: 'Shop', plural: 'shops', singular: 'shop', listKind: 'ShopList' },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: 'object',
            required: ['spec'],
            properties: {
              spec,
              status: { type: 'object', required: ['ready'], properties: { ready: { type: 'boolean' } } },
            },
          },
        },
      },
    ],
  },
};

const read = readDefinitions([definition], { name: 'shops' });
const custom = createValidator(createUpstream([read.source]), { kubernetes: '1.35' });

function shop(fields: Fields, rest: Fields = {}): Fields {
  return {
    apiVersion: 'example.org/v1',
    kind: 'Shop',
    metadata: { name: 'a' },
    spec: { size: 3, ...fields },
    ...rest,
  };
}

function verdict(fields: Fields, rest?: Fields): readonly string[] {
  return custom.check(shop(fields, rest)).map(({ path, reason }) => `${reason} ${path}`);
}

test('the definition of these tests is sound', () => {
  expect(read.problems).toEqual([]);
});

describe('custom resources', () => {
  it.each<readonly [string, Fields, readonly string[]]>([
    ['nothing wrong', {}, []],
    ['an unknown field', { sise: 3 }, ['unknownField spec.sise']],
    ['text for a number', { size: '3' }, ['type spec.size']],
    ['a fraction', { size: 4.5 }, ['type spec.size']],
    ['too small', { size: 0 }, ['range spec.size']],
    ['too large', { size: 12 }, ['range spec.size', 'rule spec.size']],
    ['no multiple', { size: 4 }, ['range spec.size']],
    ['a multiple that a division misses', { rate: 0.3 }, []],
    ['no multiple of a fraction', { rate: 0.35 }, ['range spec.rate']],
    ['not listed', { mode: 'slow' }, ['enum spec.mode']],
    ['a pattern', { code: 'AB' }, ['pattern spec.code']],
    ['too short', { code: 'a' }, ['length spec.code']],
    ['too long', { code: 'abcde' }, ['length spec.code']],
    ['two characters of four UTF-16 units', { emoji: '😀😀' }, []],
    ['three characters', { emoji: '😀😀😀' }, ['length spec.emoji']],
    ['a time', { when: '2026-01-31T12:00:00Z' }, []],
    ['no time', { when: '2026-02-30T12:00:00Z' }, ['format spec.when']],
    ['a number or text', { port: 80 }, []],
    ['text or a number', { port: 'http' }, []],
    ['neither', { port: true }, ['type spec.port']],
    ['null where it may be', { note: null }, []],
    ['null where it may not', { code: null }, ['type spec.code']],
    ['null becomes the default', { mode: null }, []],
    ['anything in a free object', { free: { a: { b: null } } }, []],
    [
      'an embedded resource',
      { inner: { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { a: 'b' } } } },
      [],
    ],
    ['an embedded resource without a kind', { inner: { apiVersion: 'v1' } }, ['required spec.inner.kind']],
    [
      'an embedded resource with a wrong label',
      { inner: { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { a: '!' } } } },
      ['format spec.inner.metadata.labels.a'],
    ],
    ['a repeated value', { tags: ['a', 'b', 'a'] }, ['duplicate spec.tags[2]']],
    ['too many items', { tags: ['a', 'b', 'c', 'd'] }, ['length spec.tags']],
    ['a repeated key', { rules: [{ name: 'a' }, { name: 'a' }] }, ['duplicate spec.rules[1]']],
    ['a missing key', { rules: [{ order: 1 }] }, ['required spec.rules[0].name']],
    ['an item by its key', { rules: [{ name: 'a', order: 'x' }] }, ['type spec.rules[name=a].order']],
    ['a value of a map', { labels: { a: 'long' } }, ['length spec.labels.a']],
    ['too many entries', { labels: { a: '', b: '', c: '' } }, ['length spec.labels']],
    ['one of two', { choice: { a: 'x' } }, []],
    ['both of two', { choice: { a: 'x', b: 'y' } }, ['combination spec.choice']],
    ['what is excluded', { choice: { a: 'x', c: 'y' } }, ['combination spec.choice']],
    ['a rule that sees a default', { size: 9 }, ['rule spec.size']],
    ['a rule that holds', { size: 9, mode: 'fast' }, []],
  ])('%s', (_, fields, expected) => {
    expect(verdict(fields)).toEqual(expected);
  });

  it('reports everything at once', () => {
    expect(verdict({ size: 'x', mode: 1, zz: 1 })).toEqual([
      'type spec.size',
      'type spec.mode',
      'unknownField spec.zz',
    ]);
  });

  it('thousands of problems in one list, in bounded time', () => {
    const rules = Array.from({ length: 10_000 }, (_, index) => ({ name: `r${index}`, order: 'x' }));
    const start = performance.now();
    expect(verdict({ rules }).slice(-1)).toEqual(['type spec.rules[name=r9999].order']);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('names the rule and speaks its words', () => {
    expect(custom.check(shop({ size: 9 }))).toEqual([
      {
        path: 'spec.size',
        reason: 'rule',
        message: 'safe shops are small',
        rule: "self.mode != 'safe' || self.size < 9",
      },
    ]);
  });

  it('looks only at the types of a status that is dropped', () => {
    expect(verdict({}, { status: {} })).toEqual([]);
    expect(verdict({}, { status: { ready: 'yes', more: 1 } })).toEqual([
      'type status.ready',
      'unknownField status.more',
    ]);
  });

  it.each<readonly [string, unknown, readonly string[]]>([
    ['a name', { name: 'a.b' }, []],
    ['no metadata', undefined, ['required metadata']],
    ['no name', {}, ['required metadata.name']],
    ['a generated name', { generateName: 'a-' }, []],
    ['a wrong name', { name: 'A' }, ['format metadata.name']],
    ['an unknown field', { name: 'a', labelz: {} }, ['unknownField metadata.labelz']],
    ['a wrong label value', { name: 'a', labels: { a: 'b c' } }, ['format metadata.labels.a']],
    ['a wrong label key', { name: 'a', labels: { 'a b': 'c' } }, ['name metadata.labels["a b"]']],
    ['an annotation key in capitals', { name: 'a', annotations: { 'Example.ORG/a': 'x' } }, []],
    [
      'large annotations',
      { name: 'a', annotations: { a: 'x'.repeat(262_144) } },
      ['length metadata.annotations'],
    ],
    ['a wrong finalizer', { name: 'a', finalizers: ['a b'] }, ['format metadata.finalizers[0]']],
    [
      'an owner without an identity',
      { name: 'a', ownerReferences: [{ apiVersion: 'v1', kind: 'A', name: 'a' }] },
      ['required metadata.ownerReferences[name=a].uid'],
    ],
  ])('metadata: %s', (_, metadata, expected) => {
    expect(verdict({}, { metadata })).toEqual(expected);
  });

  it('changes nothing', () => {
    const object = shop({ rules: [{ name: 'a' }] });
    const before = JSON.stringify(object);
    custom.check(object);
    expect(JSON.stringify(object)).toBe(before);
  });
});

describe('status of built-in kinds', () => {
  const pod = (status: Fields): unknown => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'app', image: 'app:1' }] },
    status,
  });
  const validator = createValidator(builtinUpstream(), { kubernetes: '1.35' });

  it.each([
    [{ startTime: '2026-01-31T12:00:00Z', phase: 'Unheard' }, []],
    [{ startTime: 'now' }, ['format status.startTime']],
    [{ podIP: 7, more: 1 }, ['type status.podIP', 'unknownField status.more']],
  ])('%j', (status, expected) => {
    expect(validator.check(pod(status)).map(({ path, reason }) => `${reason} ${path}`)).toEqual(expected);
  });
});

describe('all at once', () => {
  const deployment = (fields: Fields, container: Fields): unknown => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'shop' } },
        spec: { containers: [{ name: 'app', image: 'app:1', ...container }] },
      },
      ...fields,
    },
  });
  const validator = createValidator(builtinUpstream(), { kubernetes: '1.35' });
  const paths = (object: unknown): readonly string[] => validator.check(object).map(({ path }) => path);

  it('what a value breaks as a whole is told beside what its parts break', () => {
    const resources = { requests: { cpu: 2 }, limits: { cpu: 1 } };
    expect(paths(deployment({ replica: 3, minReadySeconds: -1 }, { resources })).toSorted()).toEqual([
      'spec.minReadySeconds',
      'spec.replica',
      'spec.template.metadata.labels',
      'spec.template.spec.containers[name=app].resources.requests.cpu',
    ]);
  });

  it('values that cannot be read are told alone', () => {
    const resources = { requests: { cpu: 'much' }, limits: { cpu: 1 } };
    expect(paths(deployment({}, { resources }))).toEqual([
      'spec.template.spec.containers[name=app].resources.requests.cpu',
    ]);
  });
});

describe('what is no object of a kind that is served', () => {
  const validator = createValidator(builtinUpstream(), { kubernetes: '1.33' });

  it.each<readonly [string, unknown, readonly string[]]>([
    ['text', 'x', ['notAnObject ']],
    ['a list', [], ['notAnObject ']],
    ['nothing said', {}, ['required apiVersion', 'required kind']],
    ['numbers', { apiVersion: 1, kind: 2 }, ['type apiVersion', 'type kind']],
    ['an unknown kind', { apiVersion: 'v1', kind: 'Shop' }, ['unknownKind ']],
  ])('%s', (_, object, expected) => {
    expect(validator.check(object).map(({ path, reason }) => `${reason} ${path}`)).toEqual(expected);
  });
});
