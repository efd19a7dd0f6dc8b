import { definePart } from '@fairway/model';
import { reportUpcoming } from '../../touch/upcoming.ts';

/** A command that changes the database schema before a new version runs. */
export const migrationPart = definePart({
  name: 'migration',
  docs: {
    summary: 'A command that changes the database schema before a new version starts.',
    details:
      'Runs once per release, with rights on the schema for as long as it runs. Read and checked today; compiled with ' +
      'the release that brings data and grants.',
  },
  schema: ({ z, fields }) => ({
    migration: fields
      .object(
        {
          command: fields.list(z.string(), 'Command and arguments, run in the image of the workload.'),
          timeout: fields
            .duration('How long it may take before the release is stopped; 10m if absent.')
            .optional(),
        },
        'What runs before the rollout.',
      )
      .optional(),
  }),
  vary: [],
  lower: (context) => {
    if (context.spec.migration !== undefined) {
      const instead = 'remove migration; until then run it as a document of kind Job with trigger: release';
      reportUpcoming(context, 'FWY3292', 'migrations are', ['migration'], instead);
    }
    return [];
  },
});
