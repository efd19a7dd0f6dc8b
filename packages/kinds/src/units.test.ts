import { expect, it } from 'vitest';
import { bytes, millicores, seconds, wholeSeconds } from './units.ts';

it.each([
  ['250m', 250],
  ['2', 2_000],
  ['0.5', 500],
  ['1.001', 1_001],
])('reads %s of CPU as %d millicores', (text, expected) => {
  expect(millicores(text)).toBe(expected);
});

it.each([
  ['512Mi', 536_870_912],
  ['1Gi', 1_073_741_824],
  ['1.5Ki', 1_536],
  ['0.1Ki', 103],
])('reads %s as %d bytes', (text, expected) => {
  expect(bytes(text)).toBe(expected);
});

it.each([
  ['30s', 30],
  ['1h30m', 5_400],
  ['7d', 604_800],
  ['250ms', 0.25],
  ['1m500ms', 60.5],
])('reads %s as %d seconds', (text, expected) => {
  expect(seconds(text)).toBe(expected);
});

it('rounds up where whole seconds are needed', () => {
  expect(wholeSeconds('1500ms')).toBe(2);
});
