import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFiles, owned, quoted } from './generator.ts';

describe('owned files', () => {
  it.each([
    ['a/b.ts', 'a/b.ts', true],
    ['a/b.ts', 'a/c.ts', false],
    ['schemas/', 'schemas/deep/a.json', true],
    ['schemas/', 'schemas.json', false],
    ['docs/reference/*.md', 'docs/reference/a.md', true],
    ['docs/reference/*.md', 'docs/reference/deep/a.md', false],
    ['a*a', 'a', false],
  ])('%s names %s: %s', (pattern, path, expected) => {
    expect(owned(pattern, path)).toBe(expected);
  });
});

describe('comparing with the committed files', () => {
  it('tells missing, changed and stale apart and leaves foreign files alone', () => {
    const disk = new Map([
      ['out/same', '1'],
      ['out/changed', 'before'],
      ['out/stale', '3'],
      ['elsewhere', '4'],
    ]);
    const generated = new Map([
      ['out/same', '1'],
      ['out/changed', 'after'],
      ['out/missing', '5'],
    ]);
    expect(compareFiles(generated, ['out/'], disk.keys(), (path) => disk.get(path))).toEqual({
      missing: ['out/missing'],
      changed: ['out/changed'],
      stale: ['out/stale'],
    });
  });
});

describe('string literals', () => {
  it('mean the text that went in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(runInNewContext(quoted(text))).toBe(text);
      }),
    );
  });
});
