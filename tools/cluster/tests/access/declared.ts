import type { Definition, GraphNode } from '@fairway/model';
import type { LoadedOrganization } from '@fairway/testing';
import type { NamespaceRecord } from '../acme/record.ts';

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** `verb group/resource`: what somebody may do in a namespace. */
export type Right = string;

/** Every single right of rules. */
export function rightsOf(rules: readonly Rule[]): readonly Right[] {
  const rights = new Set<Right>();
  for (const { apiGroups, resources, verbs } of rules) {
    for (const group of apiGroups)
      for (const resource of resources) for (const verb of verbs) rights.add(rightOf(verb, group, resource));
  }
  return sorted(rights);
}

export function rightOf(verb: string, group: string, resource: string): Right {
  return `${verb} ${group === '' ? '' : `${group}/`}${resource}`;
}

export function sorted(rights: Iterable<string>): readonly string[] {
  return [...rights].toSorted((a, b) => (a < b ? -1 : 1));
}

/** The groups of the sign-in that teams name. */
export function groupsOf(definition: Definition): readonly string[] {
  return sorted(new Set(definition.all('Team').flatMap(({ spec }) => Object.values(spec.groups ?? {}).flat())));
}

/** What the environment classes say that a role may do. */
export function rolesOf(
  definition: Definition,
  environment: string,
): Readonly<Record<string, readonly Rule[]>> {
  const name = definition.get('Environment', environment)?.spec.class ?? '';
  const found = definition.get('EnvironmentClass', name);
  if (found === undefined) throw new Error(`no class ${name}`);
  return found.spec.roles;
}

/**
 * What each group may do in a namespace: all that the environment class gives the roles for which the team that owns
 * the system, or a team with a workload there, names the group.
 */
export function declaredRights(
  { definition }: LoadedOrganization,
  nodes: readonly GraphNode[],
  { environment, name, objects }: NamespaceRecord,
  cluster: string,
): ReadonlyMap<string, readonly Right[]> {
  const system = objects[0]?.metadata.labels?.['app.kubernetes.io/part-of'] ?? '';
  const owners = nodes.filter(
    ({ type, placements }) =>
      type === 'workload' && placements.some((place) => place.cluster === cluster && place.namespace === name),
  );
  const teams = new Set([definition.get('System', system)?.spec.owner, ...owners.map(({ owner }) => owner)]);
  const rules = new Map<string, Rule[]>();
  for (const [role, allowed] of Object.entries(rolesOf(definition, environment))) {
    for (const team of teams) {
      for (const group of definition.get('Team', team ?? '')?.spec.groups?.[role] ?? []) {
        rules.set(group, [...(rules.get(group) ?? []), ...allowed]);
      }
    }
  }
  return new Map([...rules].map(([group, all]) => [group, rightsOf(all)]));
}
