import type { z } from 'zod';
import { endingGovernanceFields } from '../governance.ts';
import { defineDefinitionKind } from '../kind.ts';

/** Another version of a definition document for some services, for a while. */
export const pin = defineDefinitionKind({
  kind: 'Pin',
  layer: 'governance',
  description: 'Another version of a definition document for some services, for a while.',
  spec: ({ fields }) => ({
    ...endingGovernanceFields(),
    target: fields.object(
      {
        services: fields.list(fields.text('`name` or `system/name`.'), 'Services that get the version.'),
        environments: fields
          .list(fields.reference('Environment', 'An environment.'), 'Environments; all if absent.')
          .optional(),
      },
      'Who gets it.',
    ),
    document: fields.object(
      { kind: fields.text('Kind of the definition document.'), name: fields.text('Its name.') },
      'What is pinned.',
    ),
    version: fields.semver('The version they get.'),
    trial: fields.flag('Whether a proposed version may be chosen.').optional(),
  }),
});

export type PinSpec = z.infer<typeof pin.spec>;
