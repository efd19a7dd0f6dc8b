import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';
import { fields as schemaFields } from '../../schema/fields.ts';

function pace(description: string) {
  const { duration, integer, object } = schemaFields;
  return object(
    {
      stabilization: duration('The change must hold for this long.').optional(),
      percentage: integer(1, 1_000, 'At most this share of the replicas per period.', 'percent').optional(),
      period: duration('The period.').optional(),
    },
    description,
  ).optional();
}

/** How a workload scales: replicas, metric, target, pace. */
export const scalingProfile = defineDefinitionKind({
  kind: 'ScalingProfile',
  layer: 'definition',
  description: 'How a workload scales: replicas, metric, target, pace.',
  spec: ({ fields }) => ({
    description: fields.text('When to choose it.').optional(),
    minReplicas: fields.integer(0, 1_000, 'Fewest replicas.').optional(),
    maxReplicas: fields.integer(1, 1_000, 'Most replicas.').optional(),
    metric: fields
      .choice(['cpu', 'memory', 'requests', 'queueDepth', 'lag', 'schedule'], 'What decides.')
      .optional(),
    target: fields
      .integer(
        1,
        1_000_000,
        'Value per replica that is aimed at: percent for cpu and memory, else requests per second, messages, lag.',
      )
      .optional(),
    scaleUp: pace('How fast replicas are added.'),
    scaleDown: pace('How fast replicas are removed.'),
  }),
  constraints: [{ rule: 'atMost', path: 'minReplicas', other: 'maxReplicas' }],
});

export type ScalingProfileSpec = z.infer<typeof scalingProfile.spec>;
