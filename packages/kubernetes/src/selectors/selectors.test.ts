import { describe, expect, test } from 'vitest';
import type { LabelSelector } from './index.ts';
import { matchesLabels, matchesSelector } from './index.ts';

const LABELS = { app: 'orders', tier: 'backend' };

describe('matchesSelector', () => {
  test.each<[string, LabelSelector | null | undefined, boolean]>([
    ['an absent selector matches nothing', undefined, false],
    ['null matches nothing', null, false],
    ['an empty selector matches everything', {}, true],
    ['labels equal', { matchLabels: { app: 'orders' } }, true],
    ['labels differ', { matchLabels: { app: 'orders', tier: 'web' } }, false],
    ['inherited properties are no labels', { matchLabels: { constructor: 'x' } }, false],
    ['In', { matchExpressions: [{ key: 'tier', operator: 'In', values: ['web', 'backend'] }] }, true],
    ['In, absent key', { matchExpressions: [{ key: 'x', operator: 'In', values: ['a'] }] }, false],
    ['NotIn', { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['backend'] }] }, false],
    ['NotIn, absent key', { matchExpressions: [{ key: 'x', operator: 'NotIn', values: ['a'] }] }, true],
    ['Exists', { matchExpressions: [{ key: 'app', operator: 'Exists' }] }, true],
    ['DoesNotExist', { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, false],
    ['an unknown operator', { matchExpressions: [{ key: 'app', operator: 'Near' }] }, false],
    [
      'all must hold',
      { matchLabels: { app: 'orders' }, matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] },
      false,
    ],
  ])('%s', (_, selector, expected) => {
    expect(matchesSelector(selector, LABELS)).toBe(expected);
  });

  test('a plain selector', () => {
    expect(matchesLabels({ app: 'orders' }, LABELS)).toBe(true);
    expect(matchesLabels({ app: 'x' }, LABELS)).toBe(false);
  });
});
