import type { EmitContext, GraphNode, WorkloadProperties } from '@fairway/model';
import { sortedKeys } from '../workload.ts';

/** One configuration file: its key in the ConfigMap and where it stands in the container. */
export interface ConfigFile {
  readonly key: string;
  readonly path: string;
  readonly content: string;
  /** Path below the configuration folder; `undefined` for a file that stands elsewhere. */
  readonly relative: string | undefined;
}

const NOT_IN_A_KEY = /[^-._A-Za-z0-9]/g;

/** The files of the workload that was asked for last: its ConfigMap and its pods ask one after the other. */
let latest: { readonly source: WorkloadProperties['files']; readonly files: readonly ConfigFile[] } | undefined;

/** The configuration files of a workload by path, each with a key of its own. */
export function configFiles(
  node: GraphNode,
  workload: WorkloadProperties,
  context: EmitContext,
): readonly ConfigFile[] {
  const source = workload.files;
  if (latest?.source !== source) latest = { source, files: keyedFiles(node, workload, context) };
  return latest.files;
}

function keyedFiles(
  node: GraphNode,
  workload: WorkloadProperties,
  context: EmitContext,
): readonly ConfigFile[] {
  const folder = `${configFolder(node.name)}/`;
  const taken = new Set<string>();
  const files: ConfigFile[] = [];
  for (const path of sortedKeys(workload.files)) {
    const relative = path.startsWith(folder) ? path.slice(folder.length) : undefined;
    const plain = (relative ?? path.replace(/^\/+/, '')).replace(NOT_IN_A_KEY, '_');
    const key = taken.has(plain) ? `${plain}-${context.sha256(path).slice(0, 8)}` : plain;
    taken.add(key);
    files.push({ key, path, content: workload.files[path] ?? '', relative });
  }
  return files;
}

/** The folder of configuration files without a path of their own. */
export function configFolder(name: string): string {
  return `/etc/${name}/config`;
}

let latestHash: { readonly files: readonly ConfigFile[]; readonly hash: string } | undefined;

/** The name of the ConfigMap: it changes with the content, so that a change is a release and old pods keep the old one. */
export function configMapName(name: string, files: readonly ConfigFile[], context: EmitContext): string {
  if (latestHash?.files !== files) {
    let text = '';
    for (const file of files) text += `${file.key.length}:${file.key}${file.content.length}:${file.content}`;
    latestHash = { files, hash: context.sha256(text).slice(0, 8) };
  }
  return `${name}-${latestHash.hash}`;
}
