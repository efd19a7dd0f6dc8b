import {
  suggest,
  type Definition,
  type DefinitionDocument,
  type Diagnostic,
  type SystemSpec,
} from '@fairway/model';
import { takesSystem } from './environments.ts';
import { placeOf, reportOn } from './entry.ts';

const PLACEHOLDERS = ['system', 'environment', 'env', 'cluster'];
const LONGEST = 63;

interface Claim {
  readonly system: DefinitionDocument<SystemSpec>;
  readonly environment: string;
}

/** The namespace of a system in an environment on a cluster, by the organization's pattern. */
export function namespaceName(pattern: string, system: string, environment: string, cluster: string): string {
  return pattern
    .replaceAll('{system}', system)
    .replaceAll('{environment}', environment)
    .replaceAll('{env}', environment)
    .replaceAll('{cluster}', cluster);
}

/** The pattern of namespaces: known placeholders, legal names, and no two systems or environments in one namespace. */
export function checkNamespaces(definition: Definition, diagnostics: Diagnostic[]): void {
  const [organization] = definition.all('Organization');
  if (organization === undefined) return;
  const pattern = definition.organization.naming.namespace;
  const unknown = unknownPlaceholder(pattern, PLACEHOLDERS);
  if (unknown !== undefined) {
    const nearest = suggest(unknown, PLACEHOLDERS);
    reportOn(diagnostics, organization, ['spec', 'naming', 'namespace'], {
      code: 'FWY3125',
      message: `{${unknown}} is not a placeholder of namespace names${nearest === undefined ? '' : `; did you mean {${nearest}}?`}`,
      fix: `one of ${PLACEHOLDERS.map((name) => `{${name}}`).join(', ')}`,
    });
    return;
  }
  const systems = definition.all('System');
  const claims = new Map<string, Claim>();
  for (const environment of definition.all('Environment')) {
    for (const entry of environment.spec.clusters) {
      for (const system of systems) {
        if (!takesSystem(entry, system)) continue;
        const namespace = namespaceName(pattern, system.name, environment.name, entry.name);
        const claim = { system, environment: environment.name };
        const key = `${entry.name}/${namespace}`;
        const first = claims.get(key);
        if (first === undefined) claims.set(key, claim);
        else if (first.system !== system || first.environment !== environment.name) {
          reportMeeting(first, claim, namespace, entry.name, diagnostics);
        }
        if (!isNamespace(namespace)) reportIllegal(claim, namespace, diagnostics);
      }
    }
  }
}

/** The first `{placeholder}` of a pattern that is not among the known ones. */
export function unknownPlaceholder(pattern: string, known: readonly string[]): string | undefined {
  for (const [, name] of pattern.matchAll(/\{([^{}]*)\}/g))
    if (name !== undefined && !known.includes(name)) return name;
  return undefined;
}

function isNamespace(name: string): boolean {
  return name.length <= LONGEST && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
}

function reportMeeting(
  first: Claim,
  second: Claim,
  namespace: string,
  cluster: string,
  diagnostics: Diagnostic[],
): void {
  reportOn(diagnostics, second.system, ['metadata', 'name'], {
    code: 'FWY3123',
    message:
      `system ${second.system.name} in ${second.environment} and system ${first.system.name} in ${first.environment} ` +
      `meet in namespace ${namespace} of cluster ${cluster}`,
    fix: 'rename one of them, or change Organization.spec.naming.namespace',
    related: [placeOf(first.system, `system ${first.system.name}`)],
  });
}

function reportIllegal(claim: Claim, namespace: string, diagnostics: Diagnostic[]): void {
  reportOn(diagnostics, claim.system, ['metadata', 'name'], {
    code: 'FWY3124',
    message:
      namespace.length > LONGEST
        ? `the namespace ${namespace} has ${namespace.length} characters; at most ${LONGEST} are allowed`
        : `"${namespace}" is no legal name of a namespace`,
    fix: 'change Organization.spec.naming.namespace, or shorten the name of the system or the environment',
  });
}
