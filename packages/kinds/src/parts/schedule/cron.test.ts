import { describe, expect, it } from 'vitest';
import { everRuns, parseCron } from './cron.ts';

function parsed(text: string) {
  const result = parseCron(text);
  if ('problem' in result) throw new Error(result.problem);
  return result.schedule;
}

it.each([
  ['*/15 * * * *', [0, 15, 30, 45]],
  ['5/20 * * * *', [5, 25, 45]],
  ['1,2,10-12 * * * *', [1, 2, 10, 11, 12]],
  ['10-20/5 * * * *', [10, 15, 20]],
])('reads the minutes of %s', (text, minutes) => {
  expect([...parsed(text).minute]).toEqual(minutes);
});

it('reads names of months and days, whatever their case', () => {
  expect([...parsed('0 0 * JAN,dec *').month]).toEqual([1, 12]);
  expect([...parsed('0 0 * * Mon-Fri').dayOfWeek]).toEqual([1, 2, 3, 4, 5]);
});

it.each([
  '',
  '* * * *',
  '* * * * * *',
  '@daily',
  '60 * * * *',
  '* 24 * * *',
  '* * 0 * *',
  '* * 32 * *',
  '* * * 13 *',
  '* * * * 7',
  '*/0 * * * *',
  '20-10 * * * *',
  '1- * * * *',
  '-1 * * * *',
  '*-5 * * * *',
  '1,,2 * * * *',
  '1.5 * * * *',
  '* * * foo *',
])('refuses %j', (text) => {
  expect(parseCron(text)).toHaveProperty('problem');
});

describe('a schedule comes at some time', () => {
  it.each([
    ['0 0 30 2 *', false],
    ['0 0 31 4,6,9,11 *', false],
    ['0 0 31 4,5 *', true],
    ['0 0 29 2 *', true],
    ['0 0 30 2 1', true],
    ['0 0 30 2 */2', true],
    ['0 0 * 2 *', true],
    ['0 0 29-31 2 *', true],
  ])('%s: %s', (text, expected) => {
    expect(everRuns(parsed(text))).toBe(expected);
  });
});
