import { suggest, type DefinitionSpecs, type Diagnostic } from '@fairway/model';
import { parseDuration } from '@fairway/kubernetes';
import { canonicalName, indexOf, namesOf, type KindIndex } from './kind-index.ts';
import { placeOf, reportOn, titleOf, type Entry } from './entry.ts';
import { definitionKind } from './read-entries.ts';

type People = ReadonlyMap<string, ReadonlySet<string>>;

const LONGEST_BREAK_GLASS = 4 * 3_600_000;

/** Rules of all governance records: people, times, and what pins select. */
export function checkGovernance(
  entries: readonly Entry[],
  indices: ReadonlyMap<string, KindIndex>,
  today: string,
  diagnostics: Diagnostic[],
): void {
  const people = peopleOf(indices);
  const pins: Entry[] = [];
  for (const entry of entries) {
    if (entry.definition.layer !== 'governance') continue;
    checkPeople(entry, people, diagnostics);
    checkTimes(entry, today, diagnostics);
    if (entry.kind === 'Pin') {
      checkPin(entry, indices, diagnostics);
      // Aliases are names there.
      pins.push(indexOf(indices, 'Pin').current.get(entry.name) ?? entry);
    }
    if (entry.kind === 'FreezeWindow') checkWindow(entry, diagnostics);
    if (entry.kind === 'BreakGlass') checkBreakGlass(entry, people, diagnostics);
  }
  checkOverlaps(pins, diagnostics);
}

/** Members of all teams with the roles they hold anywhere. */
function peopleOf(indices: ReadonlyMap<string, KindIndex>): People {
  const people = new Map<string, Set<string>>();
  for (const { spec } of indexOf(indices, 'Team').current.values()) {
    for (const { id, roles } of (spec as DefinitionSpecs['Team']).members ?? []) {
      const held = people.get(id) ?? new Set();
      for (const role of roles ?? []) held.add(role);
      people.set(id, held);
    }
  }
  return people;
}

function checkPeople(entry: Entry, people: People, diagnostics: Diagnostic[]): void {
  const { requestedBy, approvals } = entry.spec as Partial<DefinitionSpecs['Patch']>;
  if (requestedBy !== undefined && !people.has(requestedBy)) {
    reportOn(diagnostics, entry, ['spec', 'requestedBy'], unknownPerson('FWY3131', requestedBy, people));
  }
  for (const [position, { by, role }] of (approvals ?? []).entries()) {
    // What is missing was reported with the schema.
    if (by === undefined || role === undefined) continue;
    const path = ['spec', 'approvals', position, 'by'];
    const roles = people.get(by);
    if (by === requestedBy) {
      reportOn(diagnostics, entry, path, {
        code: 'FWY3133',
        message: `${by} approved what ${by} requested`,
        fix: 'somebody else must approve it',
      });
    }
    if (roles === undefined) reportOn(diagnostics, entry, path, unknownPerson('FWY3132', by, people));
    else if (!roles.has(role)) {
      reportOn(diagnostics, entry, ['spec', 'approvals', position, 'role'], {
        code: 'FWY3134',
        message: `${by} approved as ${role}, but holds ${roles.size === 0 ? 'no role' : `only ${[...roles].sort().join(', ')}`}`,
        fix: `somebody with the role ${role} must approve it, or a Team gives ${by} the role`,
      });
    }
  }
}

