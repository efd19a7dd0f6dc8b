import type { z } from 'zod';
import { endingGovernanceFields, scopeFields } from '../governance.ts';
import { defineDefinitionKind } from '../kind.ts';

/** A rule that some services need not follow for a while. */
export const policyException = defineDefinitionKind({
  kind: 'PolicyException',
  layer: 'governance',
  description: 'A rule that some services need not follow for a while.',
  spec: ({ fields }) => ({
    ...endingGovernanceFields(),
    rules: fields.list(fields.text('A rule or an invariant.'), 'Rules it lifts.'),
    target: fields.object(
      {
        ...scopeFields(),
        objects: fields.list(fields.text('Address of an object.'), 'Objects; all if absent.').optional(),
      },
      'Where it lifts them.',
    ),
    compensatingControl: fields.text('What protects instead.').optional(),
    evidence: fields.list(fields.text('A link.'), 'Evidence.').optional(),
  }),
});

export type PolicyExceptionSpec = z.infer<typeof policyException.spec>;
