import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** Something that the platform offers, and how well it is supported. */
export const capability = defineDefinitionKind({
  kind: 'Capability',
  layer: 'definition',
  description: 'Something that the platform offers, and how well it is supported.',
  spec: ({ fields }) => ({
    displayName: fields.text('Name for people.').optional(),
    description: fields.text('What it offers.'),
    cluster: fields.text('Its key under `Cluster.spec.capabilities`, where clusters install it.').optional(),
    maturity: fields.choice(['golden', 'custom', 'experimental', 'unsupported'], 'Support level.'),
    owner: fields.reference('Team', 'The team that runs it.').optional(),
    responseHours: fields.integer(1, 720, 'Hours until somebody answers.', 'hours').optional(),
    escalation: fields.text('Where to go when nobody answers.').optional(),
    docs: fields.text('Where it is explained.').optional(),
  }),
});

export type CapabilitySpec = z.infer<typeof capability.spec>;
