import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editDistance, suggest } from './suggest.ts';

it.each([
  ['scalling', ['scaling', 'secrets', 'system'], 'scaling'],
  ['tema-orders', ['team-orders', 'team-payments'], 'team-orders'],
  ['Size', ['size'], 'size'],
  ['meduim', ['small', 'medium', 'large'], 'medium'],
  ['x', ['small', 'medium'], undefined],
  ['anything', [], undefined],
])('suggests for %s', (word, candidates, expected) => {
  expect(suggest(word, candidates)).toBe(expected);
});

it('does not depend on the order of candidates', () => {
  expect(suggest('tier-4', ['tier-3', 'tier-1', 'tier-2'])).toBe('tier-1');
  expect(suggest('tier-4', ['tier-1', 'tier-2', 'tier-3'])).toBe('tier-1');
});

it('counts a swap of neighbors as one edit', () => {
  expect(editDistance('ab', 'ba', 3)).toBe(1);
  expect(editDistance('kitten', 'sitting', 3)).toBe(3);
  expect(editDistance('kitten', 'sitting', 2)).toBeUndefined();
});

it('is a symmetric distance', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b, 8)).toBe(editDistance(b, a, 8));
      expect(editDistance(a, b, 8) === 0).toBe(a === b);
    }),
  );
});
