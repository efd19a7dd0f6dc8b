import { schemaTools } from '@fairway/model';
import { expect, it } from 'vitest';
import { lowerPart } from '../../testing/lower-part.ts';
import { usualJob } from '../../testing/usual.ts';
import { jobPart } from './job.ts';

const usual = { ...usualJob, trigger: 'release', parallelism: 1, completions: 1, spot: false };
const lower = (spec: object) => lowerPart(jobPart, { shape: 'job', spec: { ...usual, ...spec } });

it('says how much work there is and how long it may take', () => {
  expect(
    lower({ trigger: 'manual', parallelism: 4, completions: 20, timeout: '2h', retries: 0, spot: true }),
  ).toMatchObject({
    codes: [],
    values: {
      job: { trigger: 'manual', parallelism: 4, completions: 20, timeout: 7_200, retries: 0, spot: true },
    },
  });
});

it('has a timeout that somebody would notice', () => {
  expect(lower({ timeout: '90d' }).codes).toEqual(['FWY3240']);
});

it.each([
  [{ parallelism: 0 }, false],
  [{ completions: 10_001 }, false],
  [{ completions: 10_000 }, true],
  [{ trigger: 'daily' }, false],
])('reads %j: %s', (spec, expected) => {
  const schema = schemaTools.z.object(jobPart.schema(schemaTools));
  expect(schema.safeParse({ ...usual, ...spec }).success).toBe(expected);
});

it('never works on more than there is: a constraint', () => {
  expect(jobPart.constraints).toEqual([{ rule: 'atMost', path: 'parallelism', other: 'completions' }]);
});
