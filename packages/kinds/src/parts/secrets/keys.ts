import type { Path } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';
import {
  reportVariable,
  secretKeys,
  secretOrigin,
  takeVariable,
  type Variables,
} from '../../touch/variables.ts';
import type { SecretSpec } from './fields.ts';

/** Variable or file → key in the store; names that no program could use are reported, and variables that are taken. */
export function keysOf(
  context: AnyPartContext,
  secret: SecretSpec,
  index: number,
  variables: Variables,
): Readonly<Record<string, string>> {
  const keys = secretKeys(secret.keys);
  if (secret.as === 'env') {
    takeVariables(context, secret, index, variables);
    checkVariables(context, secret, keys, index);
  } else checkFiles(context, secret, keys, index);
  return keys;
}

function takeVariables(
  context: AnyPartContext,
  { name, keys }: SecretSpec,
  index: number,
  variables: Variables,
): void {
  for (const variable in secretKeys(keys)) {
    const wrong = takeVariable(variables, variable, secretOrigin(name));
    if (wrong === undefined) continue;
    reportVariable(context, wrong, ['secrets', index, 'keys'], `give it another name: keys: {OTHER_NAME: key}`);
  }
}

function checkVariables(
  context: AnyPartContext,
  secret: SecretSpec,
  keys: Readonly<Record<string, string>>,
  index: number,
): void {
  let count = 0;
  for (const name in keys) {
    count += 1;
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) continue;
    const better = name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
    context.report(
      {
        code: 'FWY3254',
        message: `"${name}" of secret ${secret.name} is no name of a variable`,
        fix: `write keys: {${better}: ${keys[name]}}`,
      },
      keyPath(secret, index, name),
    );
  }
  if (secret.keys === undefined || count > 0) return;
  context.report(
    {
      code: 'FWY3254',
      message: `secret ${secret.name} becomes variables but names no key`,
      fix: 'write keys: {VARIABLE: key}, or as: file to get every key as a file',
    },
    ['secrets', index, 'keys'],
  );
}

function checkFiles(
  context: AnyPartContext,
  secret: SecretSpec,
  keys: Readonly<Record<string, string>>,
  index: number,
): void {
  for (const name in keys) {
    if (/^[A-Za-z0-9_.-]{1,253}$/.test(name) && name !== '.' && !name.startsWith('..')) continue;
    context.report(
      {
        code: 'FWY3256',
        message: `"${name}" of secret ${secret.name} is no name of a file in its folder`,
        fix: 'use letters, digits, ., - and _ only, without / and not starting with ..',
      },
      keyPath(secret, index, name),
    );
  }
}

/** Where a key stands: in a list by its position, else by its name. */
function keyPath({ keys }: SecretSpec, index: number, name: string): Path {
  return ['secrets', index, 'keys', Array.isArray(keys) ? keys.indexOf(name) : name];
}
