import type { ProgramContext } from './fields.ts';

/** Prefix of the variables that the platform gives to every pod. */
export const reservedPrefix = 'PLATFORM_';

type Variables = Readonly<Record<string, string>>;

/** `runtime.env` with what its language brings: environments of a service share both. */
const complete = new WeakMap<Variables, { readonly shared: Variables; readonly all: Variables }>();

/** Variables of the language, changed and completed by those of the service; the platform's own may not be written. */
export function environmentOf(context: ProgramContext): Variables {
  const { env, language } = context.spec.runtime;
  for (const name in env) if (name.startsWith(reservedPrefix)) reportReserved(context, name);
  const shared = context.definition.get('LanguageProfile', language)?.spec.env;
  if (shared === undefined) return env;
  const known = complete.get(env);
  if (known?.shared === shared) return known.all;
  const all = { ...shared, ...env };
  complete.set(env, { shared, all });
  return all;
}

function reportReserved(context: ProgramContext, name: string): void {
  const rest = name.slice(reservedPrefix.length);
  context.report(
    {
      code: 'FWY3208',
      message: `the variable ${name} begins with ${reservedPrefix}, which belongs to the platform`,
      fix:
        `choose another name, such as APP_${rest}; the platform gives PLATFORM_ENVIRONMENT, PLATFORM_REGION, ` +
        'PLATFORM_CLUSTER, PLATFORM_SYSTEM, and PLATFORM_SERVICE',
    },
    ['runtime', 'env', name],
  );
}
