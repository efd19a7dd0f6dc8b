import type { z } from 'zod';
import { endingGovernanceFields } from '../governance.ts';
import { defineDefinitionKind } from '../kind.ts';

/** A change of rendered objects, for the rare case that intent cannot say. */
export const patch = defineDefinitionKind({
  kind: 'Patch',
  layer: 'governance',
  description: 'A change of rendered objects, for the rare case that intent cannot say.',
  spec: ({ z, fields }) => ({
    ...endingGovernanceFields(),
    target: fields.object(
      {
        service: fields.text('The service: `name` or `system/name`.'),
        environments: fields
          .list(fields.reference('Environment', 'An environment.'), 'Environments; all if absent.')
          .optional(),
        object: fields.text('Address of the object, such as `Deployment/orders-api` or `workload/orders-api`.'),
      },
      'What is changed.',
    ),
    operations: fields.list(
      fields.object(
        {
          op: fields.choice(
            ['set', 'delete', 'add'],
            '`set` writes a value, `delete` removes it, `add` puts an entry into a list.',
          ),
          path: fields.formatted(
            'fieldPath',
            'The field, such as `spec.template.spec.containers[name=app].image`.',
          ),
          value: z.unknown().meta({ description: 'The value, for `set` and `add`.' }).optional(),
        },
        'One change.',
      ),
      'Changes, in order.',
    ),
    exception: fields
      .reference('PolicyException', 'The exception that allows it to break an invariant.')
      .optional(),
  }),
  constraints: [{ rule: 'requires', at: 'operations', path: 'op', values: ['set', 'add'], other: 'value' }],
});

export type PatchSpec = z.infer<typeof patch.spec>;
