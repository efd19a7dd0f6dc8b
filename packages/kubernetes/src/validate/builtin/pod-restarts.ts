import type { Found } from '../problem.ts';
import { isRecord, join, problem, quote } from '../problem.ts';
import type { Fields } from './fields.ts';
import { isSet, listIn } from './fields.ts';

const SIDECAR_ONLY = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

/** The minor from which containers may have a restart policy of their own (gate `ContainerRestartRules`). */
const OWN_RESTARTS = 35;
/** The minor from which one container can restart all (gate `RestartAllContainersOnContainerExits`). */
const ALL_RESTART = 36;
const POLICIES: ReadonlySet<unknown> = new Set(['Always', 'OnFailure', 'Never']);
const MOST_RULES = 20;

/** When a container of a pod starts again: its own policy and rules, and what is for sidecars only. */
export function restarts(container: Fields, field: 'containers' | 'initContainers', minor: number): Found {
  const policy = container['restartPolicy'];
  const isInit = field === 'initContainers';
  const wrong = minor >= OWN_RESTARTS ? ownPolicy(container, minor) : sidecarPolicy(policy, isInit);
  if (wrong !== undefined) return wrong;
  if (!isInit || policy === 'Always') return undefined;
  const name = SIDECAR_ONLY.find((one) => isSet(container[one]));
  return name === undefined
    ? undefined
    : problem('forbidden', 'only init containers with restartPolicy Always have it', name);
}

/** Before they had policies of their own, only init containers had one, and it made sidecars of them. */
function sidecarPolicy(policy: unknown, isInit: boolean): Found {
  if (!isSet(policy)) return undefined;
  if (!isInit) return problem('forbidden', 'only init containers have it', 'restartPolicy');
  return policy === 'Always' ? undefined : problem('enum', 'it can only be Always', 'restartPolicy');
}

function ownPolicy(container: Fields, minor: number): Found {
  const policy = container['restartPolicy'];
  if (isSet(policy) && !POLICIES.has(policy))
    return problem('enum', `${quote(policy)} is not one of Always, OnFailure, Never`, 'restartPolicy');
  const rules = listIn(container, 'restartPolicyRules');
  if (rules.length === 0) return undefined;
  if (!isSet(policy)) return problem('required', 'rules need it', 'restartPolicy');
  if (rules.length > MOST_RULES)
    return problem('length', `there are at most ${MOST_RULES} of them`, 'restartPolicyRules');
  const all = rules.findIndex((rule) => isRecord(rule) && rule['action'] === 'RestartAllContainers');
  return all !== -1 && minor < ALL_RESTART
    ? problem('enum', 'only Restart is known', 'restartPolicyRules', all, 'action')
    : undefined;
}

/** Resources that change start containers again only where the pod lets them (`validateResizePolicy`). */
export function resizes(container: Fields, pod: Fields): Found {
  if (pod['restartPolicy'] !== 'Never') return undefined;
  let found: Found;
  for (const [at, policy] of listIn(container, 'resizePolicy').entries())
    if (isRecord(policy) && policy['restartPolicy'] !== 'NotRequired')
      found = join(
        found,
        problem(
          'combination',
          'in pods with restartPolicy Never it is NotRequired',
          'resizePolicy',
          at,
          'restartPolicy',
        ),
      );
  return found;
}
