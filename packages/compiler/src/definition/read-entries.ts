import {
  definitionApiVersion,
  definitionKinds,
  diagnostic,
  isObject,
  shapeOf,
  suggest,
  type DefinitionKind,
  type Diagnostic,
  type Lifecycle,
  type Path,
  type Problem,
  type SourceDocument,
} from '@fairway/model';
import { checkPlainSecrets } from '../check/plain-secrets.ts';
import { metadataShape } from '../load/metadata.ts';
import { checkConstraints } from '../validate/constraints.ts';
import { validateShape } from '../validate/validate.ts';
import type { Entry } from './entry.ts';

const FIELDS = ['apiVersion', 'kind', 'metadata', 'spec'];

const kinds: ReadonlyMap<string, DefinitionKind> = new Map(definitionKinds.map((kind) => [kind.kind, kind]));

/** The kind of a definition document by its name. */
export function definitionKind(name: string): DefinitionKind | undefined {
  return kinds.get(name);
}

/**
 * Reads one document that the platform team wrote: envelope, schema, constraints between fields.
 * The entry is there whenever kind and name are; what is wrong in the spec is left out of it.
 */
export function readEntry(document: SourceDocument, diagnostics: Diagnostic[]): Entry | undefined {
  let known = memo.get(document);
  if (known === undefined) {
    const found: Diagnostic[] = [];
    const entry = readNewEntry(document, found);
    known = { entry, diagnostics: [...found, ...checkPlainSecrets(document, false)] };
    memo.set(document, known);
  }
  diagnostics.push(...known.diagnostics);
  return known.entry;
}

// Reading is pure, and `why` loads the same definition hundreds of times with one document changed.
const memo = new WeakMap<
  SourceDocument,
  { readonly entry: Entry | undefined; readonly diagnostics: readonly Diagnostic[] }
>();

function readNewEntry(document: SourceDocument, diagnostics: Diagnostic[]): Entry | undefined {
  const report = (problem: Problem, path: Path, part: 'key' | 'value' = 'value'): void => {
    diagnostics.push(diagnostic(problem, document.locate(path, part)));
  };
  const { value } = document;
  if (!isObject(value)) {
    report(
      { code: 'FWY2002', message: 'a document must be an object with apiVersion, kind, metadata, and spec' },
      [],
    );
    return undefined;
  }
  reportUnknownFields(value, report);
  reportVersion(value['apiVersion'], report);
  const kind = readKind(value['kind'], report);
  const metadata = validateShape(value['metadata'] ?? {}, metadataShape, document, ['metadata']);
  diagnostics.push(...metadata.diagnostics);
  const name = isObject(metadata.value) ? metadata.value['name'] : undefined;
  if (kind === undefined) return undefined;
  const checked = validateShape(value['spec'] ?? {}, shapeOf(kind.spec), document, ['spec']);
  diagnostics.push(...checked.diagnostics);
  const spec = isObject(checked.value) ? checked.value : {};
  for (const { problem, path } of checkConstraints(spec, kind.constraints)) report(problem, ['spec', ...path]);
  if (typeof name !== 'string') return undefined;
  return entryOf(kind, name, spec, document, false, checked.references);
}

/** An entry without any check: for Fairway's own documents, which tests hold to their schemas. */
export function trustedEntry(document: SourceDocument): Entry {
  const value = document.value as { kind: string; metadata: { name: string }; spec?: Record<string, unknown> };
  const kind = kinds.get(value.kind);
  if (kind === undefined) throw new Error(`built-in document of the unknown kind ${value.kind}`);
  return entryOf(kind, value.metadata.name, value.spec ?? {}, document, true, []);
}

function entryOf(
  definition: DefinitionKind,
  name: string,
  written: Readonly<Record<string, unknown>>,
  source: SourceDocument,
  builtIn: boolean,
  references: Entry['references'],
): Entry {
  const { version, lifecycle, ...content } = written;
  const spec = definition.versioned ? content : written;
  return {
    definition,
    kind: definition.kind,
    name,
    version: definition.versioned && typeof version === 'string' ? version : '1.0.0',
    lifecycle: definition.versioned ? lifecycleOf(lifecycle) : { state: 'default' },
    spec,
    source,
    builtIn,
    references,
  };
}

function lifecycleOf(written: unknown): Lifecycle {
  if (typeof written === 'string') return { state: written as Lifecycle['state'] };
  const deprecated = isObject(written) ? written['deprecated'] : undefined;
  if (!isObject(deprecated)) return { state: 'default' };
  return { state: 'deprecated', ...(deprecated as { removal: string; replacement: string }) };
}

type Report = (problem: Problem, path: Path, part?: 'key' | 'value') => void;

function reportUnknownFields(value: { readonly [key: string]: unknown }, report: Report): void {
  for (const key of Object.keys(value)) {
    if (FIELDS.includes(key)) continue;
    const nearest = suggest(key, FIELDS);
    const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
    report(
      {
        code: 'FWY2001',
        message: `there is no field "${key}" at the top of a document${hint}`,
        fix: `known fields: ${FIELDS.join(', ')}`,
      },
      [key],
      'key',
    );
  }
}

function reportVersion(apiVersion: unknown, report: Report): void {
  if (apiVersion === definitionApiVersion) return;
  const fix = `write apiVersion: ${definitionApiVersion}`;
  if (typeof apiVersion !== 'string') {
    report(
      { code: 'FWY2003', message: 'apiVersion is missing', fix },
      apiVersion === undefined ? [] : ['apiVersion'],
    );
    return;
  }
  const group = definitionApiVersion.split('/')[0];
  const message = apiVersion.startsWith(`${group}/`)
    ? `${apiVersion} is not a version of the definition`
    : `${apiVersion} documents describe services, not the platform; they do not belong here`;
  report({ code: apiVersion.startsWith(`${group}/`) ? 'FWY2014' : 'FWY2012', message, fix }, ['apiVersion']);
}

function readKind(kind: unknown, report: Report): DefinitionKind | undefined {
  const known = typeof kind === 'string' ? kinds.get(kind) : undefined;
  if (known !== undefined) return known;
  if (typeof kind !== 'string') {
    report(
      {
        code: 'FWY2003',
        message: 'kind is missing: it says what the document describes',
        fix: 'add kind, such as Team',
      },
      kind === undefined ? [] : ['kind'],
    );
    return undefined;
  }
  const nearest = suggest(kind, kinds.keys());
  report(
    {
      code: 'FWY2013',
      message: `there is no kind "${kind}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
      fix: `known kinds: ${[...kinds.keys()].join(', ')}`,
    },
    ['kind'],
  );
  return undefined;
}
