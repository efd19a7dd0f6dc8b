import { definePart, setValue } from '@fairway/model';

/** Say in one sentence which question of a developer this part answers. */
export const placeholderNamePart = definePart({
  name: 'placeholder-name',
  docs: {
    summary: 'One sentence for the reference page.',
    details: 'What the fields do together, when to use them, and what happens when they are absent.',
  },
  // Structure only. Rules between fields are `constraints`; defaults are documents of the definition.
  schema: ({ fields }) => ({
    placeholderName: fields
      .object(
        { limit: fields.integer(1, 10, 'What the number means, with its unit.').optional() },
        'What it is for.',
      )
      .optional(),
  }),
  // What an environment may set for itself; everything else is the same everywhere.
  vary: ['placeholderName.limit'],
  // Contributions form a set: their order has no meaning. The properties stand in the schema of the node's type.
  lower: function* ({ spec }) {
    const limit = spec.placeholderName?.limit;
    if (limit !== undefined) yield setValue('placeholderName.limit', limit);
  },
});
