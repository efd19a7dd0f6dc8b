import type { z } from 'zod';
import { governanceFields, scopeFields } from '../governance.ts';
import { defineDefinitionKind } from '../kind.ts';

/** Which changes need whose agreement. */
export const approvalRule = defineDefinitionKind({
  kind: 'ApprovalRule',
  layer: 'governance',
  description: 'Which changes need whose agreement.',
  spec: ({ fields }) => ({
    ...governanceFields(),
    when: fields.object(
      {
        ...scopeFields(),
        environmentClasses: fields
          .list(fields.reference('EnvironmentClass', 'A class.'), 'Classes of environments.')
          .optional(),
        changes: fields
          .list(
            fields.choice(
              [
                'metadata',
                'configReload',
                'rollingRestart',
                'capacity',
                'exposure',
                'identity',
                'replaceStateless',
                'replaceStateful',
                'delete',
              ],
              'A class of change.',
            ),
            'Classes of change.',
          )
          .optional(),
        exposureClasses: fields
          .list(fields.reference('ExposureClass', 'An exposure class.'), 'Exposure classes.')
          .optional(),
        dataClasses: fields.list(fields.reference('DataClass', 'A data class.'), 'Data classes.').optional(),
        tenantTiers: fields.list(fields.reference('TenantTier', 'A tier.'), 'Tiers.').optional(),
      },
      'Which changes; a list that is left out means all.',
    ),
    required: fields.list(
      fields.object(
        {
          role: fields.text('Role of the approver.'),
          count: fields.integer(1, 10, 'How many of them; one if absent.').optional(),
          team: fields.reference('Team', 'Their team; any if absent.').optional(),
        },
        'Approvals of one role.',
      ),
      'Who must agree.',
    ),
  }),
});

export type ApprovalRuleSpec = z.infer<typeof approvalRule.spec>;
