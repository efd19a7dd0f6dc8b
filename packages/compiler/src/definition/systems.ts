import { compareText } from '@fairway/model';
import { canonicalName, indexOf, type KindIndex } from './kind-index.ts';
import type { Entry } from './entry.ts';
import { filled } from './fill.ts';

type Defaults = Parameters<typeof filled>[1];

/**
 * A team that owns no system gets one of its own name, so that an organization needs no System documents.
 * Such a system stands at its team's document.
 */
export function impliedSystems(
  indices: ReadonlyMap<string, KindIndex>,
  systemKind: Entry['definition'],
  defaults: Defaults,
): Entry[] {
  const systems = indexOf(indices, 'System');
  const teams = indexOf(indices, 'Team');
  const owners = new Set(
    [...systems.current.values()].map(({ spec }) => canonicalName(teams, String(spec['owner']))),
  );
  const implied: Entry[] = [];
  for (const team of teams.current.values()) {
    const taken = systems.versions.has(team.name) || systems.aliases.has(team.name);
    if (owners.has(team.name) || taken || team.spec['defaultSystem'] !== undefined) continue;
    const { name, source } = team;
    const entry: Entry = {
      definition: systemKind,
      kind: 'System',
      name,
      version: '1.0.0',
      lifecycle: { state: 'default' },
      spec: { owner: name },
      source,
      builtIn: true,
      references: [],
    };
    implied.push(filled(entry, defaults));
  }
  return implied;
}

/** Teams with their default system filled in: the one they name, the only one they own, or the one named like them. */
export function withDefaultSystems(teams: readonly Entry[], systems: readonly Entry[]): Entry[] {
  const owned = new Map<string, string[]>();
  for (const { name, spec } of systems) {
    const owner = String(spec['owner']);
    const list = owned.get(owner);
    if (list === undefined) owned.set(owner, [name]);
    else list.push(name);
  }
  return teams.map((team) => {
    const own = (owned.get(team.name) ?? []).sort(compareText);
    const found = own.length === 1 ? own[0] : own.find((name) => name === team.name);
    if (team.spec['defaultSystem'] !== undefined || found === undefined) return team;
    return { ...team, spec: { ...team.spec, defaultSystem: found } };
  });
}
