import { definePart, type Contribution } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';
import { takenVariables } from '../../touch/variables.ts';
import { dataTargets, dependencyFields, dependencyKey, targets, type DependencySpec } from './fields.ts';
import { lowerExternal } from './external.ts';
import { lowerService } from './service.ts';

/** What a workload talks to: services, hosts outside, data. */
export const dependenciesPart = definePart({
  name: 'dependencies',
  docs: {
    summary: 'What the workload talks to: other services, hosts outside the organization, data.',
    details:
      'Nothing that is not declared can be reached. Each dependency gives the program variables, such as ' +
      '`PAYMENTS_API_URL`, with the address that is right on its cluster. An environment may add dependencies and ' +
      'change those on the outside, but never remove one.',
  },
  schema: (tools) => ({
    dependencies: tools.fields
      .keyedList(
        tools.fields.object(
          dependencyFields(tools),
          'One dependency: exactly one service, host, or kind of data.',
        ),
        dependencyKey,
        'Everything that the workload talks to.',
      )
      .optional(),
  }),
  vary: ['dependencies'],
  constraints: [
    { rule: 'exactlyOne', at: 'dependencies', fields: targets },
    { rule: 'requires', at: 'dependencies', path: 'weakAccess', other: 'database' },
    { rule: 'requires', at: 'dependencies', path: 'path', other: 'volume' },
    { rule: 'requires', at: 'dependencies', path: 'volume', other: 'path' },
    { rule: 'requires', at: 'dependencies', path: 'port', other: 'service' },
  ],
  lower: (context) => {
    const { dependencies } = context.spec;
    const contributions: Contribution[] = [];
    if (dependencies === undefined || dependencies.length === 0) return contributions;
    const variables = takenVariables(context, 'dependencies');
    for (let index = 0; index < dependencies.length; index += 1) {
      const dependency = dependencies[index] as DependencySpec;
      if (dependency.service !== undefined)
        contributions.push(...lowerService(context, dependency, index, variables));
      else if (dependency.external !== undefined)
        contributions.push(...lowerExternal(context, dependency, index, variables));
      else reportData(context, dependency, index);
    }
    return contributions;
  },
});

function reportData(context: AnyPartContext, dependency: DependencySpec, index: number): void {
  const kind = dataTargets.find((target) => dependency[target] !== undefined);
  if (kind === undefined) return;
  context.report(
    {
      code: 'FWY3294',
      message: `dependencies on a ${kind} (${dependency[kind]}) are not compiled yet: they come with the release that brings data and grants`,
      fix: 'until then declare its host as external, and its credentials as a secret',
    },
    ['dependencies', index, kind],
  );
}
