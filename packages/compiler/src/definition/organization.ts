import {
  definitionKinds,
  suggest,
  type Definition,
  type DefinitionSpecs,
  type Diagnostic,
} from '@fairway/model';
import { placeOf, reportOn, type Entry } from './entry.ts';

/** Published API versions: one is served, replacements exist, dates are in order. */
export function checkApiVersions(entry: Entry, diagnostics: Diagnostic[]): void {
  const { versions } = (entry.spec as DefinitionSpecs['Organization']).api;
  const served = versions.filter((version) => version.served);
  if (served.length === 0) {
    reportOn(diagnostics, entry, ['spec', 'api', 'versions'], {
      code: 'FWY3146',
      message: 'no API version is served, so nothing that developers write can be read',
      fix: 'write served: true on one of them',
    });
  }
  for (const [position, { name, deprecated }] of versions.entries()) {
    if (deprecated === undefined) continue;
    const path = ['spec', 'api', 'versions', position, 'deprecated'];
    if (deprecated.replacement === name || !served.some((version) => version.name === deprecated.replacement)) {
      reportOn(diagnostics, entry, [...path, 'replacement'], {
        code: 'FWY3145',
        message: `${name} is to be replaced by ${deprecated.replacement}, which is not another served version`,
        fix: `one of ${served
          .map((version) => version.name)
          .filter((other) => other !== name)
          .join(', ')}`,
      });
    }
    if (deprecated.since > deprecated.removal) {
      reportOn(diagnostics, entry, [...path, 'removal'], {
        code: 'FWY3147',
        message: `${name} is removed (${deprecated.removal}) before it is deprecated (${deprecated.since})`,
        fix: 'correct one of the dates',
      });
    }
  }
}

/** Groups of a team stand under roles that some environment class knows. */
export function checkRoles(definition: Definition, diagnostics: Diagnostic[]): void {
  const roles = new Set(definition.all('EnvironmentClass').flatMap(({ spec }) => Object.keys(spec.roles)));
  for (const team of definition.all('Team')) {
    for (const role of Object.keys(team.spec.groups ?? {})) {
      if (roles.has(role)) continue;
      const nearest = suggest(role, roles);
      reportOn(diagnostics, team, ['spec', 'groups', role], {
        code: 'FWY3149',
        severity: 'warning',
        message: `no environment class gives the role ${role} any right${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
        fix: `one of ${[...roles].sort().join(', ')}`,
      });
    }
  }
}

/**
 * KindDefault documents name a kind that exists, and each kind has one.
 *
 * @param intentKinds kinds that developers write; without them every name is believed.
 */
export function checkKindDefaults(
  entries: readonly Entry[],
  intentKinds: Iterable<string> | undefined,
  diagnostics: Diagnostic[],
): void {
  const own = entries.filter(({ kind }) => kind === 'KindDefinition').map(({ spec }) => String(spec['kind']));
  const known =
    intentKinds === undefined
      ? undefined
      : [...intentKinds, ...own, ...definitionKinds.map(({ kind }) => kind)];
  const seen = new Map<unknown, Entry>();
  for (const entry of entries) {
    if (entry.kind !== 'KindDefault' || entry.builtIn) continue;
    const { kind } = entry.spec;
    if (known !== undefined && typeof kind === 'string' && !known.includes(kind)) {
      const nearest = suggest(kind, known);
      reportOn(diagnostics, entry, ['spec', 'kind'], {
        code: 'FWY3143',
        message: `there is no kind "${kind}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
        fix: nearest === undefined ? null : `write ${nearest}`,
      });
    }
    const first = seen.get(kind);
    if (first === undefined) seen.set(kind, entry);
    else if (first.name !== entry.name) {
      reportOn(diagnostics, entry, ['spec', 'kind'], {
        code: 'FWY3109',
        message: `${first.name} and ${entry.name} both hold the defaults of ${String(kind)}`,
        fix: 'put them into one document',
        related: [placeOf(first, first.name)],
      });
    }
  }
}
