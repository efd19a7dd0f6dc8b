import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** A promise of the platform to its users, and how it is measured. */
export const platformObjective = defineDefinitionKind({
  kind: 'PlatformObjective',
  layer: 'definition',
  description: 'A promise of the platform to its users, and how it is measured.',
  spec: ({ z, fields }) => ({
    description: fields.text('The promise.'),
    owner: fields.reference('Team', 'The team that answers for it.').optional(),
    indicator: fields.text('What is measured.'),
    objective: z.number().min(0).max(100).meta({ description: 'Share of good events.', unit: 'percent' }),
    threshold: fields.duration('What still counts as good.').optional(),
    window: fields.duration('Rolling window.'),
  }),
});

export type PlatformObjectiveSpec = z.infer<typeof platformObjective.spec>;
