import { defineKind } from '@fairway/model';
import { consumesPart } from '../../parts/consumes/consumes.ts';
import { dataPart } from '../../parts/data/data.ts';
import { dependenciesPart } from '../../parts/dependencies/dependencies.ts';
import { healthPart } from '../../parts/health/health.ts';
import { identityPart } from '../../parts/identity/identity.ts';
import { migrationPart } from '../../parts/migration/migration.ts';
import { ownershipPart } from '../../parts/ownership/ownership.ts';
import { placementPart } from '../../parts/placement/placement.ts';
import { reliabilityPart } from '../../parts/reliability/reliability.ts';
import { resourcesPart } from '../../parts/resources/resources.ts';
import { runtimePart } from '../../parts/runtime/runtime.ts';
import { scalingPart } from '../../parts/scaling/scaling.ts';
import { secretsPart } from '../../parts/secrets/secrets.ts';
import { slosPart } from '../../parts/slos/slos.ts';
import { telemetryPart } from '../../parts/telemetry/telemetry.ts';

/** A program that takes its work from queues and topics, or looks for it itself. */
export const workerKind = defineKind({
  layer: 'workload',
  kind: 'Worker',
  plural: 'workers',
  description:
    'A program that takes its work from queues and topics, or looks for it itself; nobody sends it requests.',
  shape: 'worker',
  parts: [
    ownershipPart,
    runtimePart,
    healthPart,
    scalingPart,
    identityPart,
    secretsPart,
    dependenciesPart,
    resourcesPart,
    consumesPart,
    reliabilityPart,
    dataPart,
    telemetryPart,
    slosPart,
    migrationPart,
    placementPart,
  ],
  defaultPlacement: 'each',
});
