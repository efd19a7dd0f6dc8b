import type { EmitContext, Emitter, GraphNode, KubernetesObject } from '@fairway/model';
import { commonFor } from '../../../../common-by.ts';
import {
  problemOfResource,
  problemOfVerb,
} from '../../../../invariants/no-role-escalation/no-role-escalation.ts';
import { metadataOf, sortedKeys } from '../../workload.ts';
import { namespaceReasons } from '../reasons.ts';

const group = 'rbac.authorization.k8s.io';

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** What people of the owning team, and of teams with services in the namespace, may do there. */
export const roleBindings: Emitter = {
  name: 'role-bindings',
  nodes: ['namespace'],
  emits: [
    {
      apiVersion: `${group}/v1`,
      kind: 'Role',
      reasons: {
        ...namespaceReasons,
        'metadata.name': 'The role, as the environment class names it.',
        'rules.**':
          'The environment class says what each role may do; nobody reads secrets, and nobody enters pods of production.',
      },
    },
    {
      apiVersion: `${group}/v1`,
      kind: 'RoleBinding',
      reasons: {
        ...namespaceReasons,
        'metadata.name': 'The role that it hands out.',
        'roleRef.**': 'The role of the namespace with the same name.',
        'subjects[*].apiGroup': 'Groups belong to this API group.',
        'subjects[*].kind': 'Rights go to groups of the sign-in, never to single people or services.',
        'subjects[*].name':
          'Groups that the owning team, and teams with services in the namespace, name for the role.',
      },
    },
  ],
  emit(node, context) {
    const { roles } = context.environment.class.spec;
    const objects: KubernetesObject[] = [];
    for (const role of sortedKeys(roles)) {
      const rules = allowed(node, role, roles[role] ?? [], context);
      const groups = groupsOf(role, context);
      if (groups.length === 0 || rules.length === 0) continue;
      const metadata = metadataOf(role, context);
      objects.push(
        { apiVersion: `${group}/v1`, kind: 'Role', metadata, rules },
        {
          apiVersion: `${group}/v1`,
          kind: 'RoleBinding',
          metadata,
          roleRef: { apiGroup: group, kind: 'Role', name: role },
          subjects: groups.map((name) => ({ apiGroup: group, kind: 'Group', name })),
        },
      );
    }
    return objects;
  },
};

function groupsOf(role: string, context: EmitContext): readonly string[] {
  const groups = new Set(context.team.spec.groups?.[role]);
  for (const { owner } of context.nodesInNamespace('workload')) {
    for (const name of context.definition.get('Team', owner)?.spec.groups?.[role] ?? []) groups.add(name);
  }
  return [...groups].toSorted();
}

/** The rules of a role without those that would let people have more than the class may give. */
function allowed(node: GraphNode, role: string, rules: readonly Rule[], context: EmitContext): readonly Rule[] {
  const stage = context.environment.class.spec.stage;
  const kept = rules.filter((rule) => {
    const problem = firstProblem(rule, stage);
    if (problem === undefined) return true;
    context.report(
      {
        code: 'FWY4153',
        message: `the role ${role} of EnvironmentClass ${context.environment.class.name} goes too far: ${problem}`,
        fix: 'take it out of roles; for an hour of it there is break-glass, which ends by itself and is recorded',
      },
      node.id,
    );
    return false;
  });
  return kept.length === rules.length ? rulesOf(rules) : kept;
}

/** The rules of a class's role as they stand in every namespace: a copy, because parts that are held in common freeze. */
const rulesOf = commonFor((rules: readonly Rule[]) =>
  rules.map(({ apiGroups, resources, verbs }) => ({
    apiGroups: [...apiGroups],
    resources: [...resources],
    verbs: [...verbs],
  })),
);

function firstProblem(rule: Rule, stage: string): string | undefined {
  if (rule.apiGroups.includes('*')) return 'all API groups, those of tomorrow included';
  for (const verb of rule.verbs) {
    const problem = problemOfVerb(verb);
    if (problem !== undefined) return problem;
  }
  for (const resource of rule.resources) {
    const problem = problemOfResource(resource, stage);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