function unknownPerson(
  code: string,
  id: string,
  people: People,
): { code: string; message: string; fix: string } {
  const nearest = suggest(id, people.keys());
  return {
    code,
    message: `${id} is a member of no team${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
    fix: nearest === undefined ? `add ${id} to Team.spec.members` : `write ${nearest}`,
  };
}

function checkTimes(entry: Entry, today: string, diagnostics: Diagnostic[]): void {
  const { created, expires } = entry.spec as Partial<DefinitionSpecs['Patch']>;
  if (expires === undefined) return;
  if (created !== undefined && created > expires) {
    reportOn(diagnostics, entry, ['spec', 'expires'], {
      code: 'FWY3135',
      message: `${titleOf(entry)} expires on ${expires}, before it was created on ${created}`,
      fix: 'correct one of the dates',
    });
  }
  if (today > expires) {
    reportOn(diagnostics, entry, ['spec', 'expires'], {
      code: 'FWY3130',
      message: `${titleOf(entry)} expired on ${expires}`,
      fix: 'remove it, or have it approved again with a later date',
    });
  }
}

function checkWindow(entry: Entry, diagnostics: Diagnostic[]): void {
  const { from, to } = entry.spec as Partial<DefinitionSpecs['FreezeWindow']>;
  if (from === undefined || to === undefined) return;
  if (moment(from, 'start') <= moment(to, 'end')) return;
  reportOn(diagnostics, entry, ['spec', 'to'], {
    code: 'FWY3136',
    message: `${titleOf(entry)} ends (${to}) before it begins (${from})`,
    fix: 'correct one of the moments',
  });
}

/** Milliseconds since 1970; a plain date is a whole day of UTC. */
function moment(text: string, side: 'start' | 'end'): number {
  if (text.includes('T')) return Date.parse(text);
  return Date.parse(`${text}T${side === 'start' ? '00:00:00' : '23:59:59'}Z`);
}

function checkBreakGlass(entry: Entry, people: People, diagnostics: Diagnostic[]): void {
  const { subject, duration } = entry.spec as Partial<DefinitionSpecs['BreakGlass']>;
  if (subject !== undefined && !people.has(subject)) {
    reportOn(diagnostics, entry, ['spec', 'subject'], unknownPerson('FWY3131', subject, people));
  }
  const parsed = duration === undefined ? undefined : parseDuration(duration);
  if (parsed?.ok !== true || parsed.value <= LONGEST_BREAK_GLASS) return;
  reportOn(diagnostics, entry, ['spec', 'duration'], {
    code: 'FWY3137',
    message: `${titleOf(entry)} lasts ${duration}; at most 4h are allowed`,
    fix: 'shorten it; a second record can follow',
  });
}

function checkPin(entry: Entry, indices: ReadonlyMap<string, KindIndex>, diagnostics: Diagnostic[]): void {
  const { document, version, trial } = entry.spec as Partial<DefinitionSpecs['Pin']>;
  if (document === undefined || version === undefined) return;
  const kind = definitionKind(document.kind);
  if (kind === undefined || !kind.versioned) {
    reportOn(diagnostics, entry, ['spec', 'document', 'kind'], {
      code: 'FWY3143',
      message: `there is no kind "${document.kind}" with versions`,
      fix: 'name a kind of the definition, such as SizeProfile',
    });
    return;
  }
  const index = indexOf(indices, document.kind);
  const versions = index.versions.get(canonicalName(index, document.name));
  if (versions === undefined) {
    const nearest = suggest(document.name, namesOf(index));
    reportOn(diagnostics, entry, ['spec', 'document', 'name'], {
      code: 'FWY3114',
      message: `there is no ${document.kind} "${document.name}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
      fix: nearest === undefined ? null : `write ${nearest}`,
    });
    return;
  }
  checkPinnedVersion(entry, versions, version, trial === true, diagnostics);
}

function checkPinnedVersion(
  entry: Entry,
  versions: readonly Entry[],
  version: string,
  trial: boolean,
  diagnostics: Diagnostic[],
): void {
  const chosen = versions.find((one) => one.version === version);
  if (chosen === undefined) {
    const [first] = versions;
    reportOn(diagnostics, entry, ['spec', 'version'], {
      code: 'FWY3110',
      message: `${first?.kind} ${first?.name} has no version ${version}`,
      fix: `one of ${versions.map((one) => one.version).join(', ')}`,
    });
    return;
  }
  if (chosen.lifecycle.state !== 'proposed' || trial) return;
  reportOn(diagnostics, entry, ['spec', 'version'], {
    code: 'FWY3111',
    message: `${titleOf(chosen)} is only proposed, and the pin is no trial`,
    fix: 'add trial: true, or pin another version',
    related: [placeOf(chosen, titleOf(chosen))],
  });
}

/** Two pins that select different versions of one document for one service in one environment. */
function checkOverlaps(pins: readonly Entry[], diagnostics: Diagnostic[]): void {
  const claims = new Map<string, Entry>();
  for (const pin of pins) {
    const { document, target, version } = pin.spec as Partial<DefinitionSpecs['Pin']>;
    if (document === undefined || target?.services === undefined) continue;
    for (const service of target.services) {
      for (const environment of target.environments ?? ['*']) {
        const key = `${document.kind}/${document.name} ${service.slice(service.indexOf('/') + 1)}`;
        const clash =
          claims.get(`${key} ${environment === '*' ? 'any' : environment}`) ?? claims.get(`${key} *`);
        claims.set(`${key} ${environment}`, pin);
        claims.set(`${key} any`, pin);
        if (clash === undefined || clash === pin || clash.spec['version'] === version) continue;
        reportOn(diagnostics, pin, ['spec', 'target', 'services'], {
          code: 'FWY3112',
          message: `${titleOf(pin)} and ${titleOf(clash)} select different versions of ${document.kind} ${document.name} for ${service}`,
          fix: 'keep one of them',
          related: [placeOf(clash, titleOf(clash))],
        });
      }
    }
  }
}
