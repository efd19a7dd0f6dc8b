import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesOf,
  compareQuantities,
  formatBytes,
  formatCpu,
  milliOf,
  multiplyQuantity,
  parseBytes,
  parseCpu,
  parseQuantity,
  quantityOfBytes,
  quantityOfMilli,
  sameQuantity,
  sumQuantities,
} from './index.ts';

function value(text: string): bigint {
  const parsed = parseQuantity(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason}`);
  return parsed.value;
}

describe('parseQuantity', () => {
  test.each([
    ['0', 0n],
    ['1', 1_000_000_000n],
    ['500m', 500_000_000n],
    ['1.5', 1_500_000_000n],
    ['.5', 500_000_000n],
    ['5.', 5_000_000_000n],
    ['+1k', 1_000_000_000_000n],
    ['-2', -2_000_000_000n],
    ['100n', 100n],
    ['3u', 3000n],
    ['1Ki', 1024_000_000_000n],
    ['1.5Gi', 1_610_612_736_000_000_000n],
    ['1e3', 1_000_000_000_000n],
    ['1E3', 1_000_000_000_000n],
    ['1e-3', 1_000_000n],
    ['0.1n', 1n],
  ])('%s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  test.each([
    ['500mb', '500Mi'],
    ['500MB', '500Mi'],
    ['1 GB', '1Gi'],
    ['1g', '1Gi'],
    ['1gi', '1Gi'],
    ['1GiB', '1Gi'],
    ['2K', '2Ki'],
    ['10 Gi', '10Gi'],
    [' 1', '1'],
    ['1,5Gi', '1.5Gi'],
    ['100megabytes', '100Mi'],
    ['2 cores', '2'],
    ['250millicores', '250m'],
  ])('%j: did you mean %s', (text, suggestion) => {
    expect(parseQuantity(text)).toMatchObject({ ok: false, suggestion });
    const parsed = parseQuantity(text);
    expect(parsed.ok ? '' : parsed.reason).toContain(`did you mean ${suggestion}?`);
  });

  test.each([
    '',
    '   ',
    'lots',
    '5x',
    '1e99',
    '12E',
    '--1',
    '1.2.3',
    '9'.repeat(30),
    '1'.repeat(100_000),
    'Mi',
    '1e',
    '.',
  ])('%j is refused', (text) => {
    const parsed = parseQuantity(text);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? '' : parsed.reason).not.toBe('');
  });
});

describe('amounts', () => {
  test('CPU in thousandths', () => {
    expect(parseCpu('0.25')).toEqual({ ok: true, value: 250 });
    expect(parseCpu('1')).toEqual({ ok: true, value: 1000 });
    expect(parseCpu('100u')).toEqual({ ok: true, value: 1 });
    expect(parseCpu('512Mi').ok).toBe(false);
    expect(parseCpu('-1').ok).toBe(false);
  });

  test('sizes in bytes', () => {
    expect(parseBytes('1Mi')).toEqual({ ok: true, value: 1_048_576 });
    expect(parseBytes('1.5k')).toEqual({ ok: true, value: 1500 });
    expect(parseBytes('512m')).toMatchObject({ ok: false, suggestion: '512Mi' });
  });

  test('equal by value', () => {
    expect(sameQuantity('1000m', '1')).toBe(true);
    expect(sameQuantity('1Gi', '1024Mi')).toBe(true);
    expect(sameQuantity('1G', '1Gi')).toBe(false);
    expect(sameQuantity('50%', '50%')).toBe(true);
    expect(sameQuantity('50%', '50')).toBe(false);
  });

  test.each([
    [0, '0'],
    [500, '500m'],
    [1000, '1'],
    [1500, '1500m'],
  ])('%d thousandths print as %s', (milli, text) => {
    expect(formatCpu(milli)).toBe(text);
  });

  test.each([
    [0, '0'],
    [1000, '1000'],
    [1024, '1Ki'],
    [512 * 1024 ** 2, '512Mi'],
    [1536 * 1024 ** 2, '1536Mi'],
    [1024 ** 3, '1Gi'],
    [2 * 1024 ** 4, '2Ti'],
  ])('%d bytes print as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test('fractions of what is printed are bugs', () => {
    expect(() => formatCpu(0.5)).toThrow(RangeError);
    expect(() => formatBytes(NaN)).toThrow(RangeError);
  });
});

describe('laws', () => {
  const amount = fc.integer({ min: 0, max: 2 ** 50 });

  test('printing and reading give the same amount', () => {
    fc.assert(
      fc.property(amount, (number) => {
        expect(milliOf(value(formatCpu(number)))).toBe(number);
        expect(bytesOf(value(formatBytes(number)))).toBe(number);
      }),
    );
  });

  test('sums and products', () => {
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 0, max: 100 }), (a, b, times) => {
        expect(sumQuantities([quantityOfMilli(a), quantityOfMilli(b)])).toBe(quantityOfMilli(a + b));
        expect(multiplyQuantity(quantityOfBytes(a), times)).toBe(
          sumQuantities(Array.from({ length: times }, () => quantityOfBytes(a))),
        );
        expect(compareQuantities(quantityOfBytes(a), quantityOfBytes(b))).toBe(Math.sign(a - b));
      }),
    );
  });

  test('products are rounded up', () => {
    expect(milliOf(multiplyQuantity(quantityOfMilli(3), 1.1))).toBe(4);
    expect(milliOf(multiplyQuantity(quantityOfMilli(10), 1.1))).toBe(11);
  });
});
