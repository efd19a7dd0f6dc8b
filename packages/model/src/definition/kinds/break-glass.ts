import type { z } from 'zod';
import { endingGovernanceFields } from '../governance.ts';
import { defineDefinitionKind } from '../kind.ts';

/** Rights beyond the usual for a short time, with a reason. */
export const breakGlass = defineDefinitionKind({
  kind: 'BreakGlass',
  layer: 'governance',
  description: 'Rights beyond the usual for a short time, with a reason.',
  spec: ({ fields }) => ({
    ...endingGovernanceFields(),
    subject: fields.text('Who gets the rights: the id of a member of a team.'),
    environment: fields.reference('Environment', 'Where.'),
    system: fields.reference('System', 'In which system.'),
    role: fields.text('Role that is taken on.'),
    duration: fields.duration('For how long, at most 4h.'),
  }),
});

export type BreakGlassSpec = z.infer<typeof breakGlass.spec>;
