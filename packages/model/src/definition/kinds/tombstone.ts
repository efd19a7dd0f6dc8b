import type { z } from 'zod';
import { governanceFields } from '../governance.ts';
import { defineDefinitionKind } from '../kind.ts';

/** The agreed end of a service, a data store or a system. */
export const tombstone = defineDefinitionKind({
  kind: 'Tombstone',
  layer: 'governance',
  description: 'The agreed end of a service, a data store or a system.',
  spec: ({ fields }) => ({
    ...governanceFields(),
    target: fields.object(
      {
        kind: fields.text('Kind of the document.'),
        name: fields.text('`name` or `system/name`.'),
        environments: fields
          .list(fields.reference('Environment', 'An environment.'), 'Environments; all if absent.')
          .optional(),
      },
      'What ends.',
    ),
    grace: fields.duration('How long it stays without traffic before it is removed.').optional(),
    data: fields.choice(['retain', 'snapshot', 'delete'], 'What happens to its data.').optional(),
    snapshot: fields.text('Evidence of the last snapshot.').optional(),
  }),
});

export type TombstoneSpec = z.infer<typeof tombstone.spec>;
