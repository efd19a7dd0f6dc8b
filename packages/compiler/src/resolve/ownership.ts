import {
  isObject,
  suggest,
  type Definition,
  type DefinitionDocument,
  type Path,
  type Problem,
  type SystemSpec,
} from '@fairway/model';
import type { Intent } from '../load/intent.ts';

/** Who owns a workload and which system it is part of. */
export interface Ownership {
  readonly owner: string;
  readonly system: DefinitionDocument<SystemSpec>;
}

type Report = (problem: Problem, path: Path) => void;

/**
 * Finds owner and system (INTENT.md "Names, references, identities" 2): the owner defaults to the system's,
 * the system to the team's `defaultSystem`, the only one it owns, or one named like the team.
 * Returns `undefined` where too little is known; that is reported.
 */
export function ownershipOf(intent: Intent, definition: Definition, report: Report): Ownership | undefined {
  const { owner: ownerName, system: systemName } = intent.spec;
  const team = typeof ownerName === 'string' ? definition.get('Team', ownerName) : undefined;
  if (typeof systemName === 'string') {
    const system = definition.get('System', systemName);
    if (system === undefined) return undefined;
    const owner =
      team?.name ??
      (typeof ownerName === 'string' ? undefined : definition.get('Team', system.spec.owner)?.name);
    if (owner === undefined) return undefined;
    checkContributor(owner, system, report);
    return { owner, system };
  }
  if (team === undefined) {
    // Where the whole spec is missing or no object, that was said already.
    if (ownerName === undefined && hasSpec(intent)) {
      report(
        {
          code: 'FWY3002',
          message: `${intent.name} has no owner`,
          fix: 'add owner: the team that answers for it',
        },
        [],
      );
    }
    return undefined;
  }
  // The definition has filled in the only system of a team, or the one named like it.
  const { defaultSystem } = team.spec;
  const system = defaultSystem === undefined ? undefined : definition.get('System', defaultSystem);
  if (system === undefined) {
    const owned = definition.all('System').filter(({ spec }) => spec.owner === team.name);
    report(
      {
        code: 'FWY3003',
        message: `team ${team.name} owns ${owned.length} systems and has no default one, so ${intent.name} must name its system`,
        fix: `add system: one of ${owned.map((one) => one.name).join(', ')}`,
      },
      ['owner'],
    );
    return undefined;
  }
  return { owner: team.name, system };
}

function hasSpec({ document: { value } }: Intent): boolean {
  return isObject(value) && isObject(value['spec']);
}

function checkContributor(owner: string, system: DefinitionDocument<SystemSpec>, report: Report): void {
  const { owner: systemOwner, contributors = [] } = system.spec;
  if (owner === systemOwner || contributors.includes(owner)) return;
  report(
    {
      code: 'FWY3004',
      message: `${owner} neither owns system ${system.name} nor contributes to it`,
      fix: `add ${owner} to spec.contributors of System ${system.name}; ${systemOwner} owns it`,
    },
    ['owner'],
  );
}

/**
 * Somebody to stand in where owner or system is not known, so that everything else in the document can be judged
 * too: what the author most likely meant. Nothing is compiled with it.
 */
export function standInOwnership(intent: Intent, definition: Definition): Ownership | undefined {
  const { owner: ownerName, system: systemName } = intent.spec;
  const find = <K extends 'Team' | 'System'>(kind: K, name: unknown) => {
    if (typeof name !== 'string') return undefined;
    return definition.get(kind, name) ?? definition.get(kind, suggest(name, definition.names(kind)) ?? '');
  };
  const team = find('Team', ownerName);
  const system =
    find('System', systemName) ?? find('System', team?.spec.defaultSystem) ?? definition.all('System')[0];
  return system === undefined ? undefined : { owner: team?.name ?? system.spec.owner, system };
}

/** Codes of problems that only say that the stand-in does not fit. */
export const ABOUT_OWNERSHIP: ReadonlySet<string> = new Set([
  'FWY3011',
  'FWY3012',
  'FWY3206',
  'FWY3251',
  'FWY3284',
  'FWY3298',
]);
