import { defineKind } from '@fairway/model';
import { healthPart } from '../../parts/health/health.ts';
import { placementPart } from '../../parts/placement/placement.ts';
import { portsPart } from '../../parts/ports/ports.ts';
import { reliabilityPart } from '../../parts/reliability/reliability.ts';
import { runtimePart } from '../../parts/runtime/runtime.ts';
import { scalingPart } from '../../parts/scaling/scaling.ts';
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
    runtimePart,
    portsPart,
    healthPart,
    scalingPart,
    reliabilityPart,
    telemetryPart,
    slosPart,
    placementPart,
  ],
  defaultPlacement: 'each',
});
