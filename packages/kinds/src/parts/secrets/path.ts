import { suggest, type Path } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';
import { remembered } from '../../remembered.ts';

const segment = /^(?:[a-z0-9-]|\{(?:environment|env|region|cluster|account|system|service)\})+$/;

const wrongSegmentOf = remembered((path) => path.split('/').find((one) => !segment.test(one)));

/**
 * Checks a secret's path: its form, whose it is, and whether it belongs to the environment.
 *
 * @param filled the path with its placeholders filled
 */
export function checkSecretPath(context: AnyPartContext, path: string, filled: string, index: number): void {
  const wrong = wrongSegmentOf(path);
  if (wrong !== undefined) {
    context.report({ code: 'FWY3253', ...formProblem(path, wrong) }, pathOf(index));
    return;
  }
  const segments = filled.split('/');
  checkOwner(context, path, segments[0] as string, index);
  checkEnvironment(context, path, segments, index);
}

function pathOf(index: number): Path {
  return ['secrets', index, 'path'];
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
function checkOwner(context: AnyPartContext, path: string, first: string, index: number): void {
  const { definition, name, owner, system } = context;
  if (first === system || first === name || first === owner) return;
  const systemAliases = definition.get('System', system)?.spec.aliases ?? [];
  const ownerAliases = definition.get('Team', owner)?.spec.aliases ?? [];
  const legal = [...new Set([system, ...systemAliases, name, owner, ...ownerAliases])];
  if (legal.includes(first)) return;
  const rest = path.split('/').slice(1).join('/');
  context.report(
    {
      code: 'FWY3251',
      message: `the secret path ${path} begins with "${first}", which is neither team, system, nor service of ${name}`,
      fix: `begin it with one of ${legal.join(', ')}, for example ${suggest(first, legal) ?? system}/${rest === '' ? 'database' : rest}`,
    },
    pathOf(index),
  );
}

/** A path with the name of another environment would give this one the other's secret. */
function checkEnvironment(
  context: AnyPartContext,
  path: string,
  segments: readonly string[],
  index: number,
): void {
  const { definition, environment } = context;
  for (let position = 1; position < segments.length; position += 1) {
    const named = definition.get('Environment', segments[position] as string);
    if (named === undefined || named.name === environment.name) continue;
    const better = path.split('/').with(position, '{environment}').join('/');
    context.report(
      {
        code: 'FWY3252',
        severity: 'warning',
        message: `in ${environment.name} the secret path ${path} reads what belongs to ${named.name}`,
        fix: `write ${better}`,
      },
      pathOf(index),
    );
    return;
  }
}
