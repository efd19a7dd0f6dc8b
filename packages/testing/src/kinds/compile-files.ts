import { compile, loadDefinition } from '@fairway/compiler';
import { kindsPlugin } from '@fairway/kinds';
import { readDocuments, sha256Hex } from '@fairway/kubernetes';
import {
  createPlatform,
  nodeTypes,
  type Compilation,
  type Diagnostic,
  type Plugin,
  type SourceDocument,
} from '@fairway/model';

/** The day on which tests happen. */
export const testNow = '2026-06-01T00:00:00Z';

/** Compiles an organization given as texts by path, for one environment; all its problems are in `diagnostics`. */
export function compileFiles(
  files: Readonly<Record<string, string>>,
  environment = 'prod',
  plugins: readonly Plugin[] = [kindsPlugin],
): Pick<Compilation, 'graph' | 'diagnostics' | 'units'> {
  const platform = createPlatform({
    plugins: [...plugins, { apiVersion: 1, name: 'test-nodes', nodes: nodeTypes }],
    sha256: sha256Hex,
  });
  const diagnostics: Diagnostic[] = [];
  const definitions: SourceDocument[] = [];
  const intents: SourceDocument[] = [];
  for (const [file, text] of Object.entries(files)) {
    const read = readDocuments(text, file);
    diagnostics.push(...read.diagnostics);
    (file.startsWith('services/') ? intents : definitions).push(...read.documents);
  }
  const loaded = loadDefinition(definitions, { now: testNow, sha256: sha256Hex, platform });
  diagnostics.push(...loaded.diagnostics);
  const compilation = compile(platform, {
    definition: loaded.definition,
    environment,
    documents: intents,
    now: testNow,
  });
  return { ...compilation, diagnostics: [...diagnostics, ...compilation.diagnostics] };
}
