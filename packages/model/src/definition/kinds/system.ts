import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** Services and data that belong together: one owner, one namespace per environment. */
export const system = defineDefinitionKind({
  kind: 'System',
  layer: 'definition',
  description: 'Services and data that belong together: one owner, one namespace per environment.',
  spec: ({ fields, defaulted }) => ({
    owner: fields.reference('Team', 'The team that owns it.'),
    displayName: fields.text('Name for people.').optional(),
    description: fields.text('What it does.').optional(),
    aliases: fields
      .list(fields.name('Another name.'), 'Other names that are read; the name is printed.')
      .optional(),
    contributors: fields
      .list(fields.reference('Team', 'A team.'), 'Other teams that may own services of the system.')
      .optional(),
    tenantTier: defaulted(fields.reference('TenantTier', 'How it is kept apart from others.')),
    podSecurity: defaulted(fields.choice(['restricted', 'baseline'], 'Pod Security level of its namespaces.')),
    ownership: fields
      .object(
        {
          code: fields.reference('Team', 'Application code.').optional(),
          infrastructure: fields.reference('Team', 'Infrastructure.').optional(),
          data: fields.reference('Team', 'Data.').optional(),
          secrets: fields.reference('Team', 'Secrets.').optional(),
          incidents: fields.reference('Team', 'Incidents.').optional(),
        },
        'Who answers for what, where it is not the owner.',
      )
      .optional(),
    domain: fields.reference('Domain', 'The area it belongs to.').optional(),
  }),
});

export type SystemSpec = z.infer<typeof system.spec>;
