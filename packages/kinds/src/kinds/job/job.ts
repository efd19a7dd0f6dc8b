import { defineKind } from '@fairway/model';
import { jobReliabilityPart } from '../../parts/job-reliability/job-reliability.ts';
import { jobRuntimePart } from '../../parts/job-runtime/job-runtime.ts';
import { jobTelemetryPart } from '../../parts/job-telemetry/job-telemetry.ts';
import { jobPart } from '../../parts/job/job.ts';
import { placementPart } from '../../parts/placement/placement.ts';
import { slosPart } from '../../parts/slos/slos.ts';

/** A program that runs once, for a release or when somebody starts it. */
export const jobKind = defineKind({
  layer: 'workload',
  kind: 'Job',
  plural: 'jobs',
  description: 'A program that runs once and ends: for a new version, or when somebody starts it.',
  shape: 'job',
  parts: [
    jobRuntimePart,
    jobPart,
    jobReliabilityPart,
    jobTelemetryPart,
    slosPart,
    placementPart,
  ],
  defaultPlacement: 'primary',
});
