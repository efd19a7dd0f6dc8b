import { defineKind } from '@fairway/model';
import { recordFields } from '../../touch/record-fields.ts';

/** A secret that exists in the store: who answers for it and how often it is rotated. Never its value. */
export const secretReferenceKind = defineKind({
  layer: 'record',
  kind: 'SecretReference',
  plural: 'secretreferences',
  description:
    'A secret that exists in the store: who answers for it and how often it is rotated. Never its value.',
  schema: (tools) => {
    const { fields, withMeta } = tools;
    return {
      ...recordFields(tools),
      path: withMeta(
        fields.formatted('secretPath', 'Where it lies in the store, such as `orders/{environment}/database`.'),
        {
          placeholders: true,
        },
      ),
      keys: fields.list(fields.text('A key.'), 'Keys that it holds.').optional(),
      issuedBy: fields.text('Who gives it out: a system, a partner, a person in a role.').optional(),
      rotation: fields
        .object(
          {
            every: fields.duration('How often it is replaced.'),
            mode: fields
              .choice(
                ['automatic', 'manual'],
                'Whether the store replaces it or somebody does; `manual` if absent.',
              )
              .optional(),
          },
          'How often it is replaced, and by whom.',
        )
        .optional(),
    };
  },
  vary: [],
});
