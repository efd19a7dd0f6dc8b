import type { Path } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';
import { remembered } from '../../remembered.ts';
import { reportVariable, takeVariable, type Variables } from '../../touch/variables.ts';
import type { DependencySpec } from './fields.ts';

/** What a kind of dependency gives the program (INTENT.md §5). */
export interface Outputs {
  readonly names: readonly string[];
  /** Variable → output of a target by its name, where nobody gives the variables names of their own. */
  readonly usual: (target: string) => Readonly<Record<string, string>>;
}

export const serviceOutputs = outputs('host', 'port', 'address', 'url');
export const externalOutputs = outputs('host', 'port', 'url');

function outputs(...names: readonly string[]): Outputs {
  const usual = remembered((target) => {
    const prefix = variablePrefix(target);
    return Object.fromEntries(names.map((output) => [fallback(prefix, output), output]));
  });
  return { names, usual };
}

/** A name as the beginning of variables: `payments-api` is `PAYMENTS_API`. */
export function variablePrefix(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
}

/** A variable may not begin with a digit: `7eleven.example` gives `_7ELEVEN_EXAMPLE_HOST`. */
function fallback(prefix: string, output: string): string {
  const variable = `${prefix}_${output.toUpperCase()}`;
  return /^[0-9]/.test(variable) ? `_${variable}` : variable;
}

/** What a dependency is on, and what that gives. */
export interface Target {
  readonly name: string;
  readonly outputs: Outputs;
}

/**
 * Variable → output, in the order of the outputs. Outputs that `env` names get those variables only,
 * the others `<NAME>_<OUTPUT>`. Takes every variable; unknown outputs are reported.
 */
export function variablesOf(
  context: AnyPartContext,
  { env }: DependencySpec,
  target: Target,
  path: Path,
  variables: Variables,
): Readonly<Record<string, string>> {
  if (env !== undefined) return namedVariables(context, env, target, path, variables);
  const usual = target.outputs.usual(target.name);
  for (const variable in usual) {
    take(context, { variable, output: usual[variable] as string, target, path }, variables);
  }
  return usual;
}

function namedVariables(
  context: AnyPartContext,
  env: Readonly<Record<string, string>>,
  target: Target,
  path: Path,
  variables: Variables,
): Readonly<Record<string, string>> {
  const { names, usual } = target.outputs;
  for (const [variable, output] of Object.entries(env)) {
    if (names.includes(output)) continue;
    context.report(
      {
        code: 'FWY3285',
        message: `"${output}" is nothing that ${target.name} gives`,
        fix: `one of: ${names.join(', ')}`,
      },
      [...path, 'env', variable],
    );
  }
  const named: Record<string, string> = {};
  for (const [fallbackName, output] of Object.entries(usual(target.name))) {
    const written = Object.keys(env).filter((variable) => env[variable] === output);
    for (const variable of written.length > 0 ? written : [fallbackName]) {
      named[variable] = output;
      const at = written.length > 0 ? [...path, 'env', variable] : path;
      take(context, { variable, output, target, path: at }, variables);
    }
  }
  return named;
}

interface Wanted {
  readonly variable: string;
  readonly output: string;
  readonly target: Target;
  readonly path: Path;
}

function take(context: AnyPartContext, { variable, output, target, path }: Wanted, variables: Variables): void {
  const wrong = takeVariable(variables, variable, `the dependency on ${target.name}`);
  if (wrong === undefined) return;
  reportVariable(context, wrong, path, `choose another name for it: env: {OTHER_NAME: ${output}}`);
}
