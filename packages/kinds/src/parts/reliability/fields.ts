import type { SchemaTools } from '@fairway/model';

/** Fields of `reliability` that every kind has. */
export function reliabilityFields({ fields, defaulted, withMeta }: SchemaTools) {
  return {
    sloClass: withMeta(
      fields.reference(
        'SLOClass',
        'How good the service has to be: `tier-1` wakes somebody, `tier-3` can wait until tomorrow.',
      ),
      {
        informational:
          'Kept in the graph, where alerts and error budgets find it; no object of the workload shows it.',
      },
    ).optional(),
    terminationGracePeriod: defaulted(
      fields.duration(
        'How long a replica may take to finish its work after it was told to stop; then it is killed.',
      ),
    ),
  };
}

/** Fields of `reliability` of workloads that run for ever. */
export function rolloutFields({ fields, defaulted }: SchemaTools) {
  return {
    rollout: defaulted(
      fields.choice(
        ['rolling', 'canary', 'blueGreen', 'recreate'],
        'How a new version replaces the old one: bit by bit, a share first, all at once beside the old one, or after the old one has stopped.',
      ),
    ),
    canary: fields
      .object(
        {
          percentage: fields.integer(1, 99, 'Share that the new version gets first.', 'percent'),
          duration: fields.duration('How long it keeps that share before it gets everything.'),
        },
        'With `rollout: canary`: how much is risked, and for how long.',
      )
      .optional(),
  };
}

/** Schema of `reliability` of workloads that run for ever. */
export function reliabilitySchema(tools: SchemaTools) {
  const { fields, defaulted } = tools;
  return {
    reliability: defaulted(
      fields.object(
        { ...reliabilityFields(tools), ...rolloutFields(tools) },
        'How good the service has to be, and how versions and replicas are exchanged.',
      ),
    ),
  };
}
