import { hash } from 'node:crypto';
import { resolve } from 'node:path';
import { filesOrganizationSource, findOrganization, gitOrganizationSource } from '@fairway/adapters';
import { compilerPlugin, kindsOfDefinition, loadDefinition } from '@fairway/compiler';
import { kindsPlugin, parts } from '@fairway/kinds';
import { readDocuments } from '@fairway/kubernetes';
import {
  createPlatform,
  type Definition,
  type Diagnostic,
  type OrganizationFile,
  type Platform,
  type SourceDocument,
} from '@fairway/model';
import type { Io } from '../io.ts';
import { loadPlugins } from './plugins.ts';

/** An organization, read and understood as far as it can be. */
export interface Organization {
  /** Absolute path. */
  readonly directory: string;
  readonly platform: Platform;
  readonly definition: Definition;
  readonly definitionDocuments: readonly SourceDocument[];
  /** What developers wrote. */
  readonly intents: readonly SourceDocument[];
  /** Texts by path, for source excerpts and edits. */
  readonly texts: ReadonlyMap<string, string>;
  /** Problems of files, plugins, and definition; intents are judged by `compile`. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the definition has errors: then intents may be checked, but nothing compiled. */
  readonly definitionBroken: boolean;
  /** Whether some file of `services/` could not be read: then nothing may be taken for deleted. */
  readonly intentsMissing: boolean;
  readonly loadDefinition: (documents: readonly SourceDocument[]) => Definition;
}

export interface LoadOptions {
  /** Folder of the organization or below it; default: the current one. */
  readonly directory?: string;
  /** Read it as this Git revision had it. */
  readonly revision?: string;
  readonly plugins?: boolean;
  /** More definition documents, such as a ReleaseSet of the command line. */
  readonly extra?: readonly { readonly path: string; readonly text: Uint8Array }[];
}

export type LoadResult =
  | { readonly organization: Organization; readonly diagnostics: readonly Diagnostic[] }
  | { readonly organization: null; readonly diagnostics: readonly Diagnostic[] };

/** Lowercase hexadecimal SHA-256. */
export function sha256(text: string): string {
  return hash('sha256', text);
}

/** Finds and loads the organization that a command is about. */
export async function loadOrganization(io: Io, options: LoadOptions): Promise<LoadResult> {
  const start = resolve(io.cwd, options.directory ?? '.');
  const found = findOrganization(start);
  if (found.directory === null) return { organization: null, diagnostics: [found.diagnostic] };
  const { directory } = found;
  const { revision } = options;
  const source =
    revision === undefined ? filesOrganizationSource({ directory }) : gitOrganizationSource({ directory, revision });
  const { files, diagnostics: unread } = await source.readTree();
  const read = [...files, ...(options.extra ?? [])].filter(({ path }) => isDocument(path)).map(readFile);
  const { plugins, diagnostics: broken } =
    options.plugins === false ? { plugins: [], diagnostics: [] } : await loadPlugins(directory);
  const documents = read.flatMap((one) => one.documents);
  const definitionDocuments = documents.filter(({ file }) => !isIntent(file));
  const own = [kindsPlugin, compilerPlugin, ...plugins];
  const kinds = own.flatMap((plugin) => plugin.kinds ?? []);
  const defined = kindsOfDefinition(definitionDocuments, { kinds, parts });
  const platform = createPlatform({
    plugins: [...own, { apiVersion: 1, name: 'kind-definitions', kinds: defined.kinds }],
    sha256,
  });
  const now = io.now();
  const { definition, diagnostics } = loadDefinition(definitionDocuments, { now, sha256, platform });
  const all = [...unread, ...read.flatMap((one) => one.diagnostics), ...broken, ...defined.diagnostics, ...diagnostics];
  const isError = ({ severity, file }: Diagnostic): boolean => severity === 'error' && !isIntent(file);
  const organization: Organization = {
    directory,
    platform,
    definition,
    definitionDocuments,
    intents: documents.filter(({ file }) => isIntent(file)),
    texts: new Map(read.map(({ path, text }) => [path, text])),
    diagnostics: all,
    definitionBroken: all.some(isError),
    intentsMissing: all.some(({ severity, file }) => severity === 'error' && isIntent(file)),
    loadDefinition: (changed) => loadDefinition(changed, { now, sha256, platform }).definition,
  };
  return { organization, diagnostics: all };
}

function isDocument(path: string): boolean {
  return /\.(ya?ml|json)$/.test(path) && path !== 'platform/schemas.json';
}

/** Whether a file holds what developers write; everything else describes the platform. */
export function isIntent(file: string): boolean {
  return !/^(fairway\.ya?ml|platform\/|governance\/|releases\/|builtin\/|--releases)/.test(file);
}

function readFile({ path, text }: OrganizationFile) {
  const { documents, diagnostics } = readDocuments(text, path);
  return { path, text: new TextDecoder().decode(text), documents, diagnostics };
}
