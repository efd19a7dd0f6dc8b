import { hash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import {
  bundleFile,
  compilerPlugin,
  definitionsOfPlugins,
  kindsOfDefinition,
  loadDefinition,
  readPlatformBundle,
} from '@fairway/compiler';
import { kindsPlugin, parts } from '@fairway/kinds';
import { readDocuments } from '@fairway/kubernetes';
import {
  compareDiagnostics,
  createPlatform,
  diagnostic,
  fileStart,
  plainSecretsIn,
  plainSecretsInText,
  type Definition,
  type Diagnostic,
  type OrganizationSource,
  type Platform,
  type Plugin,
  type SourceDocument,
} from '@fairway/model';
import { hideSecrets } from '../known-secrets.ts';
import { badPlugin, cannotRender, loadPlugins, type LoadedPlugins, type PluginUse } from './plugins.ts';

/** An organization, read and checked as far as its definition goes. */
export interface Organization {
  /** Absolute. */
  readonly directory: string;
  readonly platform: Platform;
  readonly definition: Definition;
  readonly intents: readonly SourceDocument[];
  readonly definitionDocuments: readonly SourceDocument[];
  /** Whether every file could be read; otherwise nothing may be taken for deleted. */
  readonly complete: boolean;
  /** Of reading, plugins, and the definition. */
  readonly diagnostics: readonly Diagnostic[];
  /** The text of a file of the organization, for excerpts and edits. */
  readonly textOf: (file: string) => string | undefined;
}

export interface LoadOptions {
  readonly directory: string;
  readonly source: OrganizationSource;
  readonly plugins: PluginUse;
  /** ISO date and time. */
  readonly now: string;
  /** `--releases FILE`, absolute. */
  readonly releases?: string | undefined;
}

interface ReadFile {
  /** The text, which its documents hold anyway; bytes where they are no text. */
  readonly content: string | Uint8Array;
  readonly documents: readonly SourceDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Loads the same organization again and again; only what changed is parsed and checked anew. */
export interface OrganizationLoader {
  readonly load: (options: LoadOptions) => Promise<Organization>;
}

export const sha256 = (text: string): string => hash('sha256', text);

/** A loader without memory of other organizations. Files with the same bytes keep their documents' identity. */
export function organizationLoader(): OrganizationLoader {
  let files = new Map<string, ReadFile>();
  let platform: { readonly key: readonly unknown[]; readonly made: MadePlatform } | undefined;
  let loaded:
    | { readonly key: readonly unknown[]; readonly result: ReturnType<typeof loadDefinition> }
    | undefined;
  const reader = {};
  return {
    load: async (options) => {
      const { directory, now } = options;
      const tree = await options.source.readTree();
      const next = new Map<string, ReadFile>();
      for (const { path, text } of tree.files)
        if (path !== LOCK && path !== bundleFile) next.set(path, readFile(path, text, files));
      if (options.releases !== undefined) {
        // A file that the organization reads anyway speaks first too, and once.
        next.delete(relative(directory, options.releases).split(sep).join('/'));
        next.set(options.releases, readRelease(options.releases, files));
      }
      files = next;
      hideSecrets(reader, () => secretsOf(next.values()));
      const isIntent = (path: string): boolean => path.startsWith('services/') || path.startsWith('../');
      const intents = [...next].flatMap(([path, { documents }]) => (isIntent(path) ? documents : []));
      const definitionDocuments = withoutReplaced(
        [...next].flatMap(([path, { documents }]) => (isIntent(path) ? [] : documents)),
        next.get(options.releases ?? '')?.documents ?? [],
      );
      const own = await pluginsFor(directory, options.plugins);
      const platformKey = [own.version, ...definitionDocuments.filter(isKindDefinition)];
      if (platform === undefined || !sameList(platform.key, platformKey)) {
        platform = { key: platformKey, made: makePlatform(own.plugins, definitionDocuments) };
      }
      const { made } = platform;
      const key = [made.platform, now.slice(0, 10), ...definitionDocuments];
      if (loaded === undefined || !sameList(loaded.key, key)) {
        loaded = { key, result: loadDefinition(definitionDocuments, { now, sha256, platform: made.platform }) };
      }
      const reading = [...next.values()].flatMap(({ diagnostics }) => diagnostics);
      return {
        directory,
        platform: made.platform,
        definition: loaded.result.definition,
        intents,
        definitionDocuments,
        complete: ![...tree.diagnostics, ...reading].some(({ severity }) => severity === 'error'),
        diagnostics: [
          ...tree.diagnostics,
          ...reading,
          ...own.diagnostics,
          ...made.diagnostics,
          ...loaded.result.diagnostics,
        ].sort(compareDiagnostics),
        textOf: (file) => {
          const read = next.get(file);
          return read === undefined ? undefined : textOf(read.content);
        },
      };
    },
  };
}

const LOCK = 'platform/definition.lock';

function readFile(path: string, bytes: Uint8Array, known: ReadonlyMap<string, ReadFile>): ReadFile {
  const content = textOrBytes(bytes);
  const before = known.get(path);
  if (before !== undefined && isSame(before.content, content)) return before;
  return { content, ...readDocuments(content, path) };
}

function* secretsOf(read: Iterable<ReadFile>): Generator<string> {
  for (const { content, documents, diagnostics } of read) {
    for (const { value } of documents) yield* plainSecretsIn(value);
    // Of a broken file only the text is there, and excerpts show it.
    if (diagnostics.length > 0) yield* plainSecretsInText(textOf(content));
  }
}

function readRelease(file: string, known: ReadonlyMap<string, ReadFile>): ReadFile {
  const nothing = (code: string, message: string): ReadFile => {
    const problem = { code, message, fix: 'name a file with ReleaseSet documents' };
    return { content: '', documents: [], diagnostics: [diagnostic(problem, fileStart(file))] };
  };
  try {
    const read = readFile(file, readFileSync(file), known);
    const other = read.documents.find((document) => kindOf(document) !== 'ReleaseSet');
    if (other === undefined) return read;
    const kind = kindOf(other);
    return nothing(
      'FWY4037',
      `${file} holds ${typeof kind === 'string' ? `a ${kind}` : 'something else'}; --releases takes ReleaseSet documents only`,
    );
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = missing ? 'there is no such file' : 'it cannot be read';
    return nothing('FWY1022', `${file} cannot be read: ${reason}.`);
  }
}

/** The documents without those of which `--releases` holds another of the same name. */
function withoutReplaced(
  documents: readonly SourceDocument[],
  given: readonly SourceDocument[],
): readonly SourceDocument[] {
  if (given.length === 0) return documents;
  const names = new Set(given.map(nameOf));
  return documents.filter(
    (one) => given.includes(one) || kindOf(one) !== 'ReleaseSet' || !names.has(nameOf(one)),
  );
}

function kindOf({ value }: SourceDocument): unknown {
  return (value as { kind?: unknown } | null)?.kind;
}

function nameOf({ value }: SourceDocument): unknown {
  return (value as { metadata?: { name?: unknown } } | null)?.metadata?.name;
}

async function pluginsFor(directory: string, use: PluginUse): Promise<LoadedPlugins> {
  if (use === 'run') return loadPlugins(directory);
  const file = join(directory, bundleFile);
  if (!existsSync(file)) return { plugins: [], diagnostics: [], version: 'none' };
  // A pipe would be waited for; what is no file is no bundle either.
  const text = statSync(file).isFile() ? readFileSync(file, 'utf8') : '';
  const { plugins, diagnostics } = readPlatformBundle(text, parts);
  const refused = use === 'refuse' && plugins.length > 0 ? [cannotRender(plugins)] : [];
  return { plugins, diagnostics: [...diagnostics, ...refused], version: `bundle ${sha256(text)}` };
}

interface MadePlatform {
  readonly platform: Platform;
  readonly diagnostics: readonly Diagnostic[];
}

function makePlatform(own: readonly Plugin[], documents: readonly SourceDocument[]): MadePlatform {
  const builtIn = [kindsPlugin, compilerPlugin];
  const kinds = [...(kindsPlugin.kinds ?? []), ...own.flatMap((plugin) => plugin.kinds ?? [])];
  const extensions = own.flatMap((plugin) => Object.values(plugin.extend ?? {}).flat());
  const defined = kindsOfDefinition(documents, { kinds, parts: [...parts, ...extensions] });
  const organization: Plugin = { apiVersion: 1, name: 'organization', kinds: defined.kinds };
  const diagnostics = [...defined.diagnostics];
  try {
    definitionsOfPlugins(own);
    return { platform: createPlatform({ plugins: [...builtIn, organization, ...own], sha256 }), diagnostics };
  } catch (error) {
    if (own.length === 0) throw error;
    diagnostics.push(badPlugin(error instanceof Error ? error.message : String(error)));
    return { platform: createPlatform({ plugins: [...builtIn, organization], sha256 }), diagnostics };
  }
}

function isKindDefinition(document: SourceDocument): boolean {
  return kindOf(document) === 'KindDefinition';
}

function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

function textOrBytes(bytes: Uint8Array): string | Uint8Array {
  try {
    return strict.decode(bytes);
  } catch {
    return bytes;
  }
}

function textOf(content: string | Uint8Array): string {
  return typeof content === 'string' ? content : lenient.decode(content);
}

function isSame(a: string | Uint8Array, b: string | Uint8Array): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return Buffer.compare(a, b) === 0;
}
