import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  compilerPlugin,
  editorSchemas,
  fileNameOf,
  formFiles,
  kindsOfDefinition,
  loadDefinition,
  openApiDocument,
  referencePages,
  resourceDefinitionFiles,
  typeFiles,
  type OutputSource,
} from '@fairway/compiler';
import { kindsPlugin, parts } from '@fairway/kinds';
import { readDocuments } from '@fairway/kubernetes';
import { createPlatform, isObject, pluginApi, type FairwayConfig, type Plugin } from '@fairway/model';
import type { Generator } from '../generator.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const example = 'examples/acme';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Used until the example organization is there, and by tests. */
export const minimalOrganization = `apiVersion: fairway.dev/v1alpha1
kind: Organization
metadata:
  name: acme
spec:
  api:
    group: platform.example.com
`;

/** Everything that the schemas of the example organization lead to: one schema, many outputs. */
export const generator: Generator = {
  name: 'schemas',
  owns: [
    'schemas/kinds/',
    'schemas/definition/',
    'schemas/forms/',
    'schemas/types/',
    'schemas/openapi.json',
    'schemas/organization.json',
    'crds/',
    'docs/reference/kinds/',
    'docs/reference/definition/',
    'docs/reference/formats.md',
  ],
  generate: async () => outputsOf(await exampleSource(), readNotes()),
};

/** The files of all outputs, by path from the root. */
export function outputsOf(source: OutputSource, notes: Notes): Map<string, string> {
  const files = new Map<string, string>();
  const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
  for (const [file, schema] of editorSchemas(source)) files.set(`schemas/${file}`, json(schema));
  for (const [file, form] of formFiles(source)) files.set(`schemas/forms/${file}`, json(form));
  for (const [file, text] of typeFiles(source)) files.set(`schemas/types/${file}`, text);
  files.set('schemas/openapi.json', json(openApiDocument(source)));
  for (const [file, text] of resourceDefinitionFiles(source)) files.set(`crds/${file}`, text);
  for (const [file, text] of referencePages(source, notes)) files.set(`docs/reference/${file}`, text);
  return files;
}

/** The example organization as it stands in the repository, with its own kinds and plugins: its definition, without its services. */
export async function exampleSource(): Promise<OutputSource> {
  const documents = definitionFiles().flatMap(({ file, text }) => readDocuments(text, file).documents);
  const plugins = [kindsPlugin, compilerPlugin, ...(await examplePlugins())];
  const defined = kindsOfDefinition(documents, { kinds: plugins.flatMap(({ kinds }) => kinds ?? []), parts });
  const own: Plugin = { apiVersion: 1, name: 'kind-definitions', kinds: defined.kinds };
  const platform = createPlatform({ plugins: [...plugins, own], sha256 });
  const { definition, diagnostics } = loadDefinition(documents, { now: '2026-01-01', sha256, platform });
  const problem = diagnostics.find(({ severity }) => severity === 'error');
  if (problem !== undefined) throw new Error(`the example organization, ${problem.file}: ${problem.message}`);
  return { platform, definition };
}

async function examplePlugins(): Promise<readonly Plugin[]> {
  const file = join(root, example, 'fairway.config.ts');
  if (!existsSync(file)) return [];
  const config = (await import(pathToFileURL(file).href)) as { readonly default: FairwayConfig };
  return config.default(pluginApi).plugins;
}

interface TextFile {
  readonly file: string;
  readonly text: string;
}

function definitionFiles(): TextFile[] {
  const found = [...yamlBelow(example, 'fairway.yaml'), ...yamlBelow(`${example}/platform`)];
  return existsSync(join(root, example, 'fairway.yaml'))
    ? found
    : [{ file: 'fairway.yaml', text: minimalOrganization }];
}

function yamlBelow(folder: string, only?: string): TextFile[] {
  const at = join(root, folder);
  if (!existsSync(at)) return [];
  return readdirSync(at, { recursive: only === undefined, encoding: 'utf8' })
    .filter((file) => (only === undefined ? /\.ya?ml$/.test(file) : file === only))
    .filter((file) => !/^(?:rules|checks|paths)\//.test(file))
    .sort()
    .map((file) => ({
      file: `${folder}/${file}`.slice(example.length + 1),
      text: readFileSync(join(at, file), 'utf8'),
    }));
}

interface Notes {
  readonly details: ReadonlyMap<string, string>;
  readonly examples: ReadonlyMap<string, readonly { readonly title: string; readonly text: string }[]>;
}

/** The page beside each kind, and the first documents of each kind in the example. */
function readNotes(): Notes {
  const details = new Map<string, string>();
  for (const kind of kindsPlugin.kinds ?? []) {
    const name = fileNameOf(kind.kind);
    const page = join(root, 'packages/kinds/src/kinds', name, `${name}.md`);
    if (existsSync(page)) details.set(kind.kind, withoutTitle(readFileSync(page, 'utf8')));
  }
  const examples = new Map<string, { title: string; text: string }[]>();
  for (const folder of ['services', 'platform', 'governance', 'releases']) {
    for (const { file, text } of yamlBelow(`${example}/${folder}`)) addExample(examples, file, text);
  }
  for (const { file, text } of yamlBelow(example, 'fairway.yaml')) addExample(examples, file, text);
  return { details, examples };
}

/** Files with one document; the first two of each kind are enough. */
function addExample(
  examples: Map<string, { title: string; text: string }[]>,
  file: string,
  text: string,
): void {
  const [only, ...others] = readDocuments(text, file).documents;
  if (only === undefined || others.length > 0 || !isObject(only.value)) return;
  const { kind } = only.value;
  if (typeof kind !== 'string') return;
  const list = examples.get(kind) ?? [];
  if (list.length < 2) list.push({ title: `${example}/${file}`, text });
  examples.set(kind, list);
}

function withoutTitle(markdown: string): string {
  return markdown.replace(/^# .*\n+/, '').trimEnd();
}
