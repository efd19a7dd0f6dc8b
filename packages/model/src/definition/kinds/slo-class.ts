import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** A class of service level objectives. */
export const sloClass = defineDefinitionKind({
  kind: 'SLOClass',
  layer: 'definition',
  description: 'A class of service level objectives.',
  spec: ({ z, fields }) => ({
    description: fields.text('Which services choose it.').optional(),
    window: fields.duration('Rolling window of the objectives.'),
    objectives: fields.keyedList(
      fields.object(
        {
          name: fields.name('Name of the objective.'),
          type: fields.choice(['availability', 'latency', 'freshness', 'lag', 'ratio'], 'What is measured.'),
          objective: z.number().min(0).max(100).meta({ description: 'Share of good events.', unit: 'percent' }),
          threshold: fields.duration('Latency, freshness and lag: what still counts as good.').optional(),
        },
        'One objective.',
      ),
      'name',
      'Objectives.',
    ),
    page: fields.flag('Whether somebody is woken when the budget burns fast.'),
  }),
});

export type SLOClassSpec = z.infer<typeof sloClass.spec>;
