import type { z } from 'zod';
import { governanceFields } from '../governance.ts';
import { defineDefinitionKind } from '../kind.ts';

/** How much a team, a system or an environment may use. */
export const budget = defineDefinitionKind({
  kind: 'Budget',
  layer: 'governance',
  description: 'How much a team, a system or an environment may use.',
  spec: ({ z, fields }) => ({
    ...governanceFields(),
    target: fields.object(
      {
        teams: fields.list(fields.reference('Team', 'A team.'), 'Teams.').optional(),
        systems: fields.list(fields.reference('System', 'A system.'), 'Systems.').optional(),
        environments: fields
          .list(fields.reference('Environment', 'An environment.'), 'Environments.')
          .optional(),
        tenantTiers: fields.list(fields.reference('TenantTier', 'A tier.'), 'Tiers.').optional(),
      },
      'Whose budget it is; a list that is left out means all.',
    ),
    measure: fields.choice(['cost', 'patches', 'exceptions', 'previews'], 'What is counted.'),
    amount: z.number().min(0).meta({ description: 'How much of it.' }),
    currency: fields.formatted('labelValue', 'Costs: the currency (ISO 4217).', /^[A-Z]{3}$/).optional(),
    period: fields.choice(['month', 'quarter', 'year'], 'Costs: for how long.').optional(),
    warnAt: fields.percentage('Share of the amount from which it warns.').optional(),
  }),
  constraints: [{ rule: 'requires', path: 'measure', values: ['cost'], other: 'currency' }],
});

export type BudgetSpec = z.infer<typeof budget.spec>;
