import fc from 'fast-check';
import { CORE_SCHEMA, load, loadAll, YAML11_SCHEMA } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readDocuments } from '../read/index.ts';
import { emitDocument, emitJson, emitManifests } from './index.ts';

/** Strings that some reader takes for something else, or that need care in some style. */
const NASTY: readonly string[] = [
  '',
  ' ',
  '  ',
  ' a',
  'a ',
  '\t',
  'a\tb',
  '~',
  'null',
  'Null',
  'NULL',
  'y',
  'Y',
  'n',
  'yes',
  'Yes',
  'no',
  'NO',
  'on',
  'On',
  'off',
  'OFF',
  'true',
  'True',
  'false',
  'FALSE',
  'tRuE',
  '0',
  '1',
  '-1',
  '+1',
  '01',
  '0o14',
  '0x1F',
  '0b11',
  '1_000',
  '1.5',
  '1.',
  '.5',
  '1e3',
  '1E+3',
  '.inf',
  '-.Inf',
  '.nan',
  'NaN',
  'inf',
  '12:30',
  '1:30:45',
  '190:20:30',
  '2024-01-01',
  '2024-01-01T00:00:00Z',
  '=',
  '<<',
  '-',
  '--',
  '---',
  '...',
  '- a',
  '-a',
  '? a',
  '?a',
  ':',
  ': a',
  'a: b',
  'a:b',
  'a:',
  'a :b',
  'a #b',
  'a#b',
  '#a',
  '!a',
  '&a',
  '*a',
  '@a',
  '`a',
  '%a',
  '|',
  '>',
  '"',
  "'",
  "it's",
  '"quoted"',
  '\\',
  'a\\b',
  '{}',
  '[]',
  '{a: b}',
  '[a, b]',
  ',',
  'a, b',
  'a{b}',
  '{{ x }}',
  '$(VAR)',
  '${x}',
  '/healthz',
  '_x',
  '(x)',
  '250m',
  '1Gi',
  '25%',
  'sha256:abc',
  'https://example.com/x?y=z#w',
  '{"a":1}',
  'e1',
  'E5',
  'é',
  'ü: ö',
  '日本',
  '😀',
  '\u00a0',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u007f',
  '\u0000',
  '\u001b[0m',
  '\r',
  'a\rb',
  'a\r\nb',
  '\n',
  '\n\n',
  'a\n',
  'a\nb',
  'a\nb\n',
  'a\n\n',
  'a\n\n\nb\n\n',
  '\na',
  ' a\nb',
  'a\n b',
  'a\n  b\n c\n',
  'a\n\tb\n',
  '\ta\n',
  'a \nb',
  'a\n \nb',
  '# a\nb',
  '---\na',
  'a\n---\nb',
  'a\n...\n',
  'key: value\nlist:\n- a\n',
  'a\nü\n',
  'a\n\u2028\n',
  '__proto__',
  'constructor',
  'toString',
  'a'.repeat(500),
  'word '.repeat(100).trim(),
  '%YAML 1.1',
  '!!str a',
  'NO: WAY',
  '0.0.0.0',
  '::1',
  '1.2.3',
];

const string = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom(...NASTY)).map((parts) => parts.join('\n')),
);
const key = string.filter((text) => text !== '__proto__' && text.length < 900);
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    string,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.dictionary(key, tie('value')),
    fc.array(tie('value')),
  ),
}));
const document = fc.dictionary(key, value, { minKeys: 1 });

describe('emitted YAML reads back as the same data', () => {
  test.each<[string, (text: string) => unknown]>([
    ['js-yaml, YAML 1.2', (text) => load(text, { schema: CORE_SCHEMA })],
    ['js-yaml, YAML 1.1', (text) => load(text, { schema: YAML11_SCHEMA })],
    ['yaml, version 1.2', (text) => parse(text, { version: '1.2' }) as unknown],
    ['yaml, version 1.1', (text) => parse(text, { version: '1.1' }) as unknown],
    ['our reader', (text) => readDocuments(text, 'f.yaml').documents[0]?.value],
  ])('%s', (_, read) => {
    for (const nasty of NASTY) {
      const data = { a: nasty, list: [nasty, [nasty]], ...(nasty === '__proto__' ? {} : { [nasty]: 1 }) };
      expect(read(emitDocument(data)), JSON.stringify(nasty)).toEqual(data);
    }
    fc.assert(
      fc.property(document, (data) => {
        expect(read(emitDocument(data))).toEqual(data);
      }),
      { numRuns: 300 },
    );
  });

  test('several documents stay several', () => {
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 4 }), (documents) => {
        expect(loadAll(emitManifests(documents))).toEqual(documents);
      }),
    );
  });
});

