import { readDocuments } from '@fairway/kubernetes';
import {
  diagnostic,
  hubVersion,
  isObject,
  suggest,
  type Diagnostic,
  type Path,
  type Problem,
  type SourceDocument,
  type TextEdit,
} from '@fairway/model';
import { sameValue } from './same-value.ts';
import { toHub } from '../schema/convert.ts';
import { kindSchemas, type KindSchema } from '../schema/kind-schema.ts';
import { hasAnchors } from './anchors.ts';
import { lineEdits } from './line-edits.ts';
import { replaceScalar } from './pairs.ts';
import { stepOnce } from './steps.ts';
import { Unwritable, type Page } from './text.ts';
import type { MigrateRequest } from './request.ts';
import { rewriteKind } from './to-kind.ts';

/** One file after migration. */
export interface MigratedFile {
  readonly text: string;
  /** By whole lines; nothing else of the file changes. */
  readonly edits: readonly TextEdit[];
  /** Positions of the documents that were rewritten. */
  readonly documents: readonly number[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Rewrites the intent documents of one file for another API version or kind and touches only what changes:
 * comments, order, quotes and line endings of everything else stay byte for byte. Documents that cannot be rewritten
 * without loss stay as they are, with a diagnostic (FWY2021); FWY2020 where the target does not exist.
 */
export function migrateFile(file: string, text: string, request: MigrateRequest): MigratedFile {
  const read = readDocuments(text, file);
  const errors = read.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { text, edits: [], documents: [], diagnostics: errors };
  const target = targetOf(request);
  if ('problem' in target) {
    const [first] = read.documents;
    const at = first?.locate([]);
    const diagnostics = at === undefined ? [] : [diagnostic(target.problem, at)];
    return { text, edits: [], documents: [], diagnostics };
  }
  const diagnostics: Diagnostic[] = [];
  const documents: number[] = [];
  let current = text;
  for (const [position, original] of read.documents.entries()) {
    const page = pageOf(current, file, position);
    if (page === undefined) continue;
    try {
      const next = migrateDocument(page, position, target, request);
      if (next !== undefined && next !== current) {
        current = next;
        documents.push(position);
      }
    } catch (error) {
      if (!(error instanceof Unwritable)) throw error;
      diagnostics.push(diagnostic(unwritable(error), original.locate([])));
    }
  }
  return { text: current, edits: lineEdits(file, text, current), documents, diagnostics };
}

type Target = { readonly kind: string } | { readonly apiVersion: string; readonly schema: string };

function targetOf({ platform, definition, to }: MigrateRequest): Target | { readonly problem: Problem } {
  const { group, versions } = definition.organization.api;
  const version = versions.find(({ name, served }) => served && (name === to || `${group}/${name}` === to));
  if (version !== undefined) return { apiVersion: `${group}/${version.name}`, schema: version.schema };
  const expanded = [...platform.kinds.values()].flatMap((kind) =>
    kind.layer === 'alias' ? [kind.expandsTo] : [],
  );
  if (expanded.includes(to)) return { kind: to };
  const known = [...versions.filter(({ served }) => served).map(({ name }) => name), ...new Set(expanded)];
  const nearest = suggest(to, known);
  const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  return {
    problem: {
      code: 'FWY2020',
      message: `nothing can be migrated to "${to}"${hint}`,
      fix: `one of: ${known.join(', ')}`,
    },
  };
}

function unwritable({ message, fix }: Unwritable): Problem {
  return {
    code: 'FWY2021',
    message: `the document cannot be rewritten without losing something: ${message}`,
    fix:
      fix ??
      'change it by hand, or write the place in block style without anchors and aliases, and migrate again',
  };
}

function pageOf(text: string, file: string, position: number): Page | undefined {
  const document = readDocuments(text, file).documents[position];
  return document === undefined ? undefined : { text, document };
}

interface Known {
  readonly schema: KindSchema;
  readonly apiVersion: string;
  readonly version: string;
}

/** What is known of a document of the organization's own group; `undefined` for any other. */
function knownOf({ value }: SourceDocument, { platform, definition }: MigrateRequest): Known | undefined {
  if (!isObject(value)) return undefined;
  const { apiVersion, kind } = value;
  const schema = typeof kind === 'string' ? kindSchemas(platform).get(kind) : undefined;
  const { group, versions } = definition.organization.api;
  const version = versions.find(({ name }) => apiVersion === `${group}/${name}`);
  if (schema === undefined || version === undefined) return undefined;
  return { schema, apiVersion: String(apiVersion), version: version.schema };
}

function migrateDocument(
  page: Page,
  position: number,
  target: Target,
  request: MigrateRequest,
): string | undefined {
  const known = knownOf(page.document, request);
  if (known === undefined) return undefined;
  if ('kind' in target) {
    const { kind } = known.schema;
    if (kind.layer !== 'alias' || kind.expandsTo !== target.kind) return undefined;
    if (hasAnchors(page)) throw new Unwritable('it uses anchors, aliases or tags');
    return rewriteKind(page, request);
  }
  if (known.apiVersion === target.apiVersion) return undefined;
  const { steps } = known.schema;
  if (known.version === target.schema) {
    // Nobody means to go from v1 back to v1beta1 where both are the same schema.
    if (maturity(known.apiVersion) > maturity(target.apiVersion)) return undefined;
  } else if (target.schema !== hubVersion) {
    // Also where the kind has no steps: half of an organization must not go back.
    const fix = 'keep it as it is: migrate goes to newer versions only';
    throw new Unwritable(`${target.apiVersion} is older than ${known.apiVersion}`, fix);
  }
  if (known.version === target.schema || steps.length === 0)
    return replaceScalar(page, ['apiVersion'], target.apiVersion);
  return forward(page, position, known.schema, target.apiVersion);
}

/** Orders versions as Kubernetes does: stable before beta before alpha, higher numbers before lower ones. */
function maturity(apiVersion: string): number {
  const match = /v(\d+)(?:(alpha|beta)(\d+))?$/.exec(apiVersion);
  const stage = match?.[2] === undefined ? 2 : match[2] === 'beta' ? 1 : 0;
  return stage * 1_000_000 + Number(match?.[1] ?? 0) * 1000 + Number(match?.[3] ?? 0);
}

function forward(page: Page, position: number, schema: KindSchema, apiVersion: string): string {
  const { file } = page.document;
  const bases = basesOf(page.document);
  let here = page;
  for (const base of bases) {
    for (const step of schema.steps) {
      for (let next = stepOnce(here, base, step); next !== undefined; next = stepOnce(here, base, step)) {
        if (hasAnchors(page)) throw new Unwritable('it uses anchors, aliases or tags');
        const fresh = pageOf(next, file, position);
        if (fresh === undefined || fresh.text === here.text)
          throw new Unwritable(`"${step.step}" has no effect`);
        here = fresh;
      }
    }
  }
  confirm(page, here, bases, schema);
  return replaceScalar(here, ['apiVersion'], apiVersion);
}

function basesOf({ value }: SourceDocument): Path[] {
  const environments = isObject(value) ? value['environments'] : undefined;
  return [
    ['spec'],
    ...(isObject(environments) ? Object.keys(environments).map((name) => ['environments', name]) : []),
  ];
}

/** The rewritten text must say exactly what the conversion of the values says. */
function confirm(before: Page, after: Page, bases: readonly Path[], schema: KindSchema): void {
  const expected = structuredClone(before.document.value) as Record<string, unknown>;
  for (const base of bases) {
    const holder = base.length === 1 ? expected : (expected['environments'] as Record<string, unknown>);
    const name = base.at(-1) as string;
    holder[name] = toHub(holder[name], schema.steps).spec;
  }
  if (!sameValue(expected, after.document.value)) throw new Unwritable('the result would not mean the same');
}
