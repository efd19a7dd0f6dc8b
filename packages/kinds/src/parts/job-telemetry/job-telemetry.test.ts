import { expect, it } from 'vitest';
import { lowerPart } from '../../testing/lower-part.ts';
import { usualJob } from '../../testing/usual.ts';
import { jobTelemetryPart } from './job-telemetry.ts';

it.each([true, false])('has traces (%s) and no metrics', (traces) => {
  const spec = { ...usualJob, telemetry: { traces } };
  expect(lowerPart(jobTelemetryPart, { shape: 'job', spec }).values['telemetry']).toEqual({
    path: null,
    traces,
  });
});
