import type { Found } from '../problem.ts';
import { isRecord, join, problem } from '../problem.ts';
import type { Fields } from './fields.ts';
import { isSet } from './fields.ts';
import type { Overlay } from './words.ts';
import { subdomain } from './words.ts';

/** Fields that mean nothing in Windows: of pods, of their security contexts, and of those of containers. */
const OF_PODS = ['hostUsers', 'shareProcessNamespace'];
const OF_CONTEXTS = ['appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'runAsUser', 'runAsGroup'];
const OF_POD_CONTEXTS = [
  ...OF_CONTEXTS,
  'fsGroup',
  'fsGroupChangePolicy',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
];
const OF_CONTAINER_CONTEXTS = [
  ...OF_CONTEXTS,
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
];

/** The minor from which pods have resources of their own. */
const RESOURCES_SINCE = 34;

function forbidden(owner: unknown, names: readonly string[], ...path: readonly (string | number)[]): Found {
  if (!isRecord(owner)) return undefined;
  let found: Found;
  for (const name of names)
    if (isSet(owner[name])) found = join(found, problem('forbidden', 'the pod is for windows', ...path, name));
  return found;
}

/** What pods that name their operating system cannot have (`validateLinux` and `validateWindows`). */
export function osFits(pod: Fields, minor: number): Found {
  const { os, securityContext } = pod;
  const name = isRecord(os) ? os['name'] : undefined;
  if (name === 'linux')
    return isRecord(securityContext) && isSet(securityContext['windowsOptions'])
      ? problem('forbidden', 'the pod is for linux', 'securityContext', 'windowsOptions')
      : undefined;
  if (name !== 'windows') return undefined;
  let found = forbidden(pod, minor < RESOURCES_SINCE ? OF_PODS : [...OF_PODS, 'resources']);
  for (const field of ['hostPID', 'hostIPC'])
    if (pod[field] === true) found = join(found, problem('forbidden', 'the pod is for windows', field));
  found = join(found, forbidden(securityContext, OF_POD_CONTEXTS, 'securityContext'));
  const sysctls = isRecord(securityContext) ? securityContext['sysctls'] : undefined;
  return Array.isArray(sysctls) && sysctls.length > 0
    ? join(found, problem('forbidden', 'the pod is for windows', 'securityContext', 'sysctls'))
    : found;
}

/** The same for a container. */
export function containerOsFits({ securityContext }: Fields, { os }: Fields): Found {
  if (!isRecord(os) || !isRecord(securityContext)) return undefined;
  if (os['name'] === 'windows') return forbidden(securityContext, OF_CONTAINER_CONTEXTS, 'securityContext');
  return os['name'] === 'linux' && isSet(securityContext['windowsOptions'])
    ? problem('forbidden', 'the pod is for linux', 'securityContext', 'windowsOptions')
    : undefined;
}

function hostProcess({ securityContext }: Fields): unknown {
  const options = isRecord(securityContext) ? securityContext['windowsOptions'] : undefined;
  return (isRecord(options) ? options['hostProcess'] : undefined) ?? undefined;
}

/** Processes of the host: all containers or none, and in the network of the host (`validateWindowsHostProcessPod`). */
export function hostProcesses(pod: Fields): Found {
  const ofPod = hostProcess(pod);
  let count = 0;
  let rest = 0;
  for (const list of [pod['containers'], pod['initContainers']]) {
    if (!Array.isArray(list)) continue;
    for (const container of list as readonly unknown[]) {
      const own = isRecord(container) ? hostProcess(container) : undefined;
      if (own !== undefined && ofPod !== undefined && own !== ofPod) return contradiction();
      if ((own ?? ofPod) === true) count += 1;
      else rest += 1;
    }
  }
  if (count === 0) return undefined;
  if (rest > 0)
    return problem('combination', 'hostProcess is for all containers of a pod or for none', 'containers');
  return pod['hostNetwork'] === true
    ? undefined
    : problem('required', 'hostProcess needs it to be true', 'hostNetwork');
}

function contradiction(): Found {
  const message = 'its containers say otherwise';
  return problem('combination', message, 'securityContext', 'windowsOptions', 'hostProcess');
}

/** Domains of users, by their names in NetBIOS or in DNS. */
const DOMAIN = String.raw`(?:[^\\/:*?"<>|.\x00-\x1f][^\\/:*?"<>|\x00-\x1f]{0,14}|[A-Za-z0-9][-.A-Za-z0-9]{0,254})`;

/** What only containers of Windows have (`validateWindowsSecurityContextOptions`). */
export const windows: Overlay = {
  'core.v1.WindowsSecurityContextOptions': {
    properties: {
      gmsaCredentialSpecName: { ...subdomain, minLength: 1 },
      gmsaCredentialSpec: { minLength: 1, maxLength: 65_536 },
      runAsUserName: {
        minLength: 1,
        // A domain, and a user that is more than periods and spaces.
        pattern: String.raw`^(?:${DOMAIN}\\)?[. ]*[^"/\\:;|=,+*?<>@\[\]. \x00-\x1f\x7f][^"/\\:;|=,+*?<>@\[\]\x00-\x1f\x7f]{0,103}$`,
      },
    },
  },
};
