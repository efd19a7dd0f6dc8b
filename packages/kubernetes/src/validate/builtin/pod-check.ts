import type { Found } from '../problem.ts';
import { isRecord, join, joinBelow, problem, quote } from '../problem.ts';

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
 *
 * @param minor the number after the dot
 */
export function podCheck(pod: Fields, minor: number): Found {
  const volumes = volumesOf(pod);
  const names = new Set<unknown>();
  let found: Found;
  for (const field of ['containers', 'initContainers'] as const)
    for (const [at, container] of listOf(pod, field).entries()) {
      if (!isRecord(container)) continue;
      const wrong = join(
        containerInPod(container, pod, { volumes, names, minor }),
        restarts(container, field, minor),
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

interface Around {
  readonly volumes: ReadonlyMap<unknown, Fields>;
  readonly names: Set<unknown>;
  readonly minor: number;
}

function containerInPod(container: Fields, pod: Fields, { minor, names, volumes }: Around): Found {
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
  return join(
    join(found, devices(container, volumes)),
    join(sleepFits(container, pod['terminationGracePeriodSeconds']), outside(container, pod, minor)),
  );
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

/** Devices are claims, and a volume is a device or mounted, not both. */
function devices(container: Fields, volumes: ReadonlyMap<unknown, Fields>): Found {
  let found: Found;
  for (const [at, device] of listOf(container, 'volumeDevices').entries()) {
    if (!isRecord(device)) continue;
    const volume = volumes.get(device['name']);
    const isClaim = isSet(volume?.['persistentVolumeClaim']) || isSet(volume?.['ephemeral']);
    const mounted = listOf(container, 'volumeMounts').some(
      (mount) => isRecord(mount) && mount['name'] === device['name'],
    );
    if (!isClaim || mounted)
      found = join(
        found,
        problem(
          'combination',
          mounted ? 'it is mounted too' : 'the pod has no claim of this name',
          'volumeDevices',
          at,
          'name',
        ),
      );
  }
  return found;
}

/** Claims of the pod that a container refers to, and what is not for its operating system. */
function outside(container: Fields, pod: Fields, minor: number): Found {
  const { resources, securityContext } = container;
  let found: Found;
  const claims = isRecord(resources) && minor >= CLAIMS_SINCE ? listOf(resources, 'claims') : NONE;
  const known = listOf(pod, 'resourceClaims');
  for (const [at, claim] of claims.entries())
    if (isRecord(claim) && !known.some((one) => isRecord(one) && one['name'] === claim['name']))
      found = join(
        found,
        problem('combination', 'the pod has no resource claim of this name', 'resources', 'claims', at),
      );
  return isRecord(securityContext) ? join(found, windows(securityContext, pod)) : found;
}

function windows(context: Fields, { os }: Fields): Found {
  return isRecord(os) && os['name'] === 'linux' && isSet(context['windowsOptions'])
    ? problem('forbidden', 'the pod is for linux', 'securityContext', 'windowsOptions')
    : undefined;
}

/** The minor from which pods have claims; before, the API server drops them. */
const CLAIMS_SINCE = 34;

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

/** The minor from which containers may have a restart policy of their own (gate `ContainerRestartRules`). */
const OWN_RESTARTS = 35;
const POLICIES: ReadonlySet<unknown> = new Set(['Always', 'OnFailure', 'Never']);

/** Before they had policies of their own, only init containers had one, and it made sidecars of them. */
function restarts(container: Fields, field: 'containers' | 'initContainers', minor: number): Found {
  const policy = container['restartPolicy'];
  const isInit = field === 'initContainers';
  const rules = listOf(container, 'restartPolicyRules');
  if (minor >= OWN_RESTARTS) {
    if (isSet(policy) && !POLICIES.has(policy))
      return problem('enum', `${quote(policy)} is not one of Always, OnFailure, Never`, 'restartPolicy');
    if (rules.length > 0 && !isSet(policy)) return problem('required', 'rules need it', 'restartPolicy');
  } else if (isSet(policy) && !isInit)
    return problem('forbidden', 'only init containers have it', 'restartPolicy');
  else if (isSet(policy) && policy !== 'Always')
    return problem('enum', 'it can only be Always', 'restartPolicy');
  if (!isInit || policy === 'Always') return undefined;
  const name = SIDECAR_ONLY.find((one) => isSet(container[one]));
  return name === undefined
    ? undefined
    : problem('forbidden', 'only init containers with restartPolicy Always have it', name);
}

function wholePod(pod: Fields): Found {
  if (pod['shareProcessNamespace'] === true && pod['hostPID'] === true)
    return problem('combination', 'it cannot be true beside hostPID', 'shareProcessNamespace');
  const { securityContext } = pod;
  const wrong = isRecord(securityContext) ? windows(securityContext, pod) : undefined;
  if (wrong !== undefined) return wrong;
  if (pod['dnsPolicy'] === 'None') {
    const config = pod['dnsConfig'];
    if (!isRecord(config)) return problem('required', 'dnsPolicy None needs it', 'dnsConfig');
    if (listOf(config, 'nameservers').length === 0)
      return problem('required', 'dnsPolicy None needs at least one', 'dnsConfig', 'nameservers');
  }
  return undefined;
}
