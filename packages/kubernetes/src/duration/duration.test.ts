import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatDuration,
  formatSeconds,
  gatewayDuration,
  goDuration,
  parseDuration,
  secondsOf,
} from './index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('parseDuration', () => {
  test.each([
    ['30s', 30_000],
    ['10m', 10 * MINUTE],
    ['7d', 7 * DAY],
    ['1h30m', 90 * MINUTE],
    ['90m', 90 * MINUTE],
    ['0s', 0],
    ['500ms', 500],
    ['1m5ms', MINUTE + 5],
    ['1d2h3m4s5ms', DAY + 2 * HOUR + 3 * MINUTE + 4005],
    ['4000d', 4000 * DAY],
  ])('%s', (text, value) => {
    expect(parseDuration(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['30 minutes', '30m'],
    ['30 s', '30s'],
    ['30S', '30s'],
    ['1.5h', '1h30m'],
    ['2w', '14d'],
    ['1 hour 5 min', '1h5m'],
    ['1 day and 2 hours', '1d2h'],
    ['30m1h', '1h30m'],
    ['5sec', '5s'],
  ])('%j: did you mean %s', (text, suggestion) => {
    expect(parseDuration(text)).toMatchObject({ ok: false, suggestion });
  });

  test('a number without a unit', () => {
    const parsed = parseDuration('5');
    expect(parsed.ok ? '' : parsed.reason).toContain('5s, 5m, 5h or 5d');
  });

  test.each([
    '',
    ' ',
    'soon',
    '-5m',
    '1h30',
    '5y',
    '4001d',
    '999999999d',
    '9'.repeat(50),
    '1h '.repeat(10_000),
    'm',
    '1.23456ms',
  ])('%j is refused', (text) => {
    const parsed = parseDuration(text);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? '' : parsed.reason).not.toBe('');
  });
});

describe('printing', () => {
  test('one spelling per length', () => {
    expect(formatDuration(0)).toBe('0s');
    expect(formatDuration(90 * MINUTE)).toBe('1h30m');
    expect(formatDuration(24 * HOUR)).toBe('1d');
    expect(formatDuration(1500)).toBe('1s500ms');
    expect(goDuration(7 * DAY)).toBe('168h');
    expect(goDuration(DAY + MINUTE)).toBe('24h1m');
    expect(formatSeconds(90 * MINUTE)).toBe('5400s');
    expect(secondsOf(1001)).toBe(2);
  });

  test('what was read can be printed for every reader', () => {
    const gateway = /^([0-9]{1,5}(h|m|s|ms)){1,4}$/;
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 4000 * DAY })),
        (milliseconds) => {
          expect(parseDuration(formatDuration(milliseconds))).toEqual({ ok: true, value: milliseconds });
          expect(parseDuration(goDuration(milliseconds))).toEqual({ ok: true, value: milliseconds });
          expect(gatewayDuration(milliseconds)).toMatch(gateway);
        },
      ),
    );
  });

  test('nonsense is a bug', () => {
    expect(() => formatDuration(-1)).toThrow(RangeError);
    expect(() => goDuration(0.5)).toThrow(RangeError);
    expect(() => gatewayDuration(100_000 * HOUR)).toThrow(RangeError);
  });
});
