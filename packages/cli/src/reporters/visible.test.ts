import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible, visibleLines } from './visible.ts';

describe('visible text', () => {
  it.each([
    ['\u202e', '\\u{202e}'],
    ['\u2066', '\\u{2066}'],
    ['\u001b[31m', '\\u{1b}[31m'],
    ['\u009b31m', '\\u{9b}31m'],
    ['\r', '\\u{d}'],
    ['\n', '\\u{a}'],
    ['größer → 日本 🛳', 'größer → 日本 🛳'],
  ])('%j is written %s', (text, expected) => {
    expect(visible(`a${text}b`)).toBe(`a${expected}b`);
  });

  it('keeps line ends where a text has several', () => {
    expect(visibleLines('a\nb\u0007\n')).toBe('a\nb\\u{7}\n');
  });

  it('never holds what steers a terminal', () => {
    const steers = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !steers.test(visible(text))));
  });
});
