import type { Path } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';
import type { Claims } from '../../touch/variables.ts';
import type { DependencySpec } from './fields.ts';

/** What a dependency gives the program (INTENT.md §5). */
export const serviceOutputs = ['host', 'port', 'address', 'url'] as const;
export const externalOutputs = ['host', 'port', 'url'] as const;

/** A name as the beginning of variables: `payments-api` is `PAYMENTS_API`. */
export function variablePrefix(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
}

/**
 * Variable → output, in the order of the outputs. Outputs that `env` names get those variables only,
 * the others `<NAME>_<OUTPUT>`. Claims every variable; unknown outputs are reported.
 */
export function variablesOf(
  context: AnyPartContext,
  { env = {} }: DependencySpec,
  target: { readonly name: string; readonly outputs: readonly string[] },
  path: Path,
  claims: Claims,
): Record<string, string> {
  const variables: Record<string, string> = {};
  const prefix = variablePrefix(target.name);
  for (const [variable, output] of Object.entries(env)) {
    if (target.outputs.includes(output)) continue;
    context.report(
      {
        code: 'FWY3285',
        message: `"${output}" is nothing that ${target.name} gives`,
        fix: `one of: ${target.outputs.join(', ')}`,
      },
      [...path, 'env', variable],
    );
  }
  for (const output of target.outputs) {
    const named = Object.keys(env).filter((variable) => env[variable] === output);
    const written = named.length > 0;
    for (const variable of written ? named : [fallback(prefix, output)]) {
      variables[variable] = output;
      const fix = `choose another name for it: env: {OTHER_NAME: ${output}}`;
      claims.claim(
        variable,
        `the dependency on ${target.name}`,
        written ? [...path, 'env', variable] : path,
        fix,
      );
    }
  }
  return variables;
}

/** A variable may not begin with a digit: `7eleven.example` gives `_7ELEVEN_EXAMPLE_HOST`. */
function fallback(prefix: string, output: string): string {
  const variable = `${prefix}_${output.toUpperCase()}`;
  return /^[0-9]/.test(variable) ? `_${variable}` : variable;
}
