import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** A size of a database on every implementation. */
export const databaseProfile = defineDefinitionKind({
  kind: 'DatabaseProfile',
  layer: 'definition',
  description: 'A size of a database on every implementation.',
  spec: ({ fields }) => ({
    description: fields.text('When to choose it.').optional(),
    aws: fields.object({ instanceClass: fields.text('Instance class of RDS.') }, 'On AWS.'),
    azure: fields.object(
      {
        sku: fields.text('SKU of the flexible server.'),
        tier: fields.choice(
          ['Burstable', 'GeneralPurpose', 'MemoryOptimized'],
          'Tier of the SKU, as Azure spells it.',
        ),
      },
      'On Azure.',
    ),
    inCluster: fields.object(
      {
        cpu: fields.cpu('CPU request of one instance.'),
        memory: fields.bytes('Memory request and limit of one instance.'),
      },
      'Where an operator runs it in the cluster.',
    ),

    storage: fields.bytes('Storage unless the database says its own.'),
    maxConnections: fields.integer(1, 100_000, 'Connections that it can serve.'),
  }),
});

export type DatabaseProfileSpec = z.infer<typeof databaseProfile.spec>;
