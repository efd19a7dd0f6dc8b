import { formatBytes } from '@fairway/kubernetes';
import type { EmitContext, GraphNode, WorkloadProperties } from '@fairway/model';
import { commonBy, commonByBoth, commonByText } from '../../../common-by.ts';
import { configFolder, configurationOf, type ConfigFile } from '../config-map/files.ts';
import { sortedKeys, type SecretUse } from '../workload.ts';

/** Volumes of a pod and where its container mounts them. */
export interface Volumes {
  readonly volumes: object[];
  readonly mounts: object[];
}

/** Everybody in the container may read (0444). */
const READ_ALL = 0o444;

/** The user's group may read (0440); the pod's `fsGroup` is that group. */
const READ_GROUP = 0o440;

/** Writable folders, configuration files and secret files of a workload. */
export function volumesOf(
  node: GraphNode,
  workload: WorkloadProperties,
  secrets: readonly SecretUse[],
  context: EmitContext,
): Volumes {
  const result: Volumes = { volumes: [], mounts: [] };
  addWritable(workload, context, result);
  addConfiguration(node, workload, context, result);
  addSecrets(node, secrets, result);
  return result;
}

function addWritable(workload: WorkloadProperties, context: EmitContext, { volumes, mounts }: Volumes): void {
  const taken = new Set<string>();
  for (const folder of workload.writable) {
    const name = folderName(folder.path, taken, context);
    volumes.push(folder.medium === 'memory' ? inMemory(name, folder.size) : onDisk(name, folder.size));
    mounts.push(mountAt(name, folder.path));
  }
}

const mountAt = commonByBoth((name: string, mountPath: string) => ({ name, mountPath }));

const onDisk = commonByBoth((name: string, size: number) => ({
  name,
  emptyDir: { sizeLimit: formatBytes(size) },
}));

const inMemory = commonByBoth((name: string, size: number) => ({
  name,
  emptyDir: { medium: 'Memory', sizeLimit: formatBytes(size) },
}));

/** The name of a folder's volume: from its path, so that another order of folders changes nothing. */
function folderName(path: string, taken: Set<string>, context: EmitContext): string {
  if (path === '/tmp') return 'tmp';
  const slug = path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  const plain = `writable-${slug === '' ? 'folder' : slug}`;
  const name = taken.has(plain) ? `${plain}-${context.sha256(path).slice(0, 8)}` : plain;
  taken.add(name);
  return name;
}

function addConfiguration(
  node: GraphNode,
  workload: WorkloadProperties,
  context: EmitContext,
  target: Volumes,
): void {
  const configuration = configurationOf(node, workload, context);
  if (configuration === undefined) return;
  const { name, files } = configuration;
  const inFolder: ConfigFile[] = [];
  const elsewhere: ConfigFile[] = [];
  for (const file of files) (file.relative === undefined ? elsewhere : inFolder).push(file);
  if (inFolder.length > 0) {
    target.volumes.push({
      name: 'config',
      configMap: { name, defaultMode: READ_ALL, items: itemsOf(inFolder) },
    });
    target.mounts.push(configMount(node.name));
  }
  if (elsewhere.length > 0) {
    target.volumes.push({
      name: 'config-files',
      configMap: { name, defaultMode: READ_ALL, items: itemsOf(elsewhere) },
    });
    for (const { key, path } of elsewhere) {
      target.mounts.push({ name: 'config-files', mountPath: path, subPath: key, readOnly: true });
    }
  }
}

const configMount = commonBy((name: string) => ({
  name: 'config',
  mountPath: configFolder(name),
  readOnly: true,
}));

const itemsOf = commonByText(
  (files: readonly ConfigFile[]) => {
    let text = '';
    for (const { key, relative } of files) text += `${key} ${relative ?? key}\n`;
    return text;
  },
  (files) => files.map(({ key, relative }) => ({ key, path: relative ?? key })),
);

function addSecrets(node: GraphNode, secrets: readonly SecretUse[], { volumes, mounts }: Volumes): void {
  for (const { object, secret } of secrets) {
    if (secret.as !== 'file') continue;
    const volume = volumeOf(object);
    const keys = sortedKeys(secret.keys);
    volumes.push(secretVolume(object, keys.length < 2 ? (keys[0] ?? '') : keys.join('\n')));
    mounts.push(
      secretMount(volume, secret.mountPath ?? `/etc/${node.name}/secrets/${volume.slice('secret-'.length)}`),
    );
  }
}

const secretMount = commonByBoth((name: string, mountPath: string) => ({ name, mountPath, readOnly: true }));

/** By the name of the Secret, and by its keys on lines of their own. */
const secretVolume = commonByBoth((secretName: string, keys: string) => {
  const source = { secretName, defaultMode: READ_GROUP };
  const items = keys.split('\n').map((key) => ({ key, path: key }));
  return { name: volumeOf(secretName), secret: keys === '' ? source : { ...source, items } };
});

/** Secrets of a workload are named `<workload>.<secret>`; in its pods the second part is enough. */
function volumeOf(secretName: string): string {
  return `secret-${secretName.slice(secretName.indexOf('.') + 1)}`;
}
