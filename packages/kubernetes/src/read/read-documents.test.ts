import fc from 'fast-check';
import { CORE_SCHEMA, dump, load, loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { plainScalar, rangeOf, readDocuments } from './index.ts';

function codes(input: string | Uint8Array): string[] {
  return readDocuments(input, 'f.yaml').diagnostics.map(
    (found) => `${found.code} ${found.line}:${found.column}`,
  );
}

function values(text: string): unknown[] {
  return readDocuments(text, 'f.yaml').documents.map((document) => document.value);
}

describe('clean files', () => {
  test('several documents, comments and empty documents', () => {
    const read = readDocuments('# top\na: 1\n---\n# nothing\n---\nb: [x, {c: d}]\n...\n', 'f.yaml');
    expect(read.diagnostics).toEqual([]);
    expect(read.documents.map((document) => [document.index, document.value])).toEqual([
      [0, { a: 1 }],
      [2, { b: ['x', { c: 'd' }] }],
    ]);
  });

  test.each([
    ['a: 1\r\nb:\r\n  - x\r\n', { a: 1, b: ['x'] }],
    ['\ufeffa: 1\n', { a: 1 }],
    ['{\n\t"a": 1,\n\t"b": [\n\t\ttrue\n\t]\n}\n', { a: 1, b: [true] }],
    ['a: &x {b: 1}\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['a: !!str 5\nb: !!int 7\nc: ! 1\n', { a: '5', b: 7, c: '1' }],
    ['a: |\n  text\n  more\nb: >-\n  folded\n  text\n', { a: 'text\nmore\n', b: 'folded text' }],
    ['"<<": 1\nconstructor: 2\n', { '<<': 1, constructor: 2 }],
  ])('%j', (text, value) => {
    const read = readDocuments(text, 'f.yaml');
    expect(read.diagnostics).toEqual([]);
    expect(read.documents.map((document) => document.value)).toEqual([value]);
  });

  test('reads what the core schema of js-yaml reads', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.dictionary(
            fc.string().filter((key) => key !== '__proto__'),
            fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__')),
          ),
          { minLength: 1 },
        ),
        (documents) => {
          const text = documents.map((document) => dump(document, { noRefs: true })).join('---\n');
          expect(values(text)).toEqual(loadAll(text));
        },
      ),
    );
  });
});

