import { schemaTools } from '@fairway/model';
import { expect, it } from 'vitest';
import { lowerPart } from '../../testing/lower-part.ts';
import { usualJob } from '../../testing/usual.ts';
import { jobReliabilityPart } from './job-reliability.ts';

it('stops a job without delay, within its grace period', () => {
  const { codes, values } = lowerPart(jobReliabilityPart, {
    shape: 'cron',
    spec: { ...usualJob, reliability: { terminationGracePeriod: '2m', sloClass: 'tier-3' } },
  });
  expect(codes).toEqual([]);
  expect(values).toEqual({ terminationGracePeriod: 120, preStopDelay: 0, sloClass: 'tier-3' });
});

it('has no rollout', () => {
  const schema = schemaTools.z.strictObject(jobReliabilityPart.schema(schemaTools));
  expect(schema.safeParse({ reliability: { terminationGracePeriod: '30s' } }).success).toBe(true);
  expect(schema.safeParse({ reliability: { terminationGracePeriod: '30s', rollout: 'rolling' } }).success).toBe(
    false,
  );
});
