import { defineKind } from '@fairway/model';
import { recordFields } from '../../touch/record-fields.ts';

/** A certificate for names that no service exposes: who answers for it, who issues it, when it is renewed. */
export const certificateKind = defineKind({
  layer: 'record',
  kind: 'Certificate',
  plural: 'certificates',
  description:
    'A certificate for names that no service exposes: who answers for it, who issues it, when it is renewed.',
  schema: (tools) => {
    const { fields, withMeta } = tools;
    return {
      ...recordFields(tools),
      names: fields.list(fields.host('A host name.'), 'Names that it holds for, the main one first.'),
      issuer: fields.text('Who issues it.').optional(),
      secret: withMeta(fields.formatted('secretPath', 'Where certificate and key lie in the store.'), {
        placeholders: true,
      }).optional(),
      rotation: fields
        .object(
          {
            renewBefore: fields.duration('How long before its end it is renewed.'),
            mode: fields
              .choice(
                ['automatic', 'manual'],
                'Whether the platform renews it or somebody does; `manual` if absent.',
              )
              .optional(),
          },
          'When it is renewed, and by whom.',
        )
        .optional(),
    };
  },
  vary: [],
});
