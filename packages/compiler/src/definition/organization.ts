import { suggest, type Definition, type DefinitionSpecs, type Diagnostic, type Path } from '@fairway/model';
import { reportOn, type Entry } from './entry.ts';

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

/** The chain names some environment, and none twice: without one nothing would compile, and the record would empty. */
export function checkWrittenChain(entry: Entry, diagnostics: Diagnostic[]): void {
  const { environmentChain } = entry.spec as DefinitionSpecs['Organization'];
  if (environmentChain === undefined) return;
  const report = (path: Path, message: string, fix: string): void =>
    reportOn(diagnostics, entry, ['spec', 'environmentChain', ...path], { code: 'FWY3155', message, fix });
  if (environmentChain.length === 0) {
    report(
      [],
      'environmentChain names no environment, so nothing would run anywhere',
      'list one, or leave it out',
    );
  }
  for (const [position, name] of environmentChain.entries()) {
    if (environmentChain.indexOf(name) < position)
      report([position], `environmentChain names ${name} twice`, 'keep one of them');
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
