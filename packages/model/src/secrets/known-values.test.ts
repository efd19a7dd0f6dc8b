import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor, redacted } from './redact.ts';

/** Values that stand in no text of a test: with them, all are looked for at once. */
const others = Array.from({ length: 100 }, (_, index) => `#${index}#other-value`);

describe('many known values', () => {
  it('are hidden as few are', () => {
    const piece = fc.constantFrom('river', 'rivers', 'stone', 'mountain-of-', 'gravel', 'a', ' ');
    const word = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 6 }), (value, words) => {
        const text = [...words, value, value.slice(0, 14), ...words].join(' ');
        expect(createRedactor([value, ...others])(text)).toBe(createRedactor([value])(text));
      }),
    );
  });

  it('are told apart where they begin alike, and hidden as far as one of them goes', () => {
    const values = Array.from({ length: 200 }, (_, index) => `begins-like-others-${index}`);
    const redact = createRedactor([...values, ...others]);
    expect(redact('x begins-like-others-77 y')).toBe(`x ${redacted} y`);
    expect(redact('x begins-like-others-777 y')).toBe(`x ${redacted}7 y`);
    expect(redact('x begins-like-oth... y')).toBe(`x ${redacted}... y`);
    expect(redact('x begins-like- y; #7#other-value')).toBe(`x ${redacted} y; ${redacted}`);
    expect(redact('x begins-like y')).toBe('x begins-like y');
  });

  it('cost no more the more there are', () => {
    const values = Array.from({ length: 50_000 }, (_, index) => `begins-like-others-${index}-ends`);
    const redact = createRedactor(values);
    const begun = performance.now();
    for (let index = 0; index < 20_000; index += 1) redact(`message ${index} about begins-like-others`);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });
});
