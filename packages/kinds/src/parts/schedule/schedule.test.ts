import { expect, it } from 'vitest';
import { lowerPart } from '../../testing/lower-part.ts';
import { usualJob } from '../../testing/usual.ts';
import { schedulePart } from './schedule.ts';

const usual = {
  ...usualJob,
  schedule: '30 6 * * 1-5',
  timeZone: 'Etc/UTC',
  concurrencyPolicy: 'forbid',
  startDeadline: '5m',
  history: 3,
  suspend: false,
};
const lower = (spec: object) => lowerPart(schedulePart, { shape: 'cron', spec: { ...usual, ...spec } });

it('says when it runs, and how one run goes', () => {
  const { codes, values } = lower({ schedule: ' 30  6 * * 1-5', timeZone: 'Europe/Berlin', suspend: true });
  expect(codes).toEqual([]);
  expect(values).toEqual({
    schedule: {
      cron: '30 6 * * 1-5',
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: 'forbid',
      startDeadline: 300,
      history: 3,
      suspend: true,
    },
    job: { parallelism: 1, completions: 1, timeout: 3_600, retries: 2, spot: false },
  });
});

it.each([
  [{ schedule: '0 25 * * *' }, ['FWY3236']],
  [{ schedule: '0 0 30 2 *' }, ['FWY3238']],
  [{ timeZone: 'CET time' }, ['FWY3237']],
  [{ timeZone: 'Mars' }, ['FWY3237']],
  [{ timeZone: 'UTC' }, []],
  [{ timeZone: 'America/Argentina/Buenos_Aires' }, []],
  [{ startDeadline: '9s' }, ['FWY3239']],
  [{ startDeadline: '10s' }, []],
  [{ timeout: '0s' }, ['FWY3240']],
  [{ timeout: '31d' }, ['FWY3240']],
])('judges %j', (spec, expected) => {
  expect(lower(spec).codes).toEqual(expected);
});
