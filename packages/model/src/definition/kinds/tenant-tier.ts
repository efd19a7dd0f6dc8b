import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** How systems are kept apart: nodes, network, accounts, caps. */
export const tenantTier = defineDefinitionKind({
  kind: 'TenantTier',
  layer: 'definition',
  description: 'How systems are kept apart: nodes, network, accounts, caps.',
  spec: ({ fields }) => ({
    description: fields.text('What the tier is for.').optional(),
    isolation: fields.choice(
      ['sharedNodes', 'dedicatedNodes', 'dedicatedCluster'],
      'What is not shared with others.',
    ),
    dataClasses: fields.list(
      fields.reference('DataClass', 'A data class.'),
      'Classes of data that are allowed.',
    ),
    environmentClasses: fields
      .list(
        fields.reference('EnvironmentClass', 'A class.'),
        'Classes of environments that are allowed; all if absent.',
      )
      .optional(),
    grants: fields.choice(['open', 'required'], 'Whether a service must allow its consumers.'),
    egress: fields.choice(
      ['declared', 'declaredCidrs'],
      'Whether external hosts must also name their addresses.',
    ),
    nodePool: fields
      .object(
        {
          label: fields.text('Label of the nodes, `key=value`.'),
          taint: fields.text('Taint of the nodes, `key=value`; its effect is NoSchedule.').optional(),
        },
        'Nodes that the tier has for itself.',
      )
      .optional(),
    runtimeClass: fields.text('RuntimeClass of pods.').optional(),
    cloudAccount: fields.choice(['none', 'shared', 'ownKeys', 'own'], 'Cloud account of its resources.'),
    productionAccess: fields.choice(['none', 'view', 'breakGlass'], 'What people may do in production.'),
    expiry: fields
      .object(
        { default: fields.duration('Unless it says its own.'), maximum: fields.duration('At most.') },
        'How long a system of the tier lives.',
      )
      .optional(),
    review: fields.duration('How often its owner confirms that it is needed.').optional(),
    patchBudget: fields.integer(0, 1_000, 'Patches that a system of the tier may have.'),
    caps: fields
      .map(
        fields.reference('EnvironmentClass', 'A class.'),
        fields.object(
          {
            cpu: fields.cpu('CPU requests.').optional(),
            memory: fields.bytes('Memory requests.').optional(),
            memoryLimit: fields.bytes('Memory limits.').optional(),
            pods: fields.integer(0, 10_000, 'Pods.').optional(),
            storage: fields.bytes('Storage of volume claims.').optional(),
            claims: fields.integer(0, 10_000, 'Volume claims.').optional(),
            databases: fields.integer(0, 10_000, 'Databases.').optional(),
            caches: fields.integer(0, 10_000, 'Caches.').optional(),
            queues: fields.integer(0, 10_000, 'Queues.').optional(),
            buckets: fields.integer(0, 10_000, 'Buckets.').optional(),
          },
          'The most that a namespace may get.',
        ),
        'Caps of a namespace by environment class; no entry means no cap.',
      )
      .optional(),
  }),
});

export type TenantTierSpec = z.infer<typeof tenantTier.spec>;
