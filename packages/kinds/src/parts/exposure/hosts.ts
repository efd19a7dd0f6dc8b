import type { Path } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';
import type { ExposureSpec } from './fields.ts';

export interface Host {
  readonly host: string;
  readonly redirect: boolean;
}

/** Longest host name and longest label of one (RFC 1035). */
const limits = { host: 253, label: 63 } as const;

/** Hosts of a workload under one exposure class, the main one first; problems are reported. */
export function hostsOf(context: AnyPartContext, exposure: ExposureSpec, className: string): Host[] {
  const hosts: Host[] = [];
  const add = (written: string, redirect: boolean, path: Path): void => {
    const host = resolveHost(context, written, className, path);
    if (host === undefined) return;
    if (hosts.some((known) => known.host === host)) {
      context.report(
        {
          code: 'FWY3264',
          message: `${host} is given twice: "${written}" is the same host in ${context.environment.name}`,
          fix: 'remove one of the two',
        },
        path,
      );
      return;
    }
    hosts.push({ host, redirect });
  };
  add(exposure.host ?? context.name, false, ['exposure', 'host']);
  // A second class has a domain of its own, but no aliases: they belong to the main one.
  if (className !== exposure.class) return hosts;
  for (const [index, alias] of (exposure.aliases ?? []).entries()) {
    add(alias.host, alias.redirect ?? false, ['exposure', 'aliases', index, 'host']);
  }
  return hosts;
}

/**
 * The host in this environment (INTENT.md §4, "exposure"). A name without a dot stands under the domain of the class:
 * the environment's as it stands, else the organization's, and then the pattern for hosts applies.
 * A name with a dot is the host in production; elsewhere the pattern applies to it.
 */
function resolveHost(
  context: AnyPartContext,
  written: string,
  className: string,
  path: Path,
): string | undefined {
  const { environment, definition } = context;
  const stage = environment.class.spec.stage ?? environment.class.name;
  const pattern = environment.spec.hostPattern ?? environment.class.spec.hostPattern;
  let host: string;
  if (written.includes('.')) {
    host = stage === 'prod' ? written : applyPattern(pattern, written, environment.name);
  } else {
    const own = environment.spec.domains?.[className];
    const common = definition.organization.domains[className];
    if (own !== undefined) host = `${written}.${own}`;
    else if (common !== undefined) host = applyPattern(pattern, `${written}.${common}`, environment.name);
    else {
      reportNoDomain(context, className);
      return undefined;
    }
  }
  return isHost(context, host, path) ? host : undefined;
}

function applyPattern(pattern: string, host: string, environment: string): string {
  const dot = host.indexOf('.');
  const parts: Readonly<Record<string, string>> = {
    host,
    label: host.slice(0, dot),
    rest: host.slice(dot + 1),
    environment,
    env: environment,
  };
  return pattern.replaceAll(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole);
}

function reportNoDomain(context: AnyPartContext, className: string): void {
  context.report(
    {
      code: 'FWY3263',
      message: `neither environment ${context.environment.name} nor the organization has a domain for exposure class ${className}`,
      fix: `give the organization one: domains: {${className}: <domain>}, or write exposure.host with its domain`,
    },
    ['exposure', 'class'],
  );
}

function isHost(context: AnyPartContext, host: string, path: Path): boolean {
  const long = host.split('.').find((label) => label.length > limits.label);
  if (host.length <= limits.host && long === undefined) return true;
  context.report(
    {
      code: 'FWY3269',
      message:
        long === undefined
          ? `the host ${host} has ${host.length} characters; DNS allows ${limits.host}`
          : `"${long}" in the host ${host} has ${long.length} characters; DNS allows ${limits.label}`,
      fix: 'choose a shorter exposure.host',
    },
    path,
  );
  return false;
}
