import {
  compile,
  patchReport,
  type PatchableService,
  type PatchEntry,
  type PatchReport,
} from '@fairway/compiler';
import { diagnostic, fileStart, type Diagnostic } from '@fairway/model';
import type { Command } from '../command.ts';
import { joinDiagnostics } from '../organization/diagnostics.ts';
import type { Organization } from '../organization/load.ts';
import { openOrganization } from '../organization/open.ts';
import { plural } from '../reporters/human.ts';
import { report } from '../reporters/index.ts';

/** Whose patches there are, how old, until when, what they use of the budgets, and which ask for a field. */
export const command: Command = {
  description:
    'Lists patches with owner, age, expiry, and the budget of their system, and paths that many services patch.',
  arguments: [{ name: '[org]', description: 'the organization' }],
  examples: ['fairway patches examples/acme'],
  run: async (call) => {
    const opened = await openOrganization(call, 'read', call.arguments[0]);
    if ('diagnostic' in opened) return report(call, { diagnostics: [opened.diagnostic] });
    const { organization } = opened;
    const now = call.io.now();
    const found = patchReport(organization.definition, servicesOf(organization, now), now.slice(0, 10));
    const mine = organization.diagnostics.filter(({ file }) =>
      found.patches.some((patch) => patch.file === file),
    );
    return report(call, {
      diagnostics: joinDiagnostics([mine, budgetProblems(found)]),
      result: found,
      summary: textOf(found),
      organization,
    });
  },
};

/** Workloads of all environments with their systems. */
function* servicesOf(
  { definition, intents, platform }: Organization,
  now: string,
): Generator<PatchableService> {
  for (const { name } of definition.environments) {
    const { graph } = compile(platform, {
      definition,
      environment: name,
      documents: intents,
      now,
      only: () => false,
    });
    for (const node of graph.nodes) if (node.type === 'workload') yield node;
  }
}

function budgetProblems({ budgets, patches }: PatchReport): Diagnostic[] {
  return budgets.flatMap(({ system, used, amount, state, from }) => {
    if (state === 'fine') return [];
    const first = patches.find(({ service }) => service.startsWith(`${system}/`));
    const place = {
      ...fileStart(first?.file ?? 'governance'),
      line: first?.line ?? 1,
      endLine: first?.line ?? 1,
    };
    const message = `system ${system} has ${used} of the ${plural(amount, 'patch').replace('patchs', 'patches')} that ${from} allows`;
    const fix = 'turn patches into intent, or ask the platform team for a field';
    return [
      diagnostic({ code: 'FWY4012', severity: state === 'over' ? 'error' : 'warning', message, fix }, place),
    ];
  });
}

function textOf({ patches, budgets, shared }: PatchReport): string {
  if (patches.length === 0) return 'there are no patches\n';
  const lines = patches.flatMap(linesOf);
  lines.push('', 'Budgets');
  for (const { system, tier, used, amount, from } of budgets)
    lines.push(`  ${system} (${tier}): ${used} of ${amount}, by ${from}`);
  for (const { path, services } of shared) {
    lines.push('', `${services.length} services patch ${path}: make it a field`, `  ${services.join(', ')}`);
  }
  return `${lines.join('\n')}\n`;
}

function linesOf({
  name,
  owner,
  service,
  object,
  environments,
  paths,
  reason,
  age,
  expires,
  daysLeft,
  file,
  line,
}: PatchEntry): string[] {
  const left = daysLeft < 0 ? `expired on ${expires}` : `until ${expires}, ${plural(daysLeft, 'day')} left`;
  return [
    `${name}: ${owner}, ${age === null ? 'of unknown age' : `${plural(age, 'day')} old`}, ${left} (${file}:${line})`,
    `  ${service} ${object} in ${environments === null ? 'all environments' : environments.join(', ')}: ${reason}`,
    ...paths.map((path) => `    ${path}`),
  ];
}
