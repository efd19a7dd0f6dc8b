import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** People who own services: groups, cost center, on-call. */
export const team = defineDefinitionKind({
  kind: 'Team',
  layer: 'definition',
  description: 'People who own services: groups, cost center, on-call.',
  spec: ({ fields }) => ({
    displayName: fields.text('Name for people.').optional(),
    aliases: fields
      .list(fields.name('Another name.'), 'Other names that are read; the name is printed.')
      .optional(),
    members: fields
      .keyedList(
        fields.object(
          {
            id: fields.text('Who, as the sign-in names them.'),
            roles: fields.list(fields.text('A role.'), 'Roles they hold, such as `lead`.').optional(),
          },
          'One person.',
        ),
        'id',
        'People of the team.',
      )
      .optional(),
    groups: fields
      .map(
        fields.text('Role of the environment classes, such as `developer`.'),
        fields.list(fields.text('A group of the sign-in.'), 'Groups.'),
        'Groups of people by role.',
      )
      .optional(),
    costCenter: fields
      .formatted('labelValue', 'Who pays.', /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/)
      .optional(),
    onCall: fields
      .object(
        {
          page: fields.text('Where pages go; a value that looks like a path is a secret path.').optional(),
          ticket: fields.text('Where tickets go; a value that looks like a path is a secret path.').optional(),
        },
        'Who is told about problems.',
      )
      .optional(),
    supportChannel: fields.text('Where the team answers questions.').optional(),
    defaultSystem: fields.reference('System', 'System of services that name none.').optional(),
  }),
});

export type TeamSpec = z.infer<typeof team.spec>;
