import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compareVersions,
  readDefinitions,
  readDocuments,
  sortKeys,
  type Schema,
  type SourceFacts,
  type SourceKind,
  type UpstreamSource,
} from '@fairway/kubernetes';
import { moduleFolder } from './go-modules.ts';
import { readKubernetes, type OpenApiDocument } from './kubernetes.ts';
import {
  baseMinor,
  kubernetesModule,
  questions,
  type GatheredProduct,
  type KubernetesMinor,
  type ModuleProduct,
} from './products.ts';
import { shareDefinitions } from './share.ts';

/** A source, or why what it is derived from is not at hand. */
export type Derived = { readonly source: UpstreamSource } | { readonly missing: string };

/** `index.json` of a folder of gathered definitions, as far as it is read. */
interface GatheredIndex {
  readonly sources: readonly {
    readonly product: string;
    readonly repository: string;
    readonly ref: string;
    readonly commit: string;
    readonly licence: string;
    readonly rows: readonly { readonly file: string; readonly kind: string }[];
  }[];
}

/** The source of a product from a folder of gathered definitions. */
export function deriveGathered(product: GatheredProduct, folder: string | undefined): Derived {
  if (folder === undefined) return { missing: 'no --from DIR given' };
  const indexFile = join(folder, 'index.json');
  if (!existsSync(indexFile)) return { missing: 'the folder given with --from has no index.json' };
  const { sources } = JSON.parse(readFileSync(indexFile, 'utf8')) as GatheredIndex;
  const rows = sources.filter(
    (row) =>
      row.product === product.product &&
      (product.repository === undefined || row.repository === product.repository) &&
      row.rows.some(({ kind }) => product.kinds?.includes(kind) ?? true),
  );
  const [row] = rows;
  if (row === undefined || rows.length > 1)
    return { missing: `index.json has ${rows.length} rows for it instead of one` };
  const files = row.rows
    .filter(({ kind }) => product.kinds?.includes(kind) ?? true)
    .map(({ file }) => file)
    .sort();
  const absent = files.filter((file) => !existsSync(join(folder, file)));
  if (absent.length > 0) return { missing: `files are missing: ${absent.join(', ')}` };
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
  return {
    source: fromDefinitions(texts, product, {
      name: product.name,
      product: product.product,
      version: /^v?\d/.test(row.ref) ? row.ref : '',
      repository: `github.com/${row.repository}`,
      commit: row.commit,
      license: row.licence,
    }),
  };
}

/** The source of a product from the files of a Go module. */
export function deriveModule(product: ModuleProduct): Derived {
  const { license, module, name, repository, version } = product;
  const found = moduleFolder(module, version);
  if ('missing' in found) return found;
  // Charts wrap definitions in conditions of their own.
  const texts = product.files.map((file) =>
    readFileSync(join(found.folder, file), 'utf8').replace(/^\{\{.*\}\}\n/gm, ''),
  );
  const facts = { name, product: product.product, version, repository, license };
  return { source: fromDefinitions(texts, product, facts) };
}

/** The source of a minor of Kubernetes. Other minors than the base one hold only what differs from `base`. */
export function deriveKubernetes(
  { from, minor }: KubernetesMinor,
  root: string,
  base: UpstreamSource | undefined,
): Derived {
  const version = 'version' in from ? from.version : requiredVersion(join(root, from.goMod));
  const found = moduleFolder(kubernetesModule, version);
  if ('missing' in found) return found;
  if (minor !== baseMinor && base === undefined) return { missing: `needs Kubernetes ${baseMinor}` };
  const folder = join(found.folder, 'api/openapi-spec/v3');
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
  const documents = texts.map((text) => JSON.parse(text) as OpenApiDocument);
  const { definitions, kinds } = readKubernetes(documents, questions);
  const written = write(definitions);
  const facts = {
    name: `kubernetes-${minor}`,
    product: 'kubernetes',
    version,
    repository: 'github.com/kubernetes/kubernetes',
    digest: digest(texts),
    license: 'Apache-2.0',
    minor,
  };
  if (minor === baseMinor || base === undefined) return { source: { ...facts, kinds, definitions: written } };
  const different = Object.entries(written).filter(([name, text]) => base.definitions[name] !== text);
  return { source: { ...facts, base: base.name, kinds, definitions: Object.fromEntries(different) } };
}

function requiredVersion(goMod: string): string {
  const match = /^(?:require )?\s*k8s\.io\/kubernetes (v\S+)/m.exec(readFileSync(goMod, 'utf8'));
  if (match?.[1] === undefined) throw new Error(`${goMod} does not require ${kubernetesModule}`);
  return match[1];
}

/** Nodes and bytes of one file of definitions; they are ours to read, so the limits are wide. */
const limits = { size: 100_000_000, nodes: 10_000_000 };

function fromDefinitions(
  texts: readonly string[],
  { kinds, newest }: Pick<GatheredProduct, 'kinds' | 'newest'>,
  facts: SourceFacts,
): UpstreamSource {
  const objects = texts.flatMap((text) => {
    const { diagnostics, documents } = readDocuments(text, facts.name, limits);
    const [problem] = diagnostics;
    if (problem !== undefined) throw new Error(`${facts.name}: ${problem.message}`);
    return documents.map(({ value }) => value);
  });
  const { problems, source } = readDefinitions(objects, { ...facts, digest: digest(texts) });
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`${problem.name}: ${problem.path}: ${problem.message}`);
  const wanted = source.kinds.filter(({ kind }) => kinds?.includes(kind) ?? true);
  const kept = withStorage(newest === true ? newestOnly(wanted) : wanted);
  const schemas = Object.fromEntries(
    kept.map(({ definition }) => [definition, JSON.parse(source.definitions[definition] ?? '') as Schema]),
  );
  return { ...source, kinds: kept, definitions: write(shareDefinitions(schemas)) };
}

function newestOnly(kinds: readonly SourceKind[]): readonly SourceKind[] {
  return kinds.filter((kind) =>
    kinds.every((other) => crdName(other) !== crdName(kind) || compareVersions(other, kind) <= 0),
  );
}

/** Exactly one version of each kind is stored: the one that upstream stores, or else the newest. */
function withStorage(kinds: readonly SourceKind[]): readonly SourceKind[] {
  const stored = new Set(kinds.filter(({ storage }) => storage === true).map(crdName));
  const missing = newestOnly(kinds.filter((kind) => !stored.has(crdName(kind))));
  const all = kinds.map((kind) => (missing.includes(kind) ? { ...kind, storage: true as const } : kind));
  return all.sort((a, b) => (a.definition < b.definition ? -1 : 1));
}

function crdName({ apiVersion, plural }: SourceKind): string {
  return `${plural}.${apiVersion.slice(0, apiVersion.indexOf('/'))}`;
}

function write(definitions: Readonly<Record<string, Schema>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [name, JSON.stringify(sortKeys(schema))]),
  );
}

function digest(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  return hash.digest('hex');
}
