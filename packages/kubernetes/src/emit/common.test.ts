import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { common, emitDocument, emitManifests } from './index.ts';

type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

const keys = fc.constantFrom('name', 'labels', 'selector', 'args', 'b', 'zone', 'a: b', '1', 'metadata');
const scalars = fc.oneof(
  fc.constantFrom('', 'plain', 'true', '- x', 'a\nb\n', ' lead', 'é: ü', '0', 'x'.repeat(300)),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);

/** Objects and lists, in which lists hold lists and anything may be empty. */
const { part } = fc.letrec<{ value: Value; part: Value & object }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, scalars, tie('part')),
  part: fc.oneof(
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

/** One part at several depths, on lines of its own and going on where the line is, below several keys. */
function held(one: unknown, other: unknown): object {
  return {
    labels: one,
    b: { a: one, c: { labels: one, selector: other } },
    list: [one, other, [one, [other, one]], { labels: one, z: other }, [{ first: one }, one]],
    z: [[[one]], one],
    none: undefined,
  };
}

/** Makes some of the parts below a value common, the inner ones first. */
function someCommon(value: Value, chosen: () => boolean): void {
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) someCommon(inner, chosen);
  if (chosen()) common(value);
}

function emptyTheStore(): void {
  const wide: Record<string, number> = {};
  for (let index = 0; index < 10_000; index += 1) wide[`${'k'.repeat(900)}${index}`] = index;
  emitDocument(wide);
  emitDocument({ after: 1 });
}

describe('common parts', () => {
  it('are printed as any other part is, wherever they stand and however often', () => {
    fc.assert(
      fc.property(part, part, fc.infiniteStream(fc.boolean()), (one, other, choices) => {
        const plain = held(structuredClone(one), structuredClone(other));
        const expected = emitManifests([plain, plain]);
        const chosen = (): boolean => choices.next().value === true;
        someCommon(one, chosen);
        someCommon(other, chosen);
        common(one);
        const shared = held(one, other);
        expect(emitManifests([shared, shared])).toBe(expected);
        expect(emitDocument(shared)).toBe(emitDocument(plain));
        expect(emitManifests([shared, held(one, other)])).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('are printed anew after the store was emptied', () => {
    const one = common({ labels: { app: 'web' }, list: [common(['a', 'b']), [common({ c: 1, d: 'x\ny\n' })]] });
    const objects = [held(one, one.list)];
    const before = emitManifests(objects);
    for (let round = 0; round < 2; round += 1) {
      emptyTheStore();
      expect(emitManifests(objects)).toBe(before);
    }
    expect(emitManifests([held(structuredClone(one), structuredClone(one.list))])).toBe(before);
  });

  it('are frozen throughout, also below what was frozen already', () => {
    const inner = { app: 'web' };
    const part = common(Object.freeze({ inner }));
    expect(Object.isFrozen(part.inner)).toBe(true);
  });

  it('of a file that could not be written do no harm to the next one', () => {
    const one = common({ a: { b: 1 } });
    const broken = { labels: one, list: [one, { bad: Number.NaN }] };
    expect(() => emitDocument(broken)).toThrow(TypeError);
    expect(emitDocument({ labels: one, list: [one] })).toBe(
      emitDocument({ labels: { a: { b: 1 } }, list: [{ a: { b: 1 } }] }),
    );
  });
});
