import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { itemsOf, textsOf } from '../pods.ts';

export const noRoleEscalationInvariant: Invariant = {
  id: 'no-role-escalation',
  title: 'Roles of people cannot grow',
  appliesTo: { shapes: ['namespace'] },
  reason: 'Who may read secrets, make tokens or hand out roles has every right there is, one step later.',
  check,
};

const growing = new Set(['escalate', 'bind', 'impersonate', '*']);
const exec = new Set([
  'pods/exec',
  'pods/attach',
  'pods/portforward',
  'pods/ephemeralcontainers',
  'pods/proxy',
]);

function* check({ objects, environmentClass }: InvariantContext): Generator<Violation> {
  for (const object of objects) {
    if (object.kind === 'ClusterRole' || object.kind === 'ClusterRoleBinding')
      yield { object, path: 'kind', message: 'a namespace hands out no rights beyond itself' };
    if (object.kind !== 'Role') continue;
    for (const [index, rule] of itemsOf(object['rules']).entries()) {
      const path = `rules[${index}]`;
      for (const verb of textsOf(rule['verbs'])) {
        const problem = problemOfVerb(verb);
        if (problem !== undefined) yield { object, path: `${path}.verbs`, message: problem };
      }
      if (textsOf(rule['apiGroups']).includes('*'))
        yield { object, path: `${path}.apiGroups`, message: 'all API groups, those of tomorrow included' };
      for (const resource of textsOf(rule['resources'])) {
        const problem = problemOfResource(resource, environmentClass);
        if (problem !== undefined) yield { object, path: `${path}.resources`, message: problem };
      }
    }
  }
}

/** Why nobody may have a right on the resource, in classes of the stage; `undefined` if it is harmless. */
export function problemOfResource(resource: string, stage: string): string | undefined {
  if (resource === '*' || resource === '*/*') return 'all resources, secrets included';
  if (resource === 'secrets') return 'people would read secrets of services';
  if (resource === 'serviceaccounts/token') return 'people could act as any service of the namespace';
  if (stage === 'prod' && exec.has(resource)) return `${resource} reaches into running pods of production`;
  return undefined;
}

/** Why nobody may have the verb; `undefined` if it is harmless. */
export function problemOfVerb(verb: string): string | undefined {
  return growing.has(verb) ? `the verb ${verb} lets people give themselves more rights` : undefined;
}
