import type { Found } from '../problem.ts';
import { isRecord, join, joinBelow, problem } from '../problem.ts';

type Fields = Readonly<Record<string, unknown>>;

const NONE: readonly unknown[] = [];

function listOf(owner: Fields, field: string): readonly unknown[] {
  const list = owner[field];
  return Array.isArray(list) ? list : NONE;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/**
 * What holds between the parts of a pod: names of containers differ, mounts refer to volumes, only sidecars among the
 * init containers have probes, host namespaces do not contradict each other
 * (`validateContainers`, `validateInitContainers`, `ValidateVolumeMounts`, `validatePodSpec`, `pkg/apis/core/validation`).
 */
export function podCheck(pod: Fields): Found {
  const volumes = volumesOf(pod);
  const names = new Set<unknown>();
  let found: Found;
  for (const field of ['containers', 'initContainers'] as const)
    for (const [at, container] of listOf(pod, field).entries()) {
      if (!isRecord(container)) continue;
      const wrong = join(
        containerInPod(container, pod, volumes, names),
        field === 'initContainers' ? initContainer(container) : mainContainer(container),
      );
      if (wrong !== undefined) found = joinBelow(found, joinBelow(undefined, wrong, at), field);
    }
  return join(found, wholePod(pod));
}

function volumesOf(pod: Fields): ReadonlyMap<unknown, Fields> {
  const volumes = new Map<unknown, Fields>();
  for (const volume of listOf(pod, 'volumes')) if (isRecord(volume)) volumes.set(volume['name'], volume);
  return volumes;
}

function containerInPod(
  container: Fields,
  pod: Fields,
  volumes: ReadonlyMap<unknown, Fields>,
  names: Set<unknown>,
): Found {
  let found: Found;
  const { name } = container;
  if (name !== undefined && name !== '' && names.has(name))
    found = joinBelow(found, problem('duplicate', 'another container has this name'), 'name');
  names.add(name);
  for (const [at, mount] of listOf(container, 'volumeMounts').entries()) {
    if (!isRecord(mount)) continue;
    const wrong = mountCheck(mount, container, volumes);
    if (wrong !== undefined) found = joinBelow(found, joinBelow(undefined, wrong, at), 'volumeMounts');
  }
  if (pod['hostNetwork'] === true)
    for (const [at, port] of listOf(container, 'ports').entries())
      if (
        isRecord(port) &&
        isSet(port['hostPort']) &&
        port['hostPort'] !== 0 &&
        port['hostPort'] !== port['containerPort']
      )
        found = joinBelow(
          found,
          joinBelow(
            undefined,
            problem('combination', 'with hostNetwork it must be equal to containerPort', 'hostPort'),
            at,
          ),
          'ports',
        );
  return join(found, sleepFits(container, pod['terminationGracePeriodSeconds']));
}

function mountCheck(mount: Fields, container: Fields, volumes: ReadonlyMap<unknown, Fields>): Found {
  if (!volumes.has(mount['name'])) return problem('combination', 'the pod has no volume of this name', 'name');
  const context = container['securityContext'];
  if (mount['mountPropagation'] === 'Bidirectional' && !(isRecord(context) && context['privileged'] === true))
    return problem('combination', 'Bidirectional is for privileged containers only', 'mountPropagation');
  if ((mount['recursiveReadOnly'] ?? 'Disabled') !== 'Disabled' && mount['readOnly'] !== true)
    return problem('combination', 'it goes with readOnly only', 'recursiveReadOnly');
  return undefined;
}

const GRACE = 30;

/** Sleeping before the end takes no longer than the time until the pod is killed. */
function sleepFits(container: Fields, given: unknown): Found {
  // The API server turns negative times into one second.
  const grace = typeof given === 'number' ? (given < 0 ? 1 : given) : GRACE;
  const { lifecycle } = container;
  if (!isRecord(lifecycle)) return undefined;
  for (const hook of ['preStop', 'postStart'] as const) {
    const action = lifecycle[hook];
    const sleep = isRecord(action) ? action['sleep'] : undefined;
    const seconds = isRecord(sleep) ? (sleep['seconds'] ?? 0) : 0;
    if (typeof seconds === 'number' && (seconds < 0 || seconds > grace))
      return problem(
        'range',
        `${seconds} is not between 0 and the ${grace} seconds of terminationGracePeriodSeconds`,
        'lifecycle',
        hook,
        'sleep',
        'seconds',
      );
  }
  return undefined;
}

const SIDECAR_ONLY = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

function initContainer(container: Fields): Found {
  const policy = container['restartPolicy'];
  if (policy === 'Always') return undefined;
  if (isSet(policy) && policy !== '')
    return problem('enum', 'the restartPolicy of an init container can only be Always', 'restartPolicy');
  const field = SIDECAR_ONLY.find((name) => isSet(container[name]));
  return field === undefined
    ? undefined
    : problem('forbidden', 'only init containers with restartPolicy Always have it', field);
}

function mainContainer(container: Fields): Found {
  return (container['restartPolicy'] ?? '') === ''
    ? undefined
    : problem('forbidden', 'only init containers have it', 'restartPolicy');
}

function wholePod(pod: Fields): Found {
  if (pod['shareProcessNamespace'] === true && pod['hostPID'] === true)
    return problem('combination', 'it cannot be true beside hostPID', 'shareProcessNamespace');
  if (pod['dnsPolicy'] === 'None') {
    const config = pod['dnsConfig'];
    if (!isRecord(config)) return problem('required', 'dnsPolicy None needs it', 'dnsConfig');
    if (listOf(config, 'nameservers').length === 0)
      return problem('required', 'dnsPolicy None needs at least one', 'dnsConfig', 'nameservers');
  }
  return undefined;
}
