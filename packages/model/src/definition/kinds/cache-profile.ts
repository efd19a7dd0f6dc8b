import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** A size of a cache on every implementation. */
export const cacheProfile = defineDefinitionKind({
  kind: 'CacheProfile',
  layer: 'definition',
  description: 'A size of a cache on every implementation.',
  spec: ({ fields }) => ({
    description: fields.text('When to choose it.').optional(),
    aws: fields.object({ nodeType: fields.text('Node type of ElastiCache.') }, 'On AWS.'),
    azure: fields.object({ sku: fields.text('SKU of Managed Redis.') }, 'On Azure.'),
    inCluster: fields.object(
      {
        cpu: fields.cpu('CPU request of one instance.'),
        memory: fields.bytes('Memory request and limit of one instance.'),
      },
      'Where an operator runs it in the cluster.',
    ),
  }),
});

export type CacheProfileSpec = z.infer<typeof cacheProfile.spec>;
