import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { compileCel } from './compile-cel.ts';
import { compare, equal } from './compare.ts';
import { boolType, intType, mapOf, stringType, type CelType } from './types.ts';
import { toInt, type Value } from './values.ts';

function program(
  source: string,
  types: Readonly<Record<string, CelType>>,
): (values: Readonly<Record<string, Value>>) => Value {
  const compiled = compileCel(source, { variables: types, minor: '1.36' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return (values) => {
    const result = compiled.program.evaluate(values);
    return result.ok ? result.value : 'error';
  };
}

const LEAST = -(1n << 63n);
const MOST = (1n << 63n) - 1n;
const edges = fc.constantFrom(
  0n,
  1n,
  -1n,
  LEAST,
  MOST,
  1n << 53n,
  -(1n << 53n),
  (1n << 53n) - 1n,
  1n << 62n,
  1n << 31n,
);
const integers = fc.oneof(edges, fc.bigInt({ min: LEAST, max: MOST }), fc.bigInt({ min: -1000n, max: 1000n }));

describe('integers are those of 64 bits', () => {
  const operations: Readonly<Record<string, (a: bigint, b: bigint) => bigint | undefined>> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => (b === 0n ? undefined : a / b),
    '%': (a, b) => (b === 0n || (a === LEAST && b === -1n) ? undefined : a % b),
  };
  it.each(Object.keys(operations))('a %s b', (operator) => {
    const run = program(`a ${operator} b`, { a: intType, b: intType });
    fc.assert(
      fc.property(integers, integers, (a, b) => {
        const exact = operations[operator]?.(a, b);
        const fits = exact !== undefined && BigInt.asIntN(64, exact) === exact;
        expect(run({ a: toInt(a), b: toInt(b) })).toBe(fits ? toInt(exact) : 'error');
      }),
      { numRuns: 500 },
    );
  });

  it.each(['<', '<=', '>', '>=', '==', '!='])('a %s b', (operator) => {
    const run = program(`a ${operator} b`, { a: intType, b: intType });
    const holds: Readonly<Record<string, (a: bigint, b: bigint) => boolean>> = {
      '<': (a, b) => a < b,
      '<=': (a, b) => a <= b,
      '>': (a, b) => a > b,
      '>=': (a, b) => a >= b,
      '==': (a, b) => a === b,
      '!=': (a, b) => a !== b,
    };
    fc.assert(
      fc.property(integers, integers, (a, b) => {
        expect(run({ a: toInt(a), b: toInt(b) })).toBe(holds[operator]?.(a, b));
      }),
    );
  });
});

describe('logic', () => {
  /** true, false, or an error; over two variables that may fail to be read. */
  const three = fc.constantFrom(true, false, undefined);
  const run = (source: string) => {
    const compiled = program(source, { m: mapOf(stringType, boolType) });
    return (a: boolean | undefined, b: boolean | undefined): Value =>
      compiled({
        m: Object.fromEntries(Object.entries({ a, b }).filter(([, value]) => value !== undefined)) as Record<
          string,
          boolean
        >,
      });
  };

  it('&& is false if either is, an error only if the other cannot decide', () => {
    const and = run('m.a && m.b');
    fc.assert(
      fc.property(three, three, (a, b) => {
        const expected =
          a === false || b === false ? false : a === undefined || b === undefined ? 'error' : true;
        expect(and(a, b)).toBe(expected);
      }),
    );
  });

  it('|| is its mirror', () => {
    const or = run('m.a || m.b');
    const mirrored = run('!(!m.a && !m.b)');
    fc.assert(
      fc.property(three, three, (a, b) => {
        expect(or(a, b)).toBe(mirrored(a, b));
      }),
    );
  });

  it('&& and || commute', () => {
    for (const operator of ['&&', '||']) {
      const [one, other] = [run(`m.a ${operator} m.b`), run(`m.b ${operator} m.a`)];
      fc.assert(
        fc.property(three, three, (a, b) => {
          expect(one(a, b)).toBe(other(a, b));
        }),
      );
    }
  });

  it('all and exists are chains of && and ||', () => {
    const all = program('l.all(k, m[k])', {
      l: { kind: 'list', name: '', parameters: [stringType] },
      m: mapOf(stringType, boolType),
    });
    const exists = program('l.exists(k, m[k])', {
      l: { kind: 'list', name: '', parameters: [stringType] },
      m: mapOf(stringType, boolType),
    });
    fc.assert(
      fc.property(fc.array(three), (values) => {
        const l = values.map((_, i) => `k${i}`);
        const m = Object.fromEntries(
          values.flatMap((value, i) => (value === undefined ? [] : [[`k${i}`, value] as const])),
        );
        const error = values.includes(undefined);
        expect(all({ l, m })).toBe(values.includes(false) ? false : error ? 'error' : true);
        expect(exists({ l, m })).toBe(values.includes(true) ? true : error ? 'error' : false);
      }),
    );
  });
});

describe('texts', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 12 });

  it('are counted and cut by code points', () => {
    const cut = program('s.substring(a, b)', { s: stringType, a: intType, b: intType });
    const size = program('size(s)', { s: stringType });
    fc.assert(
      fc.property(texts, fc.nat(14), fc.nat(14), (s, a, b) => {
        const points = Array.from(s);
        const valid = a <= b && b <= points.length;
        expect(size({ s })).toBe(points.length);
        expect(cut({ s, a, b })).toBe(valid ? points.slice(a, b).join('') : 'error');
      }),
    );
  });

  it('split and join are inverse', () => {
    const run = program('s.split(t).join(t)', { s: stringType, t: stringType });
    fc.assert(
      fc.property(texts, texts, (s, t) => {
        expect(run({ s, t })).toBe(s);
      }),
    );
  });

  it('order by code points', () => {
    const points = (text: string): number[] => Array.from(text, (each) => each.codePointAt(0) as number);
    const unit = fc.constantFrom('a', 'z', 'é', '\ud7ff', '\ue000', '\ufffd', '\u{10000}', '\u{1f600}');
    const wide = fc.string({ unit, maxLength: 5 });
    const before = program('a < b', { a: stringType, b: stringType });
    fc.assert(
      fc.property(wide, wide, (a, b) => {
        const [x, y] = [points(a), points(b)];
        const at = x.findIndex((point, i) => point !== y[i]);
        const expected =
          at === -1 ? x.length < y.length : at < y.length && (x[at] as number) < (y[at] as number);
        expect(before({ a, b })).toBe(expected);
      }),
    );
  });

  it('match as RE2 does, whether the pattern is a literal or not', () => {
    const patterns = ['^a+b?$', '[a-c]{2,3}', '(ab|ba)*', '\\d+', '^$', '(?i)A', 'a.c', '\\bab'];
    for (const pattern of patterns) {
      const literal = program(`s.matches(r'${pattern}')`, { s: stringType });
      const open = program('s.matches(p)', { s: stringType, p: stringType });
      const expected = RE2JS.compile(pattern);
      fc.assert(
        fc.property(
          fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', ' ', '\n', 'A'), maxLength: 8 }),
          (s) => {
            const matches = expected.matcher(s).find();
            expect(literal({ s })).toBe(matches);
            expect(open({ s, p: pattern })).toBe(matches);
          },
        ),
      );
    }
  });
});

describe('comparing', () => {
  const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Value>;

  it('JSON equals its copy, whatever the order of keys', () => {
    fc.assert(
      fc.property(json, (value) => {
        const copy = JSON.parse(JSON.stringify(value), (_key, each: unknown) =>
          typeof each === 'object' && each !== null && !Array.isArray(each)
            ? Object.fromEntries(Object.entries(each).toReversed())
            : each,
        ) as Value;
        expect(equal(value, copy)).toBe(true);
      }),
    );
  });

  it('equality is symmetric, and order agrees with it', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(equal(a, b)).toBe(equal(b, a));
        const order = compare(a, b);
        expect(order === undefined || (order === 0) === equal(a, b)).toBe(true);
      }),
    );
  });
});
