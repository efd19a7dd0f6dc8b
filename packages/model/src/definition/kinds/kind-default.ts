import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** Values that documents of one kind get when they say nothing. */
export const kindDefault = defineDefinitionKind({
  kind: 'KindDefault',
  layer: 'definition',
  description: 'Values that documents of one kind get when they say nothing.',
  spec: ({ z, fields }) => ({
    kind: fields.text('The kind, such as `WebService`.'),
    defaults: fields.map(
      fields.text('Field of `spec`.'),
      z.unknown().meta({ description: 'Its value.' }),
      'Values in the shape of `spec`.',
    ),
  }),
});

export type KindDefaultSpec = z.infer<typeof kindDefault.spec>;
