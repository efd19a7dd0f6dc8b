import type { Path } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';
import { remembered } from '../../remembered.ts';
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
  const main = { host: exposure.host ?? context.name, redirect: false };
  addHost(context, main, { className, hosts, path: ['exposure', 'host'] });
  // A second class has a domain of its own, but no aliases: they belong to the main one.
  if (className !== exposure.class || exposure.aliases === undefined) return hosts;
  for (const [index, { host, redirect = false }] of exposure.aliases.entries()) {
    addHost(context, { host, redirect }, { className, hosts, path: ['exposure', 'aliases', index, 'host'] });
  }
  return hosts;
}

interface Place {
  readonly className: string;
  /** What is known already; the host joins it. */
  readonly hosts: Host[];
  readonly path: Path;
}

function addHost(
  context: AnyPartContext,
  { host: written, redirect }: Host,
  { className, hosts, path }: Place,
): void {
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

/** A pattern as text and placeholders in turn. */
const piecesOf = remembered((pattern) => pattern.split(/\{(\w+)\}/));

function applyPattern(pattern: string, host: string, environment: string): string {
  let result = '';
  for (const [index, piece] of piecesOf(pattern).entries()) {
    result += index % 2 === 0 ? piece : (placeholder(piece, host, environment) ?? `{${piece}}`);
  }
  return result;
}

function placeholder(name: string, host: string, environment: string): string | undefined {
  if (name === 'host') return host;
  if (name === 'label') return host.slice(0, host.indexOf('.'));
  if (name === 'rest') return host.slice(host.indexOf('.') + 1);
  return name === 'environment' || name === 'env' ? environment : undefined;
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
  // Most hosts are no longer than one label may be.
  if (host.length <= limits.label) return true;
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
