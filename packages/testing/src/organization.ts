import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { filesOrganizationSource } from '@fairway/adapters';
import { compile, compilerPlugin, kindsOfDefinition, loadDefinition } from '@fairway/compiler';
import { kindsPlugin, parts } from '@fairway/kinds';
import type { CompileForTest } from '@fairway/kinds/testing';
import { readDocuments, sha256Hex } from '@fairway/kubernetes';
import {
  createPlatform,
  pluginApi,
  type Compilation,
  type Definition,
  type Diagnostic,
  type FairwayConfig,
  type Platform,
  type Plugin,
  type SourceDocument,
} from '@fairway/model';
import { organizationOf, testNow, testPlatform } from './harness.ts';

/** The folder of the example organization. */
export const acmeFolder = fileURLToPath(new URL('../../../examples/acme/', import.meta.url));

/** The day on which the example organization is looked at. */
export const acmeNow = '2026-11-21T09:00:00Z';

/** An organization on disk, read and loaded with its own plugins. */
export interface LoadedOrganization {
  readonly platform: Platform;
  readonly definition: Definition;
  readonly intents: readonly SourceDocument[];
  readonly definitionDocuments: readonly SourceDocument[];
  /** What reading and the definition brought up. */
  readonly diagnostics: readonly Diagnostic[];
  readonly compile: (environment: string) => Compilation;
}

/** Reads the organization in a folder, as the command line does; `change` may give a file another text. */
export async function loadOrganization(
  folder: string,
  now = acmeNow,
  change: (path: string, text: Uint8Array) => Uint8Array | string = (_, text) => text,
): Promise<LoadedOrganization> {
  const tree = await filesOrganizationSource({ directory: folder }).readTree();
  const diagnostics: Diagnostic[] = [...tree.diagnostics];
  const definitions: SourceDocument[] = [];
  const intents: SourceDocument[] = [];
  for (const { path, text } of tree.files) {
    if (path.endsWith('.lock')) continue;
    const read = readDocuments(change(path, text), path);
    diagnostics.push(...read.diagnostics);
    (path.startsWith('services/') ? intents : definitions).push(...read.documents);
  }
  const plugins = [kindsPlugin, compilerPlugin, ...(await pluginsOf(folder))];
  const kinds = plugins.flatMap((plugin) => plugin.kinds ?? []);
  const defined = kindsOfDefinition(definitions, { kinds, parts });
  diagnostics.push(...defined.diagnostics);
  const own: Plugin = { apiVersion: 1, name: 'kind-definitions', kinds: defined.kinds };
  const platform = createPlatform({ plugins: [...plugins, own], sha256: sha256Hex });
  const loaded = loadDefinition(definitions, { now, sha256: sha256Hex, platform });
  diagnostics.push(...loaded.diagnostics);
  const { definition } = loaded;
  return {
    platform,
    definition,
    definitionDocuments: definitions,
    intents,
    diagnostics,
    compile: (environment) => compile(platform, { definition, environment, documents: intents, now }),
  };
}

/** Plugins of `fairway.config.ts`, if there is one. */
export async function pluginsOf(folder: string): Promise<readonly Plugin[]> {
  const file = join(folder, 'fairway.config.ts');
  if (!existsSync(file)) return [];
  const config = (await import(pathToFileURL(file).href)) as { readonly default: FairwayConfig };
  return config.default(pluginApi).plugins;
}

/** The compiler for the public kit of tests: Fairway and the one plugin that is under test. */
export const compileForTest: CompileForTest = ({ plugin, files, environment }) => {
  const platform = testPlatform([plugin]);
  const { definition, diagnostics, intents } = organizationOf(files, { platform });
  const compilation = compile(platform, { definition, environment, documents: intents, now: testNow });
  return { ...compilation, diagnostics: [...diagnostics, ...compilation.diagnostics] };
};
