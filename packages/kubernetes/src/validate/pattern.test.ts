import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { nativePattern } from './native-pattern.ts';
import { matcherOf } from './pattern.ts';

const NATIVE = [
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
  String.raw`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`,
  '^(|[a-z]{1,3})$',
  'a.c',
  String.raw`^\s*\S+$`,
  String.raw`[\w.\-/]+`,
  String.raw`^\/[A-Za-z0-9\-_]*$`,
  String.raw`\d$`,
];

const RE2_ONLY = [
  '^([0-9]{1,5}(h|m|s|ms)){1,4}$',
  '(?i)a',
  '^(a|a)*$',
  '^(?:a|b|ab)*c$',
  '^(a?b?a?)*$',
  '^([a-z]|x){1,30}$',
  `^${'(a|a)'.repeat(30)}$`,
  `^${'a?'.repeat(30)}$`,
  String.raw`\p{L}`,
  '[[:alpha:]]',
  '(a*)*',
  '(a+)+b',
  String.raw`\z`,
  '(?P<x>a)',
  'a{2',
  '[]a]',
];

describe('patterns', () => {
  it.each(NATIVE)('%s runs natively and says what RE2 says', (pattern) => {
    const matches = matcherOf(pattern);
    const expression = RE2JS.compile(pattern);
    const alphabet = fc.constantFrom(...'ab0-./_ \n\r\t\u2028\u00a0é😀msh');
    expect(nativePattern(pattern)).toBeDefined();
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 12 }), (text) => {
        expect(matches?.(text)).toBe(expression.matcher(text).find());
      }),
      { numRuns: 300 },
    );
  });

  it.each(RE2_ONLY)('%s is left to RE2', (pattern) => {
    expect(nativePattern(pattern)).toBeUndefined();
  });

  it('matches anywhere unless anchored', () => {
    expect(matcherOf('b')?.('abc')).toBe(true);
    expect(matcherOf('^b')?.('abc')).toBe(false);
  });

  it.each([
    ['^(a+)+$', 2000],
    ['^(a|a)*$', 1000],
    ['^(a|aa)+$', 1000],
    ['^a*a*a*a*a*a*a*b$', 1000],
    ['a*a*a*b', 1000],
    [`^${'a?'.repeat(18)}b$`, 1000],
    ['^[a-z]([-a-z]*[a-z])?$', 100_000],
    [String.raw`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`, 1000],
  ])('%s ends soon, whatever the text', (pattern, length) => {
    const matches = matcherOf(pattern);
    const start = performance.now();
    expect(matches?.(`${'a'.repeat(length)}!`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('knows what RE2 refuses', () => {
    expect(matcherOf('(?=a)')).toBeUndefined();
    expect(matcherOf(String.raw`(a)\1`)).toBeUndefined();
  });

  it.each(['(a{100}){11}', '^([0-9a-f]{2}){512}$', '((?:a{10}){10}b?){11}', '(a{500}b{500}){3}', 'a{1001}'])(
    'knows that counts come to too much: %s',
    (pattern) => {
      expect(matcherOf(pattern)).toBeUndefined();
    },
  );

  it.each(['(a{100}){10}', '^[a-z]{1,63}[.][a-z]{1,63}$', '([0-9a-f]{2}){500}', '(?:[a-z]{3}-){2,}'])(
    'knows that counts do not: %s',
    (pattern) => {
      expect(nativePattern(pattern)).toBeDefined();
      expect(RE2JS.compile(pattern)).toBeDefined();
    },
  );
});
