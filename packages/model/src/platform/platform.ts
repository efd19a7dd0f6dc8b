import type { NodeType } from '../graph/nodes.ts';
import type { IntentKind } from './kind.ts';
import type { Part } from './part.ts';
import type { Emitter, Invariant, KubernetesObject } from './emitter.ts';

/**
 * What a room or an organization adds to the platform. Plugins are trusted code of the platform team;
 * intent is data and never executes anything.
 */
export interface Plugin {
  readonly apiVersion: 1;
  readonly name: string;
  readonly kinds?: readonly IntentKind[];
  /** Parts by the kind they extend; outside Fairway's own plugin they stand under `spec.extensions.<plugin>`. */
  readonly extend?: Readonly<Record<string, readonly Part[]>>;
  readonly nodes?: readonly NodeType[];
  readonly emitters?: readonly Emitter[];
  readonly invariants?: readonly Invariant[];
  /** CustomResourceDefinitions of what its emitters make and Fairway does not know. */
  readonly upstream?: readonly KubernetesObject[];
}

/** Everything the compiler works with, frozen. */
export interface Platform {
  readonly plugins: readonly Plugin[];
  readonly kinds: ReadonlyMap<string, IntentKind>;
  /** Parts that plugins add, by kind and plugin. */
  readonly extensions: ReadonlyMap<string, readonly { readonly plugin: string; readonly part: Part }[]>;
  readonly nodes: ReadonlyMap<string, NodeType>;
  readonly emitters: readonly Emitter[];
  readonly invariants: readonly Invariant[];
  /** Lowercase hexadecimal SHA-256 of a text in UTF-8. */
  readonly sha256: (text: string) => string;
}

export interface PlatformOptions {
  readonly plugins: readonly Plugin[];
  /** The host's hash function: pure rooms have no access to the machine's. */
  readonly sha256: (text: string) => string;
}

/**
 * Joins plugins into one frozen value that is passed down. There is no global registry.
 * @throws Error where two plugins claim one name: a mistake of the platform team's code.
 */
export function createPlatform(options: PlatformOptions): Platform {
  const kinds = new Map<string, IntentKind>();
  const nodes = new Map<string, NodeType>();
  const extensions = new Map<string, { plugin: string; part: Part }[]>();
  const names = new Set<string>();
  for (const plugin of options.plugins) {
    claim(names, plugin.name, 'plugin');
    for (const kind of plugin.kinds ?? []) setOnce(kinds, kind.kind, kind, 'kind');
    for (const node of plugin.nodes ?? []) setOnce(nodes, node.type, node, 'node type');
    for (const [kind, parts] of Object.entries(plugin.extend ?? {})) {
      const list = extensions.get(kind) ?? [];
      for (const part of parts) list.push({ plugin: plugin.name, part });
      extensions.set(kind, list);
    }
  }
  return Object.freeze({
    plugins: options.plugins,
    kinds,
    nodes,
    extensions,
    emitters: options.plugins.flatMap((plugin) => plugin.emitters ?? []),
    invariants: options.plugins.flatMap((plugin) => plugin.invariants ?? []),
    sha256: options.sha256,
  });
}

function claim(names: Set<string>, name: string, what: string): void {
  if (names.has(name)) throw new Error(`two ${what}s are named "${name}"`);
  names.add(name);
}

function setOnce<T>(map: Map<string, T>, name: string, value: T, what: string): void {
  if (map.has(name)) throw new Error(`two plugins bring the ${what} "${name}"`);
  map.set(name, value);
}
