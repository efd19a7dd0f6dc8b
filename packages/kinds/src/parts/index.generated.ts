// Generated from the folders beside it by `npm run gen`; edit there.
import { consumesPart } from './consumes/consumes.ts';
import { dataPart } from './data/data.ts';
import { dependenciesPart } from './dependencies/dependencies.ts';
import { exposurePart } from './exposure/exposure.ts';
import { grantsPart } from './grants/grants.ts';
import { healthPart } from './health/health.ts';
import { identityPart } from './identity/identity.ts';
import { jobPart } from './job/job.ts';
import { jobReliabilityPart } from './job-reliability/job-reliability.ts';
import { jobRuntimePart } from './job-runtime/job-runtime.ts';
import { jobTelemetryPart } from './job-telemetry/job-telemetry.ts';
import { migrationPart } from './migration/migration.ts';
import { ownershipPart } from './ownership/ownership.ts';
import { placementPart } from './placement/placement.ts';
import { portsPart } from './ports/ports.ts';
import { reliabilityPart } from './reliability/reliability.ts';
import { resourcesPart } from './resources/resources.ts';
import { runtimePart } from './runtime/runtime.ts';
import { scalingPart } from './scaling/scaling.ts';
import { schedulePart } from './schedule/schedule.ts';
import { secretsPart } from './secrets/secrets.ts';
import { slosPart } from './slos/slos.ts';
import { telemetryPart } from './telemetry/telemetry.ts';

/** Every part, sorted by name. */
export const parts = [
  consumesPart,
  dataPart,
  dependenciesPart,
  exposurePart,
  grantsPart,
  healthPart,
  identityPart,
  jobPart,
  jobReliabilityPart,
  jobRuntimePart,
  jobTelemetryPart,
  migrationPart,
  ownershipPart,
  placementPart,
  portsPart,
  reliabilityPart,
  resourcesPart,
  runtimePart,
  scalingPart,
  schedulePart,
  secretsPart,
  slosPart,
  telemetryPart,
] as const;
