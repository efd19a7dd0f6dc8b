import type { AnyPartContext } from '../../context.ts';
import { secretKeys } from '../../touch/variables.ts';
import type { SecretSpec } from './fields.ts';

/** Variable or file → key in the store; names that no program could use are reported. */
export function keysOf(context: AnyPartContext, secret: SecretSpec, index: number): Record<string, string> {
  const asVariables = secret.as === 'env';
  const keys = secretKeys(secret.keys);
  const path = ['secrets', index, 'keys'];
  if (asVariables && secret.keys !== undefined && Object.keys(keys).length === 0) {
    context.report(
      {
        code: 'FWY3254',
        message: `secret ${secret.name} becomes variables but names no key`,
        fix: 'write keys: {VARIABLE: key}, or as: file to get every key as a file',
      },
      path,
    );
  }
  for (const [position, name] of Object.keys(keys).entries()) {
    const at = [...path, Array.isArray(secret.keys) ? position : name];
    if (asVariables && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      const better = name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
      context.report(
        {
          code: 'FWY3254',
          message: `"${name}" of secret ${secret.name} is no name of a variable`,
          fix: `write keys: {${better}: ${keys[name]}}`,
        },
        at,
      );
    } else if (
      !asVariables &&
      (!/^[A-Za-z0-9_.-]{1,253}$/.test(name) || name === '.' || name.startsWith('..'))
    ) {
      context.report(
        {
          code: 'FWY3256',
          message: `"${name}" of secret ${secret.name} is no name of a file in its folder`,
          fix: 'use letters, digits, ., - and _ only, without / and not starting with ..',
        },
        at,
      );
    }
  }
  return keys;
}
