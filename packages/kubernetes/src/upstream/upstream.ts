import { minors as allMinors } from './schema.ts';
import type { Minor, Schema, SourceKind, Upstream, UpstreamKind, UpstreamSource } from './schema.ts';

/** A source with what it takes to look into it. */
interface Held {
  readonly source: UpstreamSource;
  readonly resolve: (ref: string) => Schema;
}

/** A kind of one source; its `UpstreamKind` is made when it is first asked for. */
interface Entry {
  readonly held: Held;
  readonly kind: SourceKind;
  made?: UpstreamKind;
}

/** By `apiVersion kind`. */
type Kinds = Map<string, Entry>;

/**
 * Puts sources together. Where two hold the same kind in the same version, the later one counts, so that definitions
 * read at run time go before those that come with Fairway. Nothing is parsed before it is asked for.
 */
export function createUpstream(sources: readonly UpstreamSource[]): Upstream {
  const byName = new Map(sources.map((source) => [source.name, source]));
  const custom: Kinds = new Map();
  const builtin = new Map<Minor, Kinds>();
  for (const source of sources) {
    const held = { source, resolve: resolver(source, byName) };
    const kinds = source.minor === undefined ? custom : (builtin.get(source.minor) ?? new Map<string, Entry>());
    if (source.minor !== undefined) builtin.set(source.minor, kinds);
    for (const kind of source.kinds) kinds.set(`${kind.apiVersion} ${kind.kind}`, { held, kind });
  }
  const minors = allMinors.filter((minor) => builtin.has(minor));
  const entryOf = (apiVersion: string, kind: string, minor: Minor | undefined): Entry | undefined => {
    const key = `${apiVersion} ${kind}`;
    return custom.get(key) ?? (minor === undefined ? undefined : builtin.get(minor)?.get(key));
  };
  return {
    kindOf: (apiVersion, kind, minor) => {
      const entry = entryOf(apiVersion, kind, minor);
      return entry === undefined ? undefined : (entry.made ??= make(entry));
    },
    versionsOf: (group, kind, minor) => {
      const own = minor === undefined ? undefined : builtin.get(minor);
      return versionsIn(group, kind, own === undefined ? [custom] : [custom, own]);
    },
    servedBy: (apiVersion, kind) => {
      if (custom.has(`${apiVersion} ${kind}`)) return allMinors;
      return minors.filter((minor) => builtin.get(minor)?.has(`${apiVersion} ${kind}`));
    },
    objectMeta: (minor) => objectMeta(builtin.get(minor)),
    minors,
    sources,
  };
}

function make({ held, kind }: Entry): UpstreamKind {
  const { apiVersion, definition, plural, scope } = kind;
  const { resolve, source } = held;
  return { apiVersion, kind: kind.kind, plural, scope, schema: resolve(definition), resolve, source };
}

/** Parses definitions, each once. A definition that is nothing but a reference is what it refers to. */
function resolver(
  source: UpstreamSource,
  byName: ReadonlyMap<string, UpstreamSource>,
): (ref: string) => Schema {
  const base = source.base === undefined ? undefined : byName.get(source.base);
  const parsed = new Map<string, Schema>();
  const resolve = (ref: string): Schema => {
    const known = parsed.get(ref);
    if (known !== undefined) return known;
    const text = own(source.definitions, ref) ?? own(base?.definitions, ref);
    if (text === undefined) throw new Error(`${source.name} has no definition ${ref}`);
    const schema = JSON.parse(text) as Schema;
    const found = schema.ref !== undefined && Object.keys(schema).length === 1 ? resolve(schema.ref) : schema;
    parsed.set(ref, found);
    return found;
  };
  return resolve;
}

function own(definitions: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return definitions !== undefined && Object.hasOwn(definitions, name) ? definitions[name] : undefined;
}

function versionsIn(group: string, kind: string, tables: readonly Kinds[]): readonly string[] {
  const found = new Set<string>();
  for (const table of tables) {
    for (const { kind: entry } of table.values()) {
      const slash = entry.apiVersion.indexOf('/');
      const sameGroup = slash === -1 ? group === '' : entry.apiVersion.slice(0, slash) === group;
      if (sameGroup && entry.kind === kind) found.add(entry.apiVersion.slice(slash + 1));
    }
  }
  return [...found].sort();
}

/** Taken from a Namespace, which every Kubernetes serves. */
function objectMeta(kinds: Kinds | undefined): Pick<UpstreamKind, 'schema' | 'resolve'> | undefined {
  const entry = kinds?.get('v1 Namespace');
  if (entry === undefined) return undefined;
  const { resolve, schema } = (entry.made ??= make(entry));
  const metadata = schema.properties?.['metadata'];
  if (metadata === undefined) return undefined;
  return { schema: metadata.ref === undefined ? metadata : resolve(metadata.ref), resolve };
}
