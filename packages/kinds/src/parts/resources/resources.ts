import { definePart } from '@fairway/model';
import { reportUpcoming } from '../../touch/upcoming.ts';

/** Data that belongs to one workload alone, written inside it. */
export const resourcesPart = definePart({
  name: 'resources',
  docs: {
    summary: 'Databases, caches, queues, and buckets for this workload alone.',
    details:
      'Written inside the workload; a second consumer needs a document of its own. Read and checked today; compiled ' +
      'with the release that brings data and grants.',
  },
  schema: ({ z, fields }) => ({
    resources: fields
      .keyedList(
        fields.object(
          {
            kind: fields.choice(
              ['Database', 'Cache', 'Queue', 'Topic', 'Bucket', 'Volume'],
              'Kind of the resource, as it would stand in a document of its own.',
            ),
            name: fields.name('Its name; unique in the system.'),
            spec: fields
              .map(
                fields.text('Field of the kind.'),
                z.unknown().meta({ description: 'Its value.' }),
                'What a document of the kind has under `spec`.',
              )
              .optional(),
          },
          'One resource.',
        ),
        'name',
        'Data for this workload alone.',
      )
      .optional(),
  }),
  vary: [],
  lower: (context) => {
    if ((context.spec.resources ?? []).length > 0) {
      const instead =
        'remove resources; until then reach data that exists through dependencies (external) and secrets';
      reportUpcoming(context, 'FWY3290', 'resources are', ['resources'], instead);
    }
    return [];
  },
});
