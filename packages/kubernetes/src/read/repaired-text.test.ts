import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairedText } from './repaired-text.ts';

describe('a repaired text', () => {
  const once = repairedText('a: b: c\n\td: 1\n', [{ start: 8, end: 9, text: '  ' }]);

  it('knows where everything stood', () => {
    expect(once.text).toBe('a: b: c\n  d: 1\n');
    expect([0, 8, 9, 10, 11].map(once.originalOffset)).toEqual([0, 8, 9, 9, 10]);
  });

  it('takes replacements at its own offsets', () => {
    expect(once.replaced([{ start: 4, end: 5, text: '-' }])?.text).toBe('a: b- c\n  d: 1\n');
    const later = once.replaced([{ start: 13, end: 14, text: '22' }]);
    expect(later?.text).toBe('a: b: c\n  d: 22\n');
    expect(later?.originalOffset(15)).toBe(13);
    expect(once.replaced([{ start: 8, end: 10, text: '' }])).toBeUndefined();
  });

  it('finds everything that was not replaced where it was', () => {
    const places = fc.uniqueArray(fc.nat(9), { maxLength: 4 });
    fc.assert(
      fc.property(fc.string({ minLength: 40, maxLength: 60 }), places, fc.string(), (text, at, inserted) => {
        const list = at
          .toSorted((a, b) => a - b)
          .map((one) => ({ start: one * 4, end: one * 4 + 1, text: inserted }));
        const repaired = repairedText(text, list);
        const kept = [...text.split('').keys()].filter((offset) => list.every(({ start }) => start !== offset));
        const now = kept.map((offset) => {
          const before = list.filter(({ start }) => start < offset).length;
          return offset + before * (inserted.length - 1);
        });
        expect(now.map(repaired.originalOffset)).toEqual(kept);
        expect(now.map((offset) => repaired.text[offset])).toEqual(kept.map((offset) => text[offset]));
        expect(repaired.originalOffset(repaired.text.length)).toBe(text.length);
      }),
    );
  });
});
