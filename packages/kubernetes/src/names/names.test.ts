import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dns1035LabelReason,
  dns1123LabelReason,
  dns1123SubdomainReason,
  labelKeyReason,
  labelValueReason,
  limitName,
} from './index.ts';

describe('limitName', () => {
  test('a name that fits stays', () => {
    expect(limitName('orders-api', 10)).toBe('orders-api');
  });

  test('a longer one keeps a prefix and gets eight characters of its hash', () => {
    const name = `orders-${'x'.repeat(60)}`;
    expect(limitName(name, 52)).toMatch(/^orders-x{36}-[a-z2-7]{8}$/);
    // base32(sha256('abc' repeated 30 times)) starts with 3sjgspoe.
    expect(limitName('abc'.repeat(30), 63)).toBe(`${'abc'.repeat(18)}-3sjgspoe`);
  });

  test('stays within the limit, is a label, and tells names apart', () => {
    const label = fc.stringMatching(/^[a-z]([-a-z0-9]{0,90}[a-z0-9])?$/);
    fc.assert(
      fc.property(label, label, fc.integer({ min: 12, max: 63 }), (a, b, limit) => {
        const short = limitName(a, limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(dns1035LabelReason(short)).toBeUndefined();
        expect(limitName(b, limit) === short).toBe(a === b);
      }),
    );
  });

  test('a limit without room is a bug', () => {
    expect(() => limitName('abcdefghijk', 9)).toThrow(RangeError);
  });
});

describe('labels and names', () => {
  test.each([
    ['a', true],
    ['0a', false],
    ['orders-api', true],
    ['Orders', false],
    ['-a', false],
    ['a-', false],
    ['a.b', false],
    ['', false],
    ['a'.repeat(63), true],
    ['a'.repeat(64), false],
  ])('DNS-1035 label %j: %s', (text, valid) => {
    expect(dns1035LabelReason(text) === undefined).toBe(valid);
  });

  test('a label of RFC 1123 may start with a digit', () => {
    expect(dns1123LabelReason('0a')).toBeUndefined();
  });

  test('reasons help', () => {
    expect(dns1123LabelReason('Orders')).toContain('orders');
    expect(dns1123LabelReason('a_b')).toContain('"_"');
    expect(dns1123LabelReason('a'.repeat(70))).toContain('70');
  });

  test.each([
    ['example.com', true],
    ['a..b', false],
    ['.a', false],
    ['a_b.c', false],
    [`${'a'.repeat(63)}.`.repeat(3) + 'a'.repeat(61), true],
    [`${'a'.repeat(63)}.`.repeat(4), false],
  ])('DNS-1123 subdomain %j: %s', (text, valid) => {
    expect(dns1123SubdomainReason(text) === undefined).toBe(valid);
  });

  test.each([
    ['', true],
    ['v1.2_3-x', true],
    ['-x', false],
    ['x y', false],
    ['x'.repeat(64), false],
  ])('label value %j: %s', (text, valid) => {
    expect(labelValueReason(text) === undefined).toBe(valid);
  });

  test.each([
    ['app', true],
    ['app.kubernetes.io/name', true],
    ['/name', false],
    ['a/b/c', false],
    ['Example.com/name', false],
    ['example.com/', false],
    ['', false],
  ])('label key %j: %s', (text, valid) => {
    expect(labelKeyReason(text) === undefined).toBe(valid);
  });
});
