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
  checkNamed(context, ['runtime', 'env'], runtime.env);
  checkNamed(context, ['runtime', 'config'], runtime.config);
  if (runtime.command !== undefined) checkArguments(context, ['runtime', 'command'], runtime.command);
  if (runtime.args !== undefined) checkArguments(context, ['runtime', 'args'], runtime.args);
}

/** Values without any secret: all environments read the same ones, and nothing is said about them. */
const clean = new WeakSet<object>();

function checkNamed(
  context: AnyPartContext,
  at: Path,
  values: Readonly<Record<string, string>> | undefined,
): void {
  if (values === undefined || clean.has(values)) return;
  let found = false;
  for (const name in values) if (check(context, name, values[name] as string, [...at, name])) found = true;
  if (!found) clean.add(values);
}

function checkArguments(context: AnyPartContext, at: Path, values: readonly string[]): void {
  let option = '';
  for (const [index, value] of values.entries()) {
    check(context, option, value, [...at, index]);
    option = /^--?[A-Za-z][A-Za-z0-9_.-]*$/.test(value) ? value.replace(/^-+/, '') : '';
  }
}

function check(context: AnyPartContext, name: string, value: string, path: Path): boolean {
  const reason = findPlainSecrets(name, value);
  if (reason === undefined) return false;
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
  return true;
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
