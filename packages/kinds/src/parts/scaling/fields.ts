import type { SchemaTools } from '@fairway/model';

/** Fields of `scaling`. */
export function scalingSchema({ fields, defaulted }: SchemaTools) {
  return {
    scaling: defaulted(
      fields.object(
        {
          profile: fields
            .reference(
              'ScalingProfile',
              'A prepared way of scaling: `steady`, `bursty`, `queue`, `fixed`. Numbers written here win over it.',
            )
            .optional(),
          minReplicas: defaulted(
            fields.integer(
              0,
              1_000,
              'Fewest replicas. 0 only where something can wake the workload up: `queueDepth`, `lag`, or `schedule`.',
            ),
          ),
          maxReplicas: defaulted(
            fields.integer(
              1,
              1_000,
              'Most replicas. Equal to `minReplicas`: a fixed number, and nothing scales.',
            ),
          ),
          metric: defaulted(
            fields.choice(
              ['cpu', 'memory', 'requests', 'queueDepth', 'lag', 'schedule'],
              'What decides about the number of replicas. `requests` is for services, `queueDepth` and `lag` for workers; `schedule` runs all of them in working hours and the fewest outside.',
            ),
          ),
          target: fields
            .integer(
              1,
              1_000_000,
              'Value per replica that is aimed at. cpu, memory: percent of the request; requests: per second; queueDepth, lag: messages that wait; schedule has none.',
            )
            .optional(),
        },
        'How many replicas run, and what decides about it.',
      ),
    ),
  };
}
