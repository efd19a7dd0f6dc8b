import type { EmitContext, Emitter } from '@fairway/model';
import { metadataOf } from '../../workload.ts';
import { namespaceReasons } from '../reasons.ts';

/** What containers and volume claims that say nothing get, and how far they may go. */
export const limitRange: Emitter = {
  name: 'limit-range',
  nodes: ['namespace'],
  emits: [
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      reasons: {
        ...namespaceReasons,
        'metadata.name': 'The one LimitRange of a namespace.',
        'spec.limits[*].type': 'Limits hold for each container and for each volume claim.',
        'spec.limits[*].**':
          'The environment class decides; CPU has neither default nor maximum, because the server would turn either into a CPU limit for everybody.',
      },
    },
  ],
  *emit(_node, context) {
    yield {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: metadataOf('container-limits', context),
      spec: { limits: [containerLimits(context), claimLimits(context)] },
    };
  },
};

function containerLimits(context: EmitContext): Record<string, unknown> {
  const range = context.environment.class.spec.limitRange;
  return {
    type: 'Container',
    defaultRequest: resources(range.defaultRequest),
    default: resources(range.default),
    min: resources(range.min),
    max: resources(range.max),
    maxLimitRequestRatio: { memory: String(range.maxLimitRequestRatio.memory) },
  };
}

function claimLimits(context: EmitContext): Record<string, unknown> {
  const { min, max } = context.environment.class.spec.limitRange.claim;
  return { type: 'PersistentVolumeClaim', min: { storage: min }, max: { storage: max } };
}

interface Resources {
  readonly cpu?: unknown;
  readonly memory?: string | undefined;
  readonly ephemeralStorage?: string | undefined;
}

function resources({ cpu, memory, ephemeralStorage }: Resources): Record<string, string> {
  const amounts: Record<string, string> = {};
  if (typeof cpu === 'string') amounts['cpu'] = cpu;
  if (memory !== undefined) amounts['memory'] = memory;
  if (ephemeralStorage !== undefined) amounts['ephemeral-storage'] = ephemeralStorage;
  return amounts;
}
