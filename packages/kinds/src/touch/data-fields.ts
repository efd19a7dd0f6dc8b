import type { SchemaTools } from '@fairway/model';

/** Why data kinds are not compiled yet, as the end of a sentence. */
export const dataUpcoming = 'it comes with the release that brings data and grants';

/** What an environment may set of every kind of data (INTENT.md §3). */
export const dataVary = ['existing', 'onDelete'] as const;

/** Fields that every kind of data has (INTENT.md §5). */
export function dataFields({ fields, withMeta }: SchemaTools) {
  return {
    owner: fields
      .reference('Team', 'The team that answers for it. If you leave it out: the owner of the system.')
      .optional(),
    system: fields
      .reference('System', "The system it is part of. If you leave it out: the team's default system.")
      .optional(),
    description: fields.text('What is kept in it, in a sentence.').optional(),
    data: fields
      .object(
        { class: fields.reference('DataClass', 'The most sensitive class of data in it.').optional() },
        'The data in it.',
      )
      .optional(),
    grants: fields
      .keyedList(
        fields.object(
          {
            system: fields.reference('System', 'Every service of this system may use it.').optional(),
            service: fields.reference('Workload', 'This service may use it.').optional(),
            access: fields
              .choice(
                ['read', 'write', 'readWrite', 'produce', 'consume'],
                'What it may do; everything if absent.',
              )
              .optional(),
          },
          'One consumer outside the own system.',
        ),
        'system|service',
        'Who may use it beyond the services of its own system.',
      )
      .optional(),
    existing: fields
      .object(
        {
          address: withMeta(fields.text('Where it is: `host:port`.'), { placeholders: true }),
          name: withMeta(fields.text('Its name there, where it is another one.'), {
            placeholders: true,
          }).optional(),
          credentials: withMeta(
            fields.formatted('secretPath', 'Secret with the credentials, as a path of the store.'),
            { placeholders: true },
          ),
        },
        'It exists already and is not managed: nothing is created, everything else stays the same.',
      )
      .optional(),
    onDelete: fields
      .choice(
        ['retain', 'snapshot', 'delete'],
        'What happens to the data when the document goes: kept, kept as a snapshot, or deleted.',
      )
      .optional(),
  };
}

/** Rules that every kind of data has. */
export const dataConstraints = [
  { rule: 'exactlyOne', at: 'grants', fields: ['system', 'service'] },
  { rule: 'immutable', path: 'system' },
] as const;
