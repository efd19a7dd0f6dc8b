import type { Path, SourceDocument } from '@fairway/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import { plainScalar, rangeOf, readDocuments, scalarSource, wholeLines } from './index.ts';

const TEXT = `# comment
metadata:
  name: "orders: api"   # trailing
  labels: {team: orders, tier: [a, b], }
spec:
  script: |-  # header | comment
    line one
    line two

  replicas: 3
  empty:
  ports:
  # first
  - name: http
    port: 8080
  - &other
    name: grpc
  again: *other
`;

function only(text: string): SourceDocument {
  const [document] = readDocuments(text, 'f.yaml').documents;
  if (document === undefined) throw new Error('no document');
  return document;
}

function textOf(path: Path, part: 'key' | 'value' | 'pair'): string | undefined {
  const range = rangeOf(only(TEXT), path, part);
  return range === undefined ? undefined : TEXT.slice(range.start, range.end);
}

describe('rangeOf', () => {
  test.each<[Path, 'key' | 'value' | 'pair', string | undefined]>([
    [['metadata', 'name'], 'value', '"orders: api"'],
    [['metadata', 'name'], 'key', 'name'],
    [['metadata', 'name'], 'pair', 'name: "orders: api"'],
    [['metadata', 'labels'], 'value', '{team: orders, tier: [a, b], }'],
    [['metadata', 'labels', 'tier', 1], 'value', 'b'],
    [['spec', 'script'], 'value', '|-  # header | comment\n    line one\n    line two\n\n'],
    [['spec', 'replicas'], 'pair', 'replicas: 3'],
    [['spec', 'empty'], 'value', ''],
    [['spec', 'empty'], 'pair', 'empty:'],
    [['spec', 'ports', 0], 'pair', '- name: http\n    port: 8080'],
    [['spec', 'ports', 0], 'value', 'name: http\n    port: 8080'],
    [['spec', 'ports', 0], 'key', undefined],
    [['spec', 'ports', 1], 'pair', '- &other\n    name: grpc'],
    [['spec', 'again'], 'value', '*other'],
    [['spec', 'again', 'name'], 'value', 'grpc'],
    [['spec', 'nowhere'], 'value', undefined],
    [['spec', 'replicas', 'deeper'], 'value', undefined],
  ])('%j %s', (path, part, expected) => {
    expect(textOf(path, part)).toBe(expected);
  });

  test('takes plain text too, and says nothing about broken text', () => {
    expect(rangeOf('a: [1, 2]\n', ['a', 1])).toEqual({ start: 7, end: 8 });
    expect(rangeOf('a: [1, 2\n', ['a', 1])).toBeUndefined();
  });

  test('whole lines', () => {
    const range = rangeOf(TEXT, ['spec', 'replicas'], 'pair');
    if (range === undefined) throw new Error('not found');
    const lines = wholeLines(TEXT, range);
    expect(TEXT.slice(lines.start, lines.end)).toBe('  replicas: 3\n');
  });

  test('agrees with the yaml package on every node of generated text', () => {
    const key = fc.string().filter((text) => text !== '__proto__' && text !== '<<');
    const json = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.dictionary(key, tie('node')),
        fc.array(tie('node')),
      ),
    })).node;
    fc.assert(
      fc.property(fc.dictionary(key, json, { minKeys: 1 }), fc.boolean(), fc.boolean(), (value, flow, crlf) => {
        const lines = stringify(value, {
          collectionStyle: flow ? 'flow' : 'any',
          lineWidth: 0,
          aliasDuplicateObjects: false,
        });
        const text = crlf ? lines.replaceAll('\n', '\r\n') : lines;
        const document = only(text);
        for (const [path, expected] of expectedPlaces(text, parseDocument(text).contents, [])) {
          const range = rangeOf(document, path);
          const found =
            typeof expected === 'number' ? range?.start : text.slice(range?.start, range?.end).trimEnd();
          expect({ path, found }).toEqual({ path, found: expected });
        }
      }),
    );
  });
});

/** Every node that the yaml package sees: scalars with their text, collections with their start. */
function expectedPlaces(text: string, node: unknown, path: Path): [Path, string | number][] {
  if (isScalar(node)) return [[path, text.slice(node.range?.[0], node.range?.[1]).trimEnd()]];
  if (isMap(node)) {
    const inner = node.items.flatMap((pair) =>
      isScalar(pair.key) ? expectedPlaces(text, pair.value, [...path, String(pair.key.value)]) : [],
    );
    return [[path, node.range?.[0] ?? -1], ...inner];
  }
  if (isSeq(node)) {
    const inner = node.items.flatMap((item, index) => expectedPlaces(text, item, [...path, index]));
    return [[path, node.range?.[0] ?? -1], ...inner];
  }
  return [[path, 'neither a scalar nor a collection']];
}

describe('locate', () => {
  const document = only(TEXT);

  test('lines and columns from 1', () => {
    expect(document.locate(['metadata', 'name'])).toEqual({
      file: 'f.yaml',
      line: 3,
      column: 9,
      endLine: 3,
      endColumn: 22,
    });
    expect(document.locate(['metadata', 'name'], 'key')).toMatchObject({ line: 3, column: 3, endColumn: 7 });
  });

  test('a missing field stands at the key of the object that lacks it', () => {
    expect(document.locate(['metadata', 'owner', 'x'])).toMatchObject({ line: 2, column: 1, endColumn: 9 });
    expect(document.locate(['nothing'])).toMatchObject({ line: 2, column: 1 });
    expect(document.locate(['spec', 'ports', 7])).toMatchObject({ line: 12, column: 3 });
  });

  test('a byte order mark takes no column', () => {
    expect(only('\ufeffa: 1\n').locate(['a'], 'key')).toMatchObject({ line: 1, column: 1 });
  });
});

describe('scalarSource', () => {
  test('raw text of scalars', () => {
    const document = only('version: 1.20\nquoted: "1.20"\nlist: [yes]\n');
    expect(document.value).toMatchObject({ version: 1.2 });
    expect(scalarSource(document, ['version'])).toEqual({ text: '1.20', quoted: false });
    expect(scalarSource(document, ['quoted'])).toEqual({ text: '"1.20"', quoted: true });
    expect(scalarSource(document, ['list', 0])).toEqual({ text: 'yes', quoted: false });
    expect(scalarSource(document, ['list'])).toBeUndefined();
    expect(plainScalar('1.20')).toBe(1.2);
  });
});