describe('bytes', () => {
  test('do not depend on the order of keys', () => {
    fc.assert(
      fc.property(document, (data) => {
        expect(emitDocument(reversed(data) as object)).toBe(emitDocument(data));
        expect(emitJson(reversed(data))).toBe(emitJson(data));
      }),
    );
  });

  test('an object as a reader of manifests expects it', () => {
    const object = {
      spec: {
        template: {
          spec: {
            containers: [
              {
                args: ['--port', '8080'],
                env: [{ value: 'yes', name: 'A' }],
                image: 'r/x@sha256:0',
                name: 'app',
                command: [],
              },
            ],
          },
        },
        replicas: 2,
        skipped: undefined,
        matrix: [[1, 2], []],
        selector: {},
      },
      metadata: { labels: { b: '1', a: 'x' }, annotations: {}, namespace: 'orders', name: 'api' },
      kind: 'Deployment',
      data: { 'run.sh': 'echo a\n\necho b\n', 'last.txt': 'no end' },
      apiVersion: 'apps/v1',
    };
    expect(emitDocument(object)).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: orders
  labels:
    a: x
    b: "1"
  annotations: {}
data:
  last.txt: no end
  run.sh: |
    echo a

    echo b
spec:
  matrix:
  - - 1
    - 2
  - []
  replicas: 2
  selector: {}
  template:
    spec:
      containers:
      - name: app
        image: r/x@sha256:0
        command: []
        args:
        - "--port"
        - "8080"
        env:
        - name: A
          value: "yes"
`);
  });

  test('numbers that YAML 1.1 would take for text get a point', () => {
    expect(emitDocument({ a: 1e21, b: 1e-7, c: 1.5e300, d: 0, e: -0 })).toBe(
      'a: 1.0e+21\nb: 1.0e-7\nc: 1.5e+300\nd: 0\ne: 0\n',
    );
  });

  test('JSON for lock files', () => {
    expect(emitJson({ b: [1, { d: null, c: 'x' }], a: {}, e: [], f: undefined })).toBe(
      '{\n  "a": {},\n  "b": [\n    1,\n    {\n      "c": "x",\n      "d": null\n    }\n  ],\n  "e": []\n}\n',
    );
    fc.assert(
      fc.property(value, (data) => {
        expect(JSON.parse(emitJson(data))).toEqual(data);
      }),
    );
  });

  test('an object that stands at several places is printed at each', () => {
    const labels = { b: '1', a: 'x' };
    const objects = [1, 2].map((id) => ({ metadata: { id, labels }, spec: { selector: labels, labels: {} } }));
    const labelsAt = (indent: string): string => `${indent}a: x\n${indent}b: "1"\n`;
    const text = (id: number): string =>
      `metadata:\n  labels:\n${labelsAt('    ')}  id: ${id}\nspec:\n  labels: {}\n  selector:\n${labelsAt('    ')}`;
    expect(emitManifests(objects)).toBe(`${text(1)}---\n${text(2)}`);
  });

  test('lines that come often are printed as those that come once', () => {
    const items = [
      { a: 1, b: 'x' },
      { a: undefined, b: 'x' },
      { a: 'no', b: undefined },
      { a: undefined, b: undefined },
      { a: 0, b: 'a\nb' },
    ];
    const texts = ['- a: 1\n  b: x\n', '- b: x\n', '- a: "no"\n', '- {}\n', '- a: 0\n  b: |-\n    a\n    b\n'];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: items.length - 1 }), { minLength: 1 }), (order) => {
        expect(emitDocument({ list: order.map((index) => items[index]) })).toBe(
          `list:\n${order.map((index) => texts[index]).join('')}`,
        );
      }),
    );
  });

  test('remembered keys do not pile up, and forgetting them changes nothing', () => {
    const before = emitDocument({ metadata: { name: 'x' }, list: [{ a: 1 }] });
    for (let file = 0; file < 30; file += 1) {
      const names = Array.from({ length: 2000 }, (_, index) => [`key-${file}-${index}`, { a: index }] as const);
      const text = emitDocument(Object.fromEntries(names));
      expect(text.startsWith(`key-${file}-0:\n  a: 0\nkey-${file}-1:\n  a: 1\nkey-${file}-10:`)).toBe(true);
      expect(emitDocument({ metadata: { name: 'x' }, list: [{ a: 1 }] })).toBe(before);
    }
  });

  test('many keys sort as few do', () => {
    const names = Array.from({ length: 500 }, (_, index) => `key-${(index * 7919) % 500}`);
    const text = emitDocument(Object.fromEntries(names.map((name) => [name, 1])));
    expect(text).toBe(`${[...names].sort().join(': 1\n')}: 1\n`);
  });
});

describe('what is no data is a bug', () => {
  test.each<[string, object]>([
    ['NaN', { a: NaN }],
    ['Infinity', { a: [-Infinity] }],
    ['a function', { a: () => 1 }],
    ['undefined in a list', { a: [undefined] }],
    ['a bigint', { a: 1n }],
    ['a date', { a: new Date(0) }],
    ['a map', { a: new Map([['b', 1]]) }],
    ['a list as document', [1]],
    ['an endless key', { ['k'.repeat(2000)]: 1 }],
  ])('%s', (_, object) => {
    expect(() => emitDocument(object)).toThrow(/cannot be written|not a list|only plain data/);
  });
});

function reversed(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(reversed);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .reverse()
      .map(([name, inner]) => [name, reversed(inner)]),
  );
}
