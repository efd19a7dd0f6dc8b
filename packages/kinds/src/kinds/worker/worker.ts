import { defineKind } from '@fairway/model';
import { healthPart } from '../../parts/health/health.ts';
import { placementPart } from '../../parts/placement/placement.ts';
import { reliabilityPart } from '../../parts/reliability/reliability.ts';
import { runtimePart } from '../../parts/runtime/runtime.ts';
import { scalingPart } from '../../parts/scaling/scaling.ts';
import { slosPart } from '../../parts/slos/slos.ts';
import { telemetryPart } from '../../parts/telemetry/telemetry.ts';

/** A program that takes its work from queues and topics, or looks for it itself. */
export const workerKind = defineKind({
  layer: 'workload',
  kind: 'Worker',
  plural: 'workers',
  description: 'A program that takes its work from queues and topics, or looks for it itself; nobody sends it requests.',
  shape: 'worker',
  parts: [
    runtimePart,
    healthPart,
    scalingPart,
    reliabilityPart,
    telemetryPart,
    slosPart,
    placementPart,
  ],
  defaultPlacement: 'each',
});
