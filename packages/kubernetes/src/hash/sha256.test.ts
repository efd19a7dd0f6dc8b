import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256, sha256Base32, sha256Hex } from './index.ts';

describe('sha256', () => {
  // FIPS 180-2, appendix B, and the empty message.
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('%j', (text, hex) => {
    expect(sha256Hex(text)).toBe(hex);
  });

  test('agrees with the platform on every length, beyond ASCII and for large texts', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.nat(300).map((length) => 'x'.repeat(length)),
      fc.constant('ü€😀'.repeat(50_000)),
    );
    fc.assert(
      fc.property(text, (message) => {
        expect(sha256Hex(message)).toBe(createHash('sha256').update(message).digest('hex'));
        expect(Buffer.from(sha256(message)).toString('hex')).toBe(sha256Hex(message));
      }),
    );
  });

  test('base32 is RFC 4648 in lower case', () => {
    // The first five bytes of SHA-256("abc"), ba 78 16 bf 8f, are these eight characters.
    expect(sha256Base32('abc', 8)).toBe('xj4bnp4p');
    expect(sha256Base32('abc', 51)).toMatch(/^xj4bnp4p[a-z2-7]{43}$/);
  });
});
