import { defineKind } from '@fairway/model';
import { dataPart } from '../../parts/data/data.ts';
import { dependenciesPart } from '../../parts/dependencies/dependencies.ts';
import { exposurePart } from '../../parts/exposure/exposure.ts';
import { grantsPart } from '../../parts/grants/grants.ts';
import { healthPart } from '../../parts/health/health.ts';
import { identityPart } from '../../parts/identity/identity.ts';
import { migrationPart } from '../../parts/migration/migration.ts';
import { ownershipPart } from '../../parts/ownership/ownership.ts';
import { placementPart } from '../../parts/placement/placement.ts';
import { portsPart } from '../../parts/ports/ports.ts';
import { reliabilityPart } from '../../parts/reliability/reliability.ts';
import { resourcesPart } from '../../parts/resources/resources.ts';
import { runtimePart } from '../../parts/runtime/runtime.ts';
import { scalingPart } from '../../parts/scaling/scaling.ts';
import { secretsPart } from '../../parts/secrets/secrets.ts';
import { slosPart } from '../../parts/slos/slos.ts';
import { telemetryPart } from '../../parts/telemetry/telemetry.ts';

/** A program that answers requests over HTTP or gRPC. */
export const webServiceKind = defineKind({
  layer: 'workload',
  kind: 'WebService',
  plural: 'webservices',
  description: 'A program that answers requests over HTTP or gRPC, for colleagues or for the world.',
  shape: 'service',
  parts: [
    ownershipPart,
    runtimePart,
    portsPart,
    healthPart,
    exposurePart,
    scalingPart,
    identityPart,
    secretsPart,
    dependenciesPart,
    resourcesPart,
    reliabilityPart,
    dataPart,
    telemetryPart,
    slosPart,
    migrationPart,
    grantsPart,
    placementPart,
  ],
  defaultPlacement: 'each',
});
