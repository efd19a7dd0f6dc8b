import { defineKind } from '@fairway/model';
import { dataPart } from '../../parts/data/data.ts';
import { dependenciesPart } from '../../parts/dependencies/dependencies.ts';
import { identityPart } from '../../parts/identity/identity.ts';
import { jobPart } from '../../parts/job/job.ts';
import { jobReliabilityPart } from '../../parts/job-reliability/job-reliability.ts';
import { jobRuntimePart } from '../../parts/job-runtime/job-runtime.ts';
import { jobTelemetryPart } from '../../parts/job-telemetry/job-telemetry.ts';
import { ownershipPart } from '../../parts/ownership/ownership.ts';
import { placementPart } from '../../parts/placement/placement.ts';
import { resourcesPart } from '../../parts/resources/resources.ts';
import { secretsPart } from '../../parts/secrets/secrets.ts';
import { slosPart } from '../../parts/slos/slos.ts';

/** A program that runs once, for a release or when somebody starts it. */
export const jobKind = defineKind({
  layer: 'workload',
  kind: 'Job',
  plural: 'jobs',
  description: 'A program that runs once and ends: for a new version, or when somebody starts it.',
  shape: 'job',
  parts: [
    ownershipPart,
    jobRuntimePart,
    jobPart,
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
