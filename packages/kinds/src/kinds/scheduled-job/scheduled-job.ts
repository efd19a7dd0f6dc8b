import { defineKind } from '@fairway/model';
import { dataPart } from '../../parts/data/data.ts';
import { dependenciesPart } from '../../parts/dependencies/dependencies.ts';
import { identityPart } from '../../parts/identity/identity.ts';
import { jobReliabilityPart } from '../../parts/job-reliability/job-reliability.ts';
import { jobRuntimePart } from '../../parts/job-runtime/job-runtime.ts';
import { jobTelemetryPart } from '../../parts/job-telemetry/job-telemetry.ts';
import { ownershipPart } from '../../parts/ownership/ownership.ts';
import { placementPart } from '../../parts/placement/placement.ts';
import { resourcesPart } from '../../parts/resources/resources.ts';
import { schedulePart } from '../../parts/schedule/schedule.ts';
import { secretsPart } from '../../parts/secrets/secrets.ts';
import { slosPart } from '../../parts/slos/slos.ts';

/** A program that runs at fixed times and ends. */
export const scheduledJobKind = defineKind({
  layer: 'workload',
  kind: 'ScheduledJob',
  plural: 'scheduledjobs',
  description: 'A program that runs at fixed times and ends.',
  shape: 'cron',
  parts: [
    ownershipPart,
    jobRuntimePart,
    schedulePart,
    identityPart,
    secretsPart,
    dependenciesPart,
    resourcesPart,
    jobReliabilityPart,
    dataPart,
    jobTelemetryPart,
    slosPart,
    placementPart,
  ],
  defaultPlacement: 'primary',
});
