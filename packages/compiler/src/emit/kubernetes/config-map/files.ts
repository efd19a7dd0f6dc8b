import { common } from '@fairway/kubernetes';
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

/** The files of a workload, and the ConfigMap that holds them. */
export interface Configuration {
  /** Name of the ConfigMap: it changes with the content, so that a change is a release and old pods keep the old one. */
  readonly name: string;
  /** By path, each with a key of its own. */
  readonly files: readonly ConfigFile[];
  /** Content by key. */
  readonly data: Readonly<Record<string, string>>;
  /** What it was made from. */
  readonly source: WorkloadProperties['files'];
  readonly sha256: EmitContext['sha256'];
}

/**
 * The last configuration of each workload: its ConfigMap and its pods ask for it one after the other, and so do its
 * other environments, most of them for the same files.
 */
const known = new Map<string, Configuration>();

/** More workloads than an organization has. */
const MOST_KNOWN = 10_000;

/** The configuration of a workload; `undefined` for one without files. */
export function configurationOf(
  node: GraphNode,
  { files: source }: WorkloadProperties,
  context: EmitContext,
): Configuration | undefined {
  const last = known.get(node.name);
  if (last !== undefined && last.sha256 === context.sha256 && hasSameFiles(last.source, source)) return last;
  const files = keyedFiles(node, source, context);
  if (files.length === 0) return undefined;
  let text = '';
  const data: Record<string, string> = {};
  for (const { key, content } of files) {
    text += `${key.length}:${key}${content.length}:${content}`;
    data[key] = content;
  }
  const name = `${node.name}-${context.sha256(text).slice(0, 8)}`;
  if (text.length < LONG) common(data);
  const configuration = { name, files, data, source, sha256: context.sha256 };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(node.name, configuration);
  return configuration;
}

/** What is longer is not kept as printed: there is room for many short texts, not for a few large ones. */
const LONG = 4_096;

function hasSameFiles(a: WorkloadProperties['files'], b: WorkloadProperties['files']): boolean {
  if (a === b) return true;
  let count = 0;
  for (const path in a) {
    if (a[path] !== b[path]) return false;
    count += 1;
  }
  return count === Object.keys(b).length;
}

function keyedFiles(
  node: GraphNode,
  source: WorkloadProperties['files'],
  context: EmitContext,
): readonly ConfigFile[] {
  const folder = `${configFolder(node.name)}/`;
  const taken = new Set<string>();
  const files: ConfigFile[] = [];
  for (const path of sortedKeys(source)) {
    const relative = path.startsWith(folder) ? path.slice(folder.length) : undefined;
    const plain = (relative ?? path.replace(/^\/+/, '')).replace(NOT_IN_A_KEY, '_');
    const key = taken.has(plain) ? `${plain}-${context.sha256(path).slice(0, 8)}` : plain;
    taken.add(key);
    files.push({ key, path, content: source[path] ?? '', relative });
  }
  return files;
}

/** The folder of configuration files without a path of their own. */
export function configFolder(name: string): string {
  return `/etc/${name}/config`;
}
