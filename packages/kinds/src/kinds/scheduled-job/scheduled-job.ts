import { defineKind } from '@fairway/model';
import { jobReliabilityPart } from '../../parts/job-reliability/job-reliability.ts';
import { jobRuntimePart } from '../../parts/job-runtime/job-runtime.ts';
import { jobTelemetryPart } from '../../parts/job-telemetry/job-telemetry.ts';
import { placementPart } from '../../parts/placement/placement.ts';
import { schedulePart } from '../../parts/schedule/schedule.ts';
import { slosPart } from '../../parts/slos/slos.ts';

/** A program that runs at fixed times and ends. */
export const scheduledJobKind = defineKind({
  layer: 'workload',
  kind: 'ScheduledJob',
  plural: 'scheduledjobs',
  description: 'A program that runs at fixed times and ends.',
  shape: 'cron',
  parts: [
    jobRuntimePart,
    schedulePart,
    jobReliabilityPart,
    jobTelemetryPart,
    slosPart,
    placementPart,
  ],
  defaultPlacement: 'primary',
});
