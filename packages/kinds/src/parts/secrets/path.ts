import { suggest } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';

const segment = /^(?:[a-z0-9-]|\{(?:environment|env|region|cluster|account|system|service)\})+$/;

/** Checks a secret's path: its form, whose it is, and whether it belongs to the environment. */
export function checkSecretPath(context: AnyPartContext, path: string, index: number): void {
  const at = ['secrets', index, 'path'];
  const segments = path.split('/');
  const wrong = segments.find((one) => !segment.test(one));
  if (wrong !== undefined) {
    context.report({ code: 'FWY3253', ...formProblem(path, wrong) }, at);
    return;
  }
  const filled = context.placeholders(path).split('/');
  checkOwner(context, path, filled[0] as string, at);
  checkEnvironment(context, path, filled, at);
}

function formProblem(path: string, wrong: string): { readonly message: string; readonly fix: string } {
  if (wrong === '..' || wrong === '.') {
    return {
      message: `the secret path ${path} climbs out of its folder with "${wrong}"`,
      fix: 'write the path in full, from its first segment',
    };
  }
  if (wrong === '') {
    return {
      message: `the secret path "${path}" has an empty segment`,
      fix: 'write it without / at its ends and without //',
    };
  }
  return {
    message: `"${wrong}" in the secret path ${path} is no segment: lowercase letters, digits, and hyphens`,
    fix: wrong.includes('{')
      ? 'placeholders are {environment}, {region}, {cluster}, {account}, {system}, {service}'
      : `such as ${wrong.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-')}`,
  };
}

/** The first segment says whose the secret is. */
function checkOwner(
  context: AnyPartContext,
  path: string,
  first: string,
  at: readonly (string | number)[],
): void {
  const { definition, name, owner, system } = context;
  const legal = [
    ...new Set([
      system,
      ...(definition.get('System', system)?.spec.aliases ?? []),
      name,
      owner,
      ...(definition.get('Team', owner)?.spec.aliases ?? []),
    ]),
  ];
  if (legal.includes(first)) return;
  const rest = path.split('/').slice(1).join('/');
  context.report(
    {
      code: 'FWY3251',
      message: `the secret path ${path} begins with "${first}", which is neither team, system, nor service of ${name}`,
      fix: `begin it with one of ${legal.join(', ')}, for example ${suggest(first, legal) ?? system}/${rest === '' ? 'database' : rest}`,
    },
    at,
  );
}

/** A path with the name of another environment would give this one the other's secret. */
function checkEnvironment(
  context: AnyPartContext,
  path: string,
  filled: readonly string[],
  at: readonly (string | number)[],
): void {
  const { definition, environment } = context;
  for (const [position, one] of filled.entries()) {
    if (position === 0) continue;
    const named = definition.get('Environment', one);
    if (named === undefined || named.name === environment.name) continue;
    const better = path.split('/').with(position, '{environment}').join('/');
    context.report(
      {
        code: 'FWY3252',
        severity: 'warning',
        message: `in ${environment.name} the secret path ${path} reads what belongs to ${named.name}`,
        fix: `write ${better}`,
      },
      at,
    );
    return;
  }
}
