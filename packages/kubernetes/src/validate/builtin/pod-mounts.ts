import type { Found } from '../problem.ts';
import { isRecord, join, joinBelow, problem } from '../problem.ts';
import type { Fields } from './fields.ts';
import { isSet, listIn } from './fields.ts';

type Volumes = ReadonlyMap<unknown, Fields>;

/** The volumes of a pod by name. */
export function volumesOf(pod: Fields): Volumes {
  const volumes = new Map<unknown, Fields>();
  for (const volume of listIn(pod, 'volumes')) if (isRecord(volume)) volumes.set(volume['name'], volume);
  return volumes;
}

/** What a container mounts, has as devices, and reads from files (`ValidateVolumeMounts`, `ValidateVolumeDevices`). */
export function mountsFit(container: Fields, volumes: Volumes): Found {
  let found: Found;
  const mounts = listIn(container, 'volumeMounts');
  for (let at = 0; at < mounts.length; at += 1) {
    const mount = mounts[at];
    if (!isRecord(mount)) continue;
    const wrong = mountCheck(mount, container, volumes);
    if (wrong !== undefined) found = joinBelow(found, joinBelow(undefined, wrong, at), 'volumeMounts');
  }
  return join(found, devices(container, volumes));
}

function mountCheck(mount: Fields, container: Fields, volumes: Volumes): Found {
  if (!volumes.has(mount['name'])) return problem('combination', 'the pod has no volume of this name', 'name');
  const context = container['securityContext'];
  const propagation = mount['mountPropagation'] ?? 'None';
  if (propagation === 'Bidirectional' && !(isRecord(context) && context['privileged'] === true))
    return problem('combination', 'Bidirectional is for privileged containers only', 'mountPropagation');
  if ((mount['recursiveReadOnly'] ?? 'Disabled') === 'Disabled') return undefined;
  if (mount['readOnly'] !== true)
    return problem('combination', 'it goes with readOnly only', 'recursiveReadOnly');
  return propagation === 'None'
    ? undefined
    : problem('combination', 'it goes without mountPropagation', 'recursiveReadOnly');
}

/** Devices are claims, each once, and a volume is a device or mounted, not both. */
function devices(container: Fields, volumes: Volumes): Found {
  const list = listIn(container, 'volumeDevices');
  if (list.length === 0) return undefined;
  const mounts = listIn(container, 'volumeMounts').filter(isRecord);
  const names = new Set<unknown>();
  let found: Found;
  for (const [at, device] of list.entries()) {
    if (!isRecord(device)) continue;
    const { devicePath, name } = device;
    const volume = volumes.get(name);
    const wrong = ((): readonly [field: string, message: string] | undefined => {
      if (!isSet(volume?.['persistentVolumeClaim']) && !isSet(volume?.['ephemeral']))
        return ['name', 'the pod has no claim of this name'];
      if (mounts.some((mount) => mount['name'] === name)) return ['name', 'it is mounted too'];
      if (names.has(name)) return ['name', 'it is another device too'];
      if (mounts.some((mount) => mount['mountPath'] === devicePath))
        return ['devicePath', 'something is mounted there'];
      return String(devicePath).split('/').includes('..') ? ['devicePath', 'it cannot hold ..'] : undefined;
    })();
    names.add(name);
    if (wrong !== undefined)
      found = join(found, problem('combination', wrong[1], 'volumeDevices', at, wrong[0]));
  }
  return found;
}

/** The minor from which variables come from files; before, the API server drops where they come from. */
const FILES_SINCE = 35;

/** Files that variables come from lie in volumes that the pod makes (`validateFileKeyRefVolumes`). */
export function filesFit(container: Fields, volumes: Volumes, minor: number): Found {
  if (minor < FILES_SINCE) return undefined;
  const variables = listIn(container, 'env');
  for (let at = 0; at < variables.length; at += 1) {
    const variable = variables[at];
    const source = isRecord(variable) ? variable['valueFrom'] : undefined;
    const file = isRecord(source) ? source['fileKeyRef'] : undefined;
    if (isRecord(file) && !isSet(volumes.get(file['volumeName'])?.['emptyDir']))
      return problem(
        'combination',
        'the pod has no emptyDir of this name',
        'env',
        at,
        'valueFrom',
        'fileKeyRef',
        'volumeName',
      );
  }
  return undefined;
}
