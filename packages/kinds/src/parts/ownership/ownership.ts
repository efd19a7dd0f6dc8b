import { definePart, setValue } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';
import { tierOf } from '../../touch/tier.ts';

/** Who answers for a workload, which system it is part of, who pays, and who is told about problems. */
export const ownershipPart = definePart({
  name: 'ownership',
  docs: {
    summary: 'Who answers for the workload, which system it is part of, who pays, who is called.',
    details:
      'One of `owner` and `system` is enough: the owner defaults to the owner of the system, the system to the ' +
      "default system of the team. What is not written here is the team's: cost center, on-call.",
  },
  schema: ({ fields }) => ({
    owner: fields
      .reference(
        'Team',
        'The team that answers for the workload. If you leave it out: the owner of the system.',
      )
      .optional(),
    system: fields
      .reference(
        'System',
        "The system that the workload is part of; it shares its namespace. If you leave it out: the team's default system.",
      )
      .optional(),
    costCenter: fields
      .formatted(
        'labelValue',
        "Who pays, where it is not the team's cost center.",
        /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
      )
      .optional(),
    onCall: fields
      .object(
        {
          page: fields
            .text('Where a page goes that must wake somebody; a value that looks like a path is a secret path.')
            .optional(),
          ticket: fields
            .text(
              'Where problems go that can wait until morning; a value that looks like a path is a secret path.',
            )
            .optional(),
        },
        "Who is told about problems, where it is not the team's on-call.",
      )
      .optional(),
    description: fields.text('What it does, in a sentence for people who have never heard of it.').optional(),
  }),
  vary: [],
  constraints: [{ rule: 'immutable', path: 'system' }],
  lower: (context) => {
    const { definition, owner, spec } = context;
    const team = definition.get('Team', owner)?.spec;
    const values = [setValue('costCenter', spec.costCenter ?? team?.costCenter ?? owner)];
    if (spec.description !== undefined) values.push(setValue('description', spec.description));
    const page = spec.onCall?.page ?? team?.onCall?.page;
    const ticket = spec.onCall?.ticket ?? team?.onCall?.ticket;
    if (page !== undefined) values.push(setValue('onCall.page', page));
    if (ticket !== undefined) values.push(setValue('onCall.ticket', ticket));
    checkTier(context);
    return values;
  },
});

/** The tier of the system may be meant for other environments. */
function checkTier(context: AnyPartContext): void {
  const { environment, system } = context;
  const tier = tierOf(context, system);
  const allowed = tier?.spec.environmentClasses;
  const { name: className, spec: classSpec } = environment.class;
  if (allowed === undefined || allowed.includes(className) || allowed.includes(classSpec.stage ?? className))
    return;
  context.report(
    {
      code: 'FWY3298',
      message: `system ${system} is of tier ${tier?.name}, which is not allowed in ${environment.name} (class ${className})`,
      fix: `name the environments it may run in with a Delivery document (classes ${allowed.join(', ')}), or move it to a system of another tier`,
    },
    ['system'],
  );
}
