import type { Emitter, EnvironmentClassSpec } from '@fairway/model';
import { commonFor } from '../../../../common-by.ts';
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
  emit(_node, context) {
    return [
      {
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: metadataOf('container-limits', context),
        spec: specOf(context.environment.class.spec.limitRange),
      },
    ];
  },
};

type Range = EnvironmentClassSpec['limitRange'];

const specOf = commonFor((range: Range) => ({ limits: [containerLimits(range), claimLimits(range)] }));

function containerLimits(range: Range): object {
  return {
    type: 'Container',
    defaultRequest: resources(range.defaultRequest),
    default: resources(range.default),
    min: resources(range.min),
    max: resources(range.max),
    maxLimitRequestRatio: { memory: String(range.maxLimitRequestRatio.memory) },
  };
}

function claimLimits({ claim: { min, max } }: Range): object {
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
