import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** An area of the business or of the platform that systems belong to. */
export const domain = defineDefinitionKind({
  kind: 'Domain',
  layer: 'definition',
  description: 'An area of the business or of the platform that systems belong to.',
  spec: ({ fields }) => ({
    displayName: fields.text('Name for people.').optional(),
    description: fields.text('What belongs to it.').optional(),
    owner: fields.reference('Team', 'The team that answers for it.'),
  }),
});

export type DomainSpec = z.infer<typeof domain.spec>;
