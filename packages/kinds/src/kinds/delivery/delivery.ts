import { defineKind } from '@fairway/model';

/** Where a service is built from, to which environments it goes, and how it is rolled out. */
export const deliveryKind = defineKind({
  layer: 'record',
  kind: 'Delivery',
  plural: 'deliveries',
  aliases: ['Deployment'],
  description: 'Where a service is built from, to which environments it goes, and how it is rolled out.',
  schema: ({ z, fields }) => ({
    service: fields
      .reference('Workload', 'The workload it is about. If you leave it out: the one of the same name.')
      .optional(),
    source: fields
      .object(
        {
          github: fields.text('Repository on GitHub: `owner/name`.').optional(),
          gitlab: fields.text('Project on GitLab: `group/name`.').optional(),
          git: fields.text('URL of any other Git repository.').optional(),
          branch: fields.text('Branch that is delivered.').optional(),
          path: fields.text('Folder in the repository, where it is not the whole.').optional(),
        },
        'Where the code is.',
      )
      .optional(),
    environments: fields
      .list(
        fields.reference('Environment', 'An environment.'),
        'Environments that the workload goes to. If you leave it out: all of the chain.',
      )
      .optional(),
    strategy: z
      .union([
        fields.choice(['rolling', 'canary', 'blueGreen', 'recreate'], 'A way of rolling out.'),
        fields.object(
          {
            canary: fields.object(
              {
                percentage: fields.percentage('Share of the traffic that the new version gets first.'),
                duration: fields.duration('How long it is watched before the rest follows.'),
              },
              'First a part, then the rest.',
            ),
          },
          'A canary with its share and time.',
        ),
      ])
      .meta({
        description:
          'How a new version replaces the old one: `rolling`, `blueGreen`, `recreate`, or `canary: {percentage, duration}`. Stands in the place of `spec.reliability.rollout`.',
      })
      .optional(),
  }),
  vary: [],
  constraints: [{ rule: 'exactlyOne', at: 'source', fields: ['github', 'gitlab', 'git'] }],
});
