import type { Found } from '../problem.ts';
import { isRecord, join, problem } from '../problem.ts';
import type { Fields } from './fields.ts';
import { listIn } from './fields.ts';

/** Namespaces of the host that a pod with users of its own cannot have. */
const HOST = ['hostNetwork', 'hostPID', 'hostIPC'];

/** The minor from which pods may have a host name that is none of DNS (gate `HostnameOverride`). */
const OVERRIDE_SINCE = 35;

/** What a pod shares with its host (`validateHostUsers`, `validatePodHostName`, `ValidateHostSysctl`). */
export function hostFits(pod: Fields, minor: number): Found {
  if (pod['shareProcessNamespace'] === true && pod['hostPID'] === true)
    return problem('combination', 'it cannot be true beside hostPID', 'shareProcessNamespace');
  if (pod['hostUsers'] === false) {
    const name = HOST.find((one) => pod[one] === true);
    if (name !== undefined) return problem('forbidden', 'it does not go with hostUsers: false', name);
  }
  return join(hostName(pod, minor), sysctls(pod));
}

function hostName({ hostNetwork, hostnameOverride, setHostnameAsFQDN }: Fields, minor: number): Found {
  if (typeof hostnameOverride !== 'string' || minor < OVERRIDE_SINCE) return undefined;
  if (setHostnameAsFQDN !== true && hostNetwork !== true) return undefined;
  const other = hostNetwork === true ? 'hostNetwork' : 'setHostnameAsFQDN';
  return problem('forbidden', `it does not go with ${other}`, 'hostnameOverride');
}

const OF_NETWORK = /^net\./;
const OF_IPC = /^(?:kernel\.(?:sem$|shm|msg)|fs\.mqueue\.)/;

/** Parameters of the kernel in namespaces that are those of the host. */
function sysctls({ hostIPC, hostNetwork, securityContext }: Fields): Found {
  if (hostIPC !== true && hostNetwork !== true) return undefined;
  let found: Found;
  for (const [at, sysctl] of listIn(securityContext, 'sysctls').entries()) {
    const name = isRecord(sysctl) ? String(sysctl['name']).replaceAll('/', '.') : '';
    const shared =
      (hostNetwork === true && OF_NETWORK.test(name) && 'hostNetwork') ||
      (hostIPC === true && OF_IPC.test(name) && 'hostIPC');
    if (shared !== false)
      found = join(
        found,
        problem('combination', `it does not go with ${shared}`, 'securityContext', 'sysctls', at, 'name'),
      );
  }
  return found;
}

/** The minor from which pods with users of their own have no devices. */
const DEVICES_SINCE = 34;

/** What a container has of the host. */
export function containerOfHost(container: Fields, pod: Fields, minor: number): Found {
  const { securityContext } = container;
  if (isRecord(securityContext) && securityContext['procMount'] === 'Unmasked' && pod['hostUsers'] !== false)
    return problem('combination', 'Unmasked goes with hostUsers: false only', 'securityContext', 'procMount');
  return minor >= DEVICES_SINCE && pod['hostUsers'] === false && listIn(container, 'volumeDevices').length > 0
    ? problem('forbidden', 'it does not go with hostUsers: false', 'volumeDevices')
    : undefined;
}

/**
 * Ports of the host: those of containers in its network are their own, and no two containers have the same; init
 * containers run one by one.
 */
export function hostPorts(
  containers: readonly unknown[],
  field: 'containers' | 'initContainers',
  inNetwork: boolean,
): Found {
  let taken: Set<string> | undefined;
  let found: Found;
  for (let at = 0; at < containers.length; at += 1) {
    if (field === 'initContainers') taken = undefined;
    const ports = listIn(containers[at], 'ports');
    for (let index = 0; index < ports.length; index += 1) {
      const port = ports[index];
      if (!isRecord(port) || (port['hostPort'] ?? 0) === 0) continue;
      const { containerPort, hostIP = '', hostPort, protocol = 'TCP' } = port;
      const place = [at, 'ports', index, 'hostPort'] as const;
      if (inNetwork && field === 'containers' && hostPort !== containerPort)
        found = join(
          found,
          problem('combination', 'with hostNetwork it must be equal to containerPort', ...place),
        );
      const key = `${String(protocol)}/${String(hostIP)}/${String(hostPort)}`;
      taken ??= new Set();
      if (taken.has(key)) found = join(found, problem('duplicate', 'another port has it', ...place));
      taken.add(key);
    }
  }
  return found;
}
