import { describe, expect, it } from 'vitest';
import { isNetworkAddress, isStrictlyWithin, parseCidr } from './addresses.ts';
import { builtinFormat } from './builtin/formats.ts';
import { formatCheck } from './formats.ts';

/** Right and wrong texts of each format; sources: the tables and patterns that `formats.ts` names. */
const FORMATS: readonly (readonly [format: string, right: readonly string[], wrong: readonly string[]])[] = [
  ['byte', ['YQ==', 'YWI='], ['YQ', '', 'Y$==']],
  ['date', ['2024-02-29'], ['2023-02-29', '2024-13-01', '24-01-01']],
  [
    'date-time',
    ['2026-01-31T12:00:00Z', '2026-01-31t12:00:00.5+01:00'],
    ['2026-01-31', '2026-01-31T25:00:00Z'],
  ],
  ['duration', ['1h30m', '-1.5s', '0', '3 days', '22 ns'], ['', 'x', '5']],
  [
    'email',
    [
      'a@example.org',
      'A <a@example.org>',
      ' a@b ',
      'ä@ö.de',
      'A.B (c (d)) "E F" <a@b> (g)',
      '"a b"@c',
      'a@[::1]',
    ],
    [
      'a',
      '@example.org',
      'a@',
      '.a@b',
      'a..b@c',
      'a@b.',
      'a@b, c@d',
      'a@b (',
      '""@b',
      'a@[b]',
      'A a@b',
      'a@b c',
    ],
  ],
  ['email', ['g: a@b.c;', 'g:A <a@b>;(x)'], ['g:;', 'g: a@b, c@d;', 'g: a@b', '', 'g: ;']],
  ['hostname', ['example.org', 'a', '1.example.org'], ['-a', 'a..b', 'exa mple']],
  ['ipv4', ['10.0.0.1', '010.0.0.1'], ['10.0.0', '256.0.0.1', '::1']],
  ['ipv6', ['::1', '2001:db8::1', '::ffff:10.0.0.1'], ['10.0.0.1', ':::', '1::2::3', '2001:db8']],
  ['cidr', ['10.0.0.0/8', '2001:db8::/32'], ['10.0.0.0', '10.0.0.0/33', 'a/8']],
  ['mac', ['01:23:45:67:89:ab', '0123.4567.89ab'], ['01:23:45', '01-23:45-67-89-ab']],
  ['uuid', ['6ba7b810-9dad-11d1-80b4-00c04fd430c8'], ['6ba7b810', 'x']],
  ['uuid4', ['6BA7B810-9DAD-41D1-80B4-00C04FD430C8'], ['6ba7b810-9dad-11d1-80b4-00c04fd430c8']],
  [
    'uri',
    ['https://example.org/a?b', '/a/b', 'mailto:a', 'mailto:'],
    ['', 'a/b', 'https://exa mple.org', 'http://a/%zz', 'http://a#b'],
  ],
  ['isbn', ['0321751043', '978-0321751041'], ['0321751044']],
  ['creditcard', ['4111 1111 1111 1111'], ['4111 1111 1111 1112']],
  ['k8s-short-name', ['a-b'], ['A', 'a.b', 'a'.repeat(64)]],
];

describe('formats of custom resources', () => {
  it.each(FORMATS)('%s', (format, right, wrong) => {
    const check = formatCheck(format, 35);
    expect(right.filter((text) => check?.(text) !== undefined)).toEqual([]);
    expect(wrong.filter((text) => check?.(text) === undefined)).toEqual([]);
  });

  it('durations take linear time', () => {
    const start = performance.now();
    expect(formatCheck('duration', 35)?.(`${'1'.repeat(200_000)}!`)).toBeDefined();
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('ignores what the API server ignores', () => {
    for (const format of ['int32', 'password2', 'regex']) expect(formatCheck(format, 36)).toBeUndefined();
    expect(formatCheck('k8s-short-name', 33)).toBeUndefined();
  });
});

describe('schedules of CronJobs', () => {
  it.each(['* * * * *', '*/5 0-6,12 1 jan-mar mon', '0 0 1,15 * *', '@daily', '@every 1h30m', '5/10 * ? * *'])(
    '%s',
    (text) => {
      expect(builtinFormat('cron-schedule')?.(text)).toBeUndefined();
    },
  );

  it.each([
    '',
    '* * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 7',
    '5-1 * * * *',
    '*/0 * * * *',
    '@often',
    'TZ=UTC * * * * *',
  ])('%j is refused', (text) => {
    expect(builtinFormat('cron-schedule')?.(text)).toMatch(/schedule|time zone/);
  });
});

describe('networks', () => {
  it('one within another', () => {
    expect(isStrictlyWithin('10.1.0.0/16', '10.0.0.0/8')).toBe(true);
    expect(isStrictlyWithin('10.0.0.0/8', '10.0.0.0/8')).toBe(false);
    expect(isStrictlyWithin('11.0.0.0/16', '10.0.0.0/8')).toBe(false);
    expect(isStrictlyWithin('2001:db8:1::/48', '2001:db8::/32')).toBe(true);
  });

  it('with bits behind their prefix', () => {
    const network = (text: string): boolean => isNetworkAddress(parseCidr(text) ?? { bytes: [1], bits: 0 });
    expect(network('10.0.0.0/8')).toBe(true);
    expect(network('10.1.0.0/8')).toBe(false);
  });
});
