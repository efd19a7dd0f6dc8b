import { definePart, setValue } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';
import { tierOf } from '../../touch/tier.ts';

/** How sensitive the data is that a workload handles. */
export const dataPart = definePart({
  name: 'data',
  docs: {
    summary: 'How sensitive the data is that the workload handles.',
    details:
      'Names a data class of the platform. A system may only handle classes that its tenant tier allows, so that ' +
      'personal data never ends up on shared nodes by accident.',
  },
  schema: ({ fields, defaulted }) => ({
    data: defaulted(
      fields.object(
        {
          class: defaulted(
            fields.reference(
              'DataClass',
              'The most sensitive class of data that passes through the workload: `public`, `internal`, `confidential`, `pii`, …',
            ),
          ),
        },
        'The data that the workload handles.',
      ),
    ),
  }),
  vary: [],
  conversions: { v1alpha1: [{ step: 'rename', from: 'data.sensitivity', to: 'data.class' }] },
  lower: (context) => {
    const name = context.spec.data.class;
    checkClass(context, name);
    return [setValue('dataClass', name)];
  },
});

/** The tier of the system allows some classes of data only. */
function checkClass(context: AnyPartContext, name: string): void {
  const { definition, system } = context;
  const tier = tierOf(context, system);
  if (tier === undefined || definition.get('DataClass', name) === undefined) return;
  if (tier.spec.dataClasses.includes(name)) return;
  const others = definition.all('TenantTier').filter(({ spec }) => spec.dataClasses.includes(name));
  const owner = definition.get('System', system)?.spec.owner ?? context.owner;
  context.report(
    {
      code: 'FWY3295',
      message: `data of class ${name} is not allowed in system ${system}: its tier ${tier.name} allows ${tier.spec.dataClasses.join(', ')}`,
      fix:
        others.length === 0
          ? 'no tier allows this class; ask the platform team'
          : `${owner} can move the system to the tier ${others.map((one) => one.name).join(' or ')}, or the service can move to a system of such a tier`,
    },
    ['data', 'class'],
  );
}
