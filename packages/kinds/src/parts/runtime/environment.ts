import type { ProgramContext } from './fields.ts';

/** Prefix of the variables that the platform gives to every pod. */
export const reservedPrefix = 'PLATFORM_';

/** Variables of the language, changed and completed by those of the service; the platform's own may not be written. */
export function environmentOf(context: ProgramContext): Readonly<Record<string, string>> {
  const { env, language } = context.spec.runtime;
  for (const name in env) if (name.startsWith(reservedPrefix)) reportReserved(context, name);
  const shared = context.definition.get('LanguageProfile', language)?.spec.env;
  return shared === undefined ? env : { ...shared, ...env };
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
