import { definePart } from '@fairway/model';
import { reportUpcoming } from '../../touch/upcoming.ts';

/** Queues and topics that a worker takes its work from. */
export const consumesPart = definePart({
  name: 'consumes',
  docs: {
    summary: 'Queues and topics that the worker takes its work from.',
    details:
      'Each entry implies the dependency. Read and checked today; compiled with the release that brings data and grants. ' +
      'The older version says `type: queue` with `name`; the product that must agree is called `engine` there.',
  },
  schema: ({ fields }) => ({
    consumes: fields
      .keyedList(
        fields.object(
          {
            queue: fields.text('A queue: `name` or `system/name`.').optional(),
            topic: fields.text('A topic: `name` or `system/name`.').optional(),
            type: fields
              .text('Product that the worker is written for; must agree with the queue or topic.')
              .optional(),
            group: fields.text('Consumer group; the name of the worker if absent.').optional(),
            concurrency: fields.integer(1, 10_000, 'Messages that one replica works on at a time.').optional(),
          },
          'One queue or topic.',
        ),
        'queue|topic',
        'What the worker takes its work from.',
      )
      .optional(),
  }),
  vary: [],
  constraints: [{ rule: 'exactlyOne', at: 'consumes', fields: ['queue', 'topic'] }],
  conversions: {
    v1alpha1: [
      {
        step: 'split',
        at: 'consumes[]',
        selector: 'type',
        value: 'name',
        into: { queue: 'queue', topic: 'topic' },
      },
      { step: 'rename', from: 'consumes[].engine', to: 'consumes[].type' },
    ],
  },
  lower: (context) => {
    if ((context.spec.consumes ?? []).length > 0) {
      const instead =
        'remove consumes; until then give the worker the address of the queue with runtime.env or a secret';
      reportUpcoming(context, 'FWY3291', 'queues and topics in consumes are', ['consumes'], instead);
    }
    return [];
  },
});
