import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** A kind of your own, composed of parts that exist. */
export const kindDefinition = defineDefinitionKind({
  kind: 'KindDefinition',
  layer: 'definition',
  description: 'A kind of your own, composed of parts that exist.',
  spec: ({ z, fields }) => ({
    kind: fields.formatted(
      'labelValue',
      'Name of the kind, such as `StreamProcessor`.',
      /^[A-Z][A-Za-z0-9]{0,62}$/,
    ),
    plural: fields
      .formatted('name', 'Plural in lower case; by default the name with an `s`.', /^[a-z][a-z0-9]{0,62}$/)
      .optional(),
    description: fields.text('What it is for.'),
    extends: fields.text('Kind of Fairway whose parts and lowering it starts from.').optional(),
    parts: fields.list(fields.text('A part.'), 'Parts that it is composed of.'),
    defaults: fields
      .map(
        fields.text('Field of `spec`.'),
        z.unknown().meta({ description: 'Its value.' }),
        'Values in the shape of `spec`.',
      )
      .optional(),
  }),
});

export type KindDefinitionSpec = z.infer<typeof kindDefinition.spec>;
