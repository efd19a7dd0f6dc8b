import { definePart } from '@fairway/model';
import { reportUpcoming } from '../../touch/upcoming.ts';

/** Who may use the workload: the provider's side of a dependency. */
export const grantsPart = definePart({
  name: 'grants',
  docs: {
    summary: 'Which systems or services may use this one.',
    details:
      'Services are open to the organization unless the tier of their system asks for grants. Read and checked today; ' +
      'compiled with the release that brings data and grants.',
  },
  schema: ({ fields }) => ({
    grants: fields
      .keyedList(
        fields.object(
          {
            system: fields.reference('System', 'Every service of this system may use it.').optional(),
            service: fields
              .reference('Workload', 'This service may use it: `name` or `system/name`.')
              .optional(),
            access: fields
              .choice(
                ['read', 'write', 'readWrite', 'produce', 'consume'],
                'What it may do; everything if absent.',
              )
              .optional(),
          },
          'One consumer that is allowed.',
        ),
        'system|service',
        'Who may use it.',
      )
      .optional(),
  }),
  vary: [],
  constraints: [{ rule: 'exactlyOne', at: 'grants', fields: ['system', 'service'] }],
  lower: (context) => {
    if ((context.spec.grants ?? []).length > 0) {
      const instead =
        'remove grants; until then keep a service and its consumers in one system where the tier asks for grants';
      reportUpcoming(context, 'FWY3293', 'grants are', ['grants'], instead);
    }
    return [];
  },
});