describe('plain scalars', () => {
  test.each([
    ['yes', 'yes'],
    ['on', 'on'],
    ['1_000', '1_000'],
    ['12:30:45', '12:30:45'],
    ['2024-01-01', '2024-01-01'],
    ['0o14', 12],
    ['014', 14],
    ['0x1F', 31],
    ['1.20', 1.2],
    ['1e3', 1000],
    ['.5', 0.5],
    ['~', null],
    ['', null],
    ['True', true],
    ['tRue', 'tRue'],
    ['.inf', Infinity],
    ['+12', 12],
    ['1.2.3', '1.2.3'],
    ['-', '-'],
    ['1e391', '1e391'],
    ['+0x1F', '+0x1F'],
  ])('%j is %j (YAML 1.2.2, chapter 10.3)', (source, value) => {
    expect(plainScalar(source)).toBe(value);
  });

  test('agrees with the core schema of js-yaml', () => {
    const unit = fc.constantFrom(...'+-.0123456789eExXoaAfFnNtTrRuUlLsSiI~_:');
    fc.assert(
      fc.property(fc.string({ unit, minLength: 1, maxLength: 8 }), (text) => {
        fc.pre(!/^[-~:]|:$/.test(text));
        expect(plainScalar(text)).toEqual(load(text, { schema: CORE_SCHEMA }));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('problems', () => {
  test.each([
    ['', ['FWY1001 1:1']],
    ['# only a comment\n', ['FWY1001 1:1']],
    ['---\n# a\n---\n', ['FWY1001 1:1']],
    ['a: 1\nb: [1, 2\n', ['FWY1003 2:4']],
    ['a: "x\nb: 1\n', ['FWY1003 1:4']],
    ['a: b: c\n', ['FWY1003 1:5']],
    ['a: *b\n', ['FWY1003 1:4']],
    ['a:\n\tb: 1\n', ['FWY1005 2:1']],
    ['a:\n  b: 1\n\tc: 2\n', ['FWY1005 3:1']],
    ['a: x\u0001y\nb: \u0000\n', ['FWY1006 1:5', 'FWY1006 2:4']],
    ['a: \ud800\n', ['FWY1006 1:4']],
    ['a: &x [*x]\n', ['FWY1008 1:8']],
    ['<<: {a: 1}\n', ['FWY1011 1:1']],
    ['8080: a\ntrue: b\n~: c\n[x]: d\n', ['FWY1012 1:1', 'FWY1012 2:1', 'FWY1012 3:1', 'FWY1012 4:1']],
    ['__proto__: {polluted: true}\n', ['FWY1012 1:1']],
    ['"__proto__": 1\n&a __proto__: 1\n', ['FWY1012 1:1', 'FWY1012 2:4']],
    ['a: !custom x\nb: !!int z\nc: !!set {}\n', ['FWY1013 1:4', 'FWY1013 2:4', 'FWY1013 3:4']],
    ['{\n\t"a": 1\n\t"b": 2\n}\n', ['FWY1003 3:5']],
  ])('%j', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  test('a duplicate key names both places', () => {
    const [found] = readDocuments('x:\n  a: [a]\n  b: {a: 1}\n  a: 2\n', 'f.yaml').diagnostics;
    expect(found).toMatchObject({ code: 'FWY1004', line: 4, column: 3, endLine: 4, endColumn: 4 });
    expect(found?.related).toEqual([{ message: 'the first one is here', file: 'f.yaml', line: 2, column: 3 }]);
  });

  test('a number as key comes with an edit that quotes it', () => {
    const [found] = readDocuments('a:\n  8080: x\n', 'f.yaml').diagnostics;
    expect(found?.fix?.edits).toEqual([{ file: 'f.yaml', start: 5, end: 9, newText: '"8080"' }]);
  });

  test('every document of a file says what is wrong with it, and the healthy ones are read', () => {
    const text = 'a: [\n---\nb: 1\nb: 2\n---\nc: 3\n---\n\td: {\n';
    expect(codes(text)).toEqual(['FWY1003 1:4', 'FWY1004 4:1', 'FWY1005 8:1', 'FWY1003 8:5']);
    const read = readDocuments(text, 'f.yaml');
    expect(read.documents.map(({ index, value, damaged }) => [index, value, damaged])).toEqual([
      [0, { a: [] }, true],
      [1, { b: 2 }, true],
      [2, { c: 3 }, undefined],
      [3, { d: {} }, true],
    ]);
    expect(read.documents[2]?.locate(['c'])).toMatchObject({ line: 6, column: 4 });
  });

  test.each([
    ['a tab', 'a:\n\tb: 1\n\tc:\n\t\td: 2\n', { a: { b: 1, c: { d: 2 } } }],
    ['a tab among spaces', 'a:\n    b: 1\n\tc: {d: 2}\n', { a: { b: 1, c: { d: 2 } } }],
    ['a list that is not closed', 'a:\n  b: [1, [2\n  c: {d: 2}\n', { a: { b: [1, [2]], c: { d: 2 } } }],
    ['a quote that is not closed', 'a:\n  b: "x\n  c: {d: 2}\n', { a: { b: 'x', c: { d: 2 } } }],
    ['a missing space', 'a:\n  b:1\n  c: {d: 2}\n', { a: { b: 1, c: { d: 2 } } }],
    ['a missing comma', 'a: {b: 1, "c": {d: 2} "e": 3}\n', { a: { b: 1, c: { d: 2 }, e: 3 } }],
    ['a quote in quotes', "a: {x: 1}\nb: 'it's'\nc: {d: 2}\n", { a: { x: 1 }, b: 'it', c: { d: 2 } }],
    ['a backslash', 'a:\n  b: "\\d"\n  c: {d: 2}\n', { a: { b: '\\d', c: { d: 2 } } }],
    ['an at', 'a:\n  b: @x\n  c: {d: 2}\n', { a: { b: '@x', c: { d: 2 } } }],
    ['a second colon', 'a:\n  b: x: y\n  c: {d: 2}\n', { a: { b: 'x y', c: { d: 2 } } }],
    ['a list in a line', 'a:\n  b: - 1\n  c: {d: 2}\n', { a: { b: [1], c: { d: 2 } } }],
    ['a line too far right', 'a:\n  b: 1\n   c:\n     d: 2\n', { a: { b: 1, c: { d: 2 } } }],
    ['a line too far left', 'a:\n    b: 1\n  c:\n    d: 2\n', { a: { b: 1, c: { d: 2 } } }],
    ['a character that is not allowed', 'a:\n  b: \u0000\n  c: {d: 2}\n', { a: { b: '\ufffd', c: { d: 2 } } }],
  ])('behind %s the rest is read, at its place', (_name, text, value) => {
    const { documents, diagnostics } = readDocuments(text, 'f.yaml');
    expect(diagnostics.every(({ severity }) => severity === 'error')).toBe(true);
    expect(documents.map((one) => [one.value, one.damaged])).toEqual([[value, true]]);
    const path = JSON.stringify(value).includes('"a":{"x"') ? ['c', 'd'] : ['a', 'c', 'd'];
    const at = text.indexOf('d: 2');
    const line = text.slice(0, at).split('\n').length;
    const column = at - text.lastIndexOf('\n', at);
    expect(documents[0]?.locate(path, 'key')).toMatchObject({ line, column, endColumn: column + 1 });
    expect(documents[0] && rangeOf(documents[0], path)).toEqual({ start: at + 3, end: at + 4 });
  });

  test('every line that is indented with a tab is named, texts apart', () => {
    const text = 'a:\n\tb: |\n\t\t\tx\n\t\t\ty\n\tc: 1\n  d:\n\t\te: 2\n';
    expect(codes(text)).toEqual(['FWY1005 2:1', 'FWY1005 5:1', 'FWY1005 7:1']);
  });

  test('where no guess makes sense of a document, the first error stands alone', () => {
    const read = readDocuments('a: [1\nowner team\nb: "\n---\nc: 1\n', 'f.yaml');
    expect(read.diagnostics.map(({ code, line }) => `${code}:${line}`)).toEqual(['FWY1003:1']);
    expect(read.documents.map(({ value }) => value)).toEqual([{ c: 1 }]);
  });

  test('__proto__ leaves no trace', () => {
    const [value] = values('__proto__: {polluted: true}\nb: {__proto__: [1]}\n');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value).toEqual({ b: {} });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('invalid UTF-8 says which byte', () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode('a: ü\nb: '), 0xc3, 0x28, 10]);
    const [found] = readDocuments(bytes, 'f.yaml').diagnostics;
    expect(found).toMatchObject({ code: 'FWY1007', line: 2, column: 4 });
    expect(found?.message).toContain('byte 9');
    expect(codes(Uint8Array.from([0xff, 0xfe, 0x61, 0]))).toEqual(['FWY1007 1:1']);
  });

  test.each([
    ['a: {{ x }}\n', /\{\{ x \}\}/],
    ['a: 1\nb:2\nc: 3\n', /space|colon/],
    ["a: 'it's'\n", /closing quote/],
    ['a: @x\n', /start with @/],
    ['a: - b\n', /line of its own/],
    ['a: "\\d"\n', /backslash/],
    ['{"a": 1 "b": 2}', /comma/],
  ])('%j is explained', (text, expected) => {
    const [found] = readDocuments(text, 'f.yaml').diagnostics;
    expect(`${found?.message} ${found?.fix?.summary}`).toMatch(expected);
  });

  test('never throws', () => {
    const unit = fc.constantFrom(
      ...' \t\n\r:-?#&*!|>\'"%@`{}[],~<0aé.\\\u0000\u2028',
      '---\n',
      '...\n',
      '<<: ',
      '*a',
      '&a ',
      '!!x ',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        const read = readDocuments(text, 'f.yaml');
        for (const document of read.documents) expect(document.locate(['a', 0]).line).toBeGreaterThan(0);
        expect(read.documents.length + read.diagnostics.length).toBeGreaterThan(0);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('bounds', () => {
  test('aliases that multiply are counted, not expanded', () => {
    let text = 'a0: &a0 [x, x, x, x, x, x, x, x, x]\n';
    for (let level = 1; level < 12; level++)
      text += `a${level}: &a${level} [${Array(9)
        .fill(`*a${level - 1}`)
        .join(', ')}]\n`;
    expect(codes(text)).toEqual(['FWY1008 1:1']);
    expect(readDocuments(text, 'f.yaml').documents).toEqual([]);
  });

  test.each([
    ['flow lists', '['.repeat(20_000)],
    ['flow maps', '{"a":'.repeat(20_000)],
    ['block lists', '- '.repeat(20_000)],
    ['block maps', Array.from({ length: 2000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  ])('deep nesting: %s', (_, text) => {
    expect(readDocuments(text, 'f.yaml').diagnostics.map((found) => found.code)).toEqual(['FWY1010']);
  });

  test.each([
    ['a file over 10 MiB', 'a'.repeat(10 * 1024 * 1024 + 1)],
    ['10 MB of keys', Array.from({ length: 800_000 }, (_, index) => `key${index}: 1`).join('\n')],
    ['10 MB of one key', 'a: 1\n'.repeat(2_000_000)],
  ])('%s', (_, text) => {
    expect(codes(text)).toEqual(['FWY1009 1:1']);
  });

  test('a document of too many values', () => {
    expect(codes(`a: [${'1,'.repeat(100_001)}]\n`)).toEqual(['FWY1009 1:1']);
  });

  test.each([
    ['tabs', `a:\n${'\tb: 1\n'.repeat(20_000)}`],
    ['quotes', `a: ${'"'.repeat(100_000)}`],
    ['dashes', `a: 1\n${'-'.repeat(100_000)}\n b`],
    ['dashes and spaces', `a: 1\n${' -'.repeat(50_000)}\nb`],
    ['a long word', `${'a'.repeat(100_000)}\n  b: 1\n c: : d`],
    ['a certificate on the line of a missing comma', `{"cert": "${'a'.repeat(100_000)}", "a": 1 "b": 2}`],
    ['brackets that close', `a: [${'] '.repeat(50_000)}`],
  ])('what broken text means is asked in a time that grows with it: %s', (_, text) => {
    const start = performance.now();
    expect(readDocuments(text, 'f.yaml').diagnostics.length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(3000);
  });

  test('a file of many broken documents stops at a hundred problems', () => {
    expect(readDocuments('---\na: [\n'.repeat(10_000), 'f.yaml').diagnostics).toHaveLength(100);
  });
});
