import { schemaTools, shapeOf, type Shape } from '@fairway/model';

const { fields, z } = schemaTools;

const text = fields.map(z.string().min(1), z.string(), 'Values by name.');

/** `metadata` of everything that people write: name, labels, annotations, nothing else. */
export const metadataShape: Shape = shapeOf(
  fields.object(
    {
      name: fields.name('What the document is called: a DNS label of at most 40 characters.'),
      labels: text.optional(),
      annotations: text.optional(),
    },
    'Name, labels, annotations.',
  ),
);
