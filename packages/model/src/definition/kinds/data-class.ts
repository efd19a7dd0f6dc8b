import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** A class of data by how sensitive it is. */
export const dataClass = defineDefinitionKind({
  kind: 'DataClass',
  layer: 'definition',
  description: 'A class of data by how sensitive it is.',
  spec: ({ fields }) => ({
    description: fields.text('Which data belongs to it.').optional(),
    order: fields.integer(0, 1_000, 'Larger is more sensitive.'),
    personal: fields.flag('Whether it is about people.'),
    regulated: fields.flag('Whether a law or a contract demands evidence.'),
    encryption: fields.choice(['provider', 'ownKey'], 'Whose key encrypts it at rest.'),
  }),
});

export type DataClassSpec = z.infer<typeof dataClass.spec>;
