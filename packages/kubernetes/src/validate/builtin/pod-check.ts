import type { Found } from '../problem.ts';
import { isRecord, join, joinBelow, problem } from '../problem.ts';
import type { Fields } from './fields.ts';
import { listIn } from './fields.ts';
import { containerOfHost, hostFits, hostPorts } from './pod-host.ts';
import { filesFit, mountsFit, volumesOf } from './pod-mounts.ts';
import { podResources } from './pod-resources.ts';
import { resizes, restarts } from './pod-restarts.ts';
import { containerOsFits, hostProcesses, osFits } from './windows.ts';

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
  for (const field of ['containers', 'initContainers'] as const) {
    const containers = listIn(pod, field);
    for (let at = 0; at < containers.length; at += 1) {
      const container = containers[at];
      if (!isRecord(container)) continue;
      const wrong = join(
        containerInPod(container, pod, { volumes, names, minor }),
        restarts(container, field, minor),
      );
      if (wrong !== undefined) found = joinBelow(found, joinBelow(undefined, wrong, at), field);
    }
    const wrong = hostPorts(containers, field, pod['hostNetwork'] === true);
    if (wrong !== undefined) found = joinBelow(found, wrong, field);
  }
  return join(found, join(wholePod(pod, minor), hostProcesses(pod)));
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
  found = join(found, mountsFit(container, volumes));
  found = join(found, filesFit(container, volumes, minor));
  found = join(found, sleepFits(container, pod['terminationGracePeriodSeconds']));
  found = join(found, claimsFit(container, pod, minor));
  found = join(found, containerOsFits(container, pod));
  found = join(found, containerOfHost(container, pod, minor));
  return join(found, resizes(container, pod));
}

/** The minor from which pods have claims and resources of their own; before, the API server drops them. */
const CLAIMS_SINCE = 34;

/** Claims of the pod that a container refers to. */
function claimsFit({ resources }: Fields, pod: Fields, minor: number): Found {
  if (!isRecord(resources) || minor < CLAIMS_SINCE) return undefined;
  const claims = listIn(resources, 'claims');
  if (claims.length === 0) return undefined;
  let found: Found;
  for (const [at, claim] of claims.entries())
    if (
      isRecord(claim) &&
      !listIn(pod, 'resourceClaims').some((one) => isRecord(one) && one['name'] === claim['name'])
    )
      found = join(
        found,
        problem('combination', 'the pod has no resource claim of this name', 'resources', 'claims', at),
      );
  return found;
}

const GRACE = 30;

/** Sleeping before the end takes no longer than the time until the pod is killed. */
function sleepFits(container: Fields, given: unknown): Found {
  const { lifecycle } = container;
  if (!isRecord(lifecycle)) return undefined;
  // The API server turns negative times into one second.
  const grace = typeof given === 'number' ? (given < 0 ? 1 : given) : GRACE;
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

/** What concerns a pod as a whole. */
function wholePod(pod: Fields, minor: number): Found {
  const wrong = join(hostFits(pod, minor), osFits(pod, minor));
  if (wrong !== undefined) return wrong;
  const ownResources = isRecord(pod['resources']) && minor >= CLAIMS_SINCE;
  return join(ownResources ? podResources(pod) : undefined, dnsFits(pod));
}

/** Search domains with spaces between them. */
const SEARCHES_LIMIT = 2048;

function dnsFits({ dnsConfig, dnsPolicy }: Fields): Found {
  const config = isRecord(dnsConfig) ? dnsConfig : undefined;
  if (dnsPolicy === 'None') {
    if (config === undefined) return problem('required', 'dnsPolicy None needs it', 'dnsConfig');
    if (listIn(config, 'nameservers').length === 0)
      return problem('required', 'dnsPolicy None needs at least one', 'dnsConfig', 'nameservers');
  }
  const length = config === undefined ? 0 : listIn(config, 'searches').join(' ').length;
  return length > SEARCHES_LIMIT
    ? problem(
        'length',
        `they have ${length} characters; at most ${SEARCHES_LIMIT} are allowed`,
        'dnsConfig',
        'searches',
      )
    : undefined;
}
