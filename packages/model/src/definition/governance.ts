import { z } from 'zod';
import { fields } from '../schema/fields.ts';

/** Fields that every governance record has: who is responsible, who asked, who agreed, why, until when (INTENT.md §1). */
export function governanceFields() {
  return {
    owner: fields.reference('Team', 'The team that is responsible for the record.'),
    requestedBy: fields.text('Who asked: the id of a member of a team.').optional(),
    approvals: fields
      .list(
        fields.object(
          {
            by: fields.text('Who agreed: the id of a member of a team, never the requester.'),
            role: fields.text('The role in which they agreed; they hold it in a team.'),
            at: z.string().meta({ description: 'When, as a date or a moment (ISO 8601).' }),
            commit: fields.text('The commit in which the approval was given.').optional(),
          },
          'One approval. Until a Git host proves it, it counts as declared.',
        ),
        'Who agreed, in which role.',
      )
      .optional(),
    reason: fields.text('Why the record exists.'),
    created: fields.date('The day on which it was written.').optional(),
    expires: fields.date('The last day on which it holds.').optional(),
    ticket: fields.text('Where it was discussed.').optional(),
  };
}

/** The same fields for records that must end: patches, exceptions, pins, break-glass. */
export function endingGovernanceFields() {
  return { ...governanceFields(), expires: fields.date('The last day on which it holds.') };
}

/** Which services and environments a record is about; a list that is left out means all. */
export function scopeFields() {
  return {
    services: fields.list(fields.text('`name` or `system/name`.'), 'Services it is about.').optional(),
    systems: fields.list(fields.reference('System', 'A system.'), 'Systems it is about.').optional(),
    environments: fields
      .list(fields.reference('Environment', 'An environment.'), 'Environments it is about.')
      .optional(),
  };
}
