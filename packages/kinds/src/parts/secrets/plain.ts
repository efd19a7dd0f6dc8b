import { findPlainSecrets, type Path } from '@fairway/model';
import { specAt, type AnyPartContext } from '../../context.ts';

/** Reports secrets in plain text in everything that is run or read: `runtime`'s variables, files, and commands, and `health.command`. */
export function checkPlainSecrets(context: AnyPartContext): void {
  const health = specAt(context, 'health') as { readonly command?: readonly string[] } | undefined;
  if (health?.command !== undefined) checkArguments(context, ['health', 'command'], health.command);
  const runtime = specAt(context, 'runtime') as
    | {
        readonly env?: Readonly<Record<string, string>>;
        readonly config?: Readonly<Record<string, string>>;
        readonly command?: readonly string[];
        readonly args?: readonly string[];
      }
    | undefined;
  if (runtime === undefined) return;
  for (const name in runtime.env) check(context, name, runtime.env[name] as string, ['runtime', 'env', name]);
  for (const name in runtime.config)
    check(context, name, runtime.config[name] as string, ['runtime', 'config', name]);
  if (runtime.command !== undefined) checkArguments(context, ['runtime', 'command'], runtime.command);
  if (runtime.args !== undefined) checkArguments(context, ['runtime', 'args'], runtime.args);
}

function checkArguments(context: AnyPartContext, at: Path, values: readonly string[]): void {
  let option = '';
  for (const [index, value] of values.entries()) {
    check(context, option, value, [...at, index]);
    option = /^--?[A-Za-z][A-Za-z0-9_.-]*$/.test(value) ? value.replace(/^-+/, '') : '';
  }
}

function check(context: AnyPartContext, name: string, value: string, path: Path): void {
  const reason = findPlainSecrets(name, value);
  if (reason === undefined) return;
  const [group, field, last] = path;
  const where = typeof last === 'number' ? `${group}.${field}[${last}]` : `${group}.${field}.${name}`;
  context.report(
    {
      code: 'FWY3250',
      message: `${where} ${reason}; intent is read by many and kept for ever, so it holds no secrets`,
      fix: advice(context, String(field), name),
    },
    path,
  );
}

function advice(context: AnyPartContext, field: string, name: string): string {
  const path = `${context.system}/{environment}/${context.name}`;
  const key = (name === '' ? 'password' : name).toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  if (field === 'env') {
    return `put the value into the secret store, remove the line, and write secrets: [{name: ${context.name}, path: ${path}, as: env, keys: {${name}: ${key}}}]`;
  }
  const file = `/etc/${context.name}/secrets/${context.name}/`;
  return `put the value into the secret store, write secrets: [{name: ${context.name}, path: ${path}, as: file}], and let the program read ${file}`;
}
