import type { PolicyExceptionSpec } from '@fairway/model';
import { differsFromDefault, serviceName } from '../../context.ts';
import type { ProgramContext } from './fields.ts';

/** Rules that an exception may lift so that a program runs as root. */
export const rootRules = ['non-root'] as const;

/** Root needs an exception of the platform. Whether the exception still lives is judged where the date is known. */
export function checkUser(context: ProgramContext): void {
  if (context.spec.runtime.user !== 0) return;
  const excepted = context.definition.all('PolicyException').some(({ spec }) => lifts(spec, context));
  if (excepted) return;
  context.report(
    {
      code: 'FWY3215',
      message: `${context.name} wants to run as root (user 0) in ${context.environment.name}, and no policy exception allows it`,
      fix: 'let the image run as another user, or ask for a PolicyException for the rule non-root',
    },
    ['runtime', 'user'],
  );
}

function lifts({ rules, target }: PolicyExceptionSpec, context: ProgramContext): boolean {
  return (
    rules.some((rule) => (rootRules as readonly string[]).includes(rule)) &&
    (target.services === undefined ||
      target.services.includes(context.name) ||
      target.services.includes(serviceName(context))) &&
    (target.systems === undefined || target.systems.includes(context.system)) &&
    (target.environments === undefined || target.environments.includes(context.environment.name))
  );
}

/** What Windows nodes cannot do: numbered users, folders in memory, accelerators. */
export function checkPlatform(context: ProgramContext): void {
  const { runtime } = context.spec;
  if (!runtime.platform.startsWith('windows/')) return;
  if (differsFromDefault(context, ['runtime', 'user'])) {
    reportWindows(context, 'Windows knows no numbered users', 'leave runtime.user out', 'user');
  }
  if (runtime.accelerator !== undefined) {
    reportWindows(
      context,
      'accelerators are offered on Linux nodes only',
      'leave runtime.accelerator out',
      'accelerator',
    );
  }
  if (runtime.writable.some((folder) => folder.medium === 'memory')) {
    reportWindows(context, 'Windows has no folders in memory', 'keep the folder on disk', 'writable');
  }
}

function reportWindows(context: ProgramContext, why: string, fix: string, field: string): void {
  context.report({ code: 'FWY3216', message: `runtime.${field} does not work on windows/amd64: ${why}`, fix }, [
    'runtime',
    field,
  ]);
}
