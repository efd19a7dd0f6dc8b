import {
  diagnostic,
  suggest,
  type Diagnostic,
  type IntentKind,
  type KindDefinitionSpec,
  type KindShape,
  type Part,
  type SourceDocument,
  type WorkloadKind,
} from '@fairway/model';
import type { Entry } from './entry.ts';
import { readEntry } from './read-entries.ts';

export interface KindParts {
  /** Fairway's own kinds and those of plugins; a definition may extend a workload among them. */
  readonly kinds: readonly IntentKind[];
  /** Every part that a definition may name. */
  readonly parts: readonly Part[];
}

export interface DefinedKinds {
  readonly kinds: readonly WorkloadKind[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The kinds that an organization wrote as plain data (`KindDefinition`): each is a list of existing parts, or an
 * existing kind with further parts. Problems of the documents themselves are for `loadDefinition` to report;
 * here stand FWY3190 (unknown part), FWY3191 (unknown kind to extend), FWY3192 (the kind exists already).
 */
export function kindsOfDefinition(
  documents: readonly SourceDocument[],
  { kinds, parts }: KindParts,
): DefinedKinds {
  const diagnostics: Diagnostic[] = [];
  const taken = new Map(kinds.map((kind) => [kind.kind, kind]));
  const known = new Map(parts.map((part) => [part.name, part]));
  const found: WorkloadKind[] = [];
  for (const document of documents) {
    if ((document.value as { kind?: unknown } | null)?.kind !== 'KindDefinition') continue;
    const entry = readEntry(document, []);
    const spec = entry?.spec as Partial<KindDefinitionSpec> | undefined;
    if (entry === undefined || spec?.kind === undefined || entry.lifecycle.state === 'proposed') continue;
    if (taken.has(spec.kind)) {
      report(
        diagnostics,
        entry,
        ['kind'],
        'FWY3192',
        `there is a kind ${spec.kind} already`,
        'choose another name',
      );
      continue;
    }
    const kind = compose(spec.kind, entry, spec, taken, known, diagnostics);
    if (kind !== undefined) found.push(kind);
  }
  return { kinds: found, diagnostics };
}

function compose(
  name: string,
  entry: Entry,
  spec: Partial<KindDefinitionSpec>,
  kinds: ReadonlyMap<string, IntentKind>,
  known: ReadonlyMap<string, Part>,
  diagnostics: Diagnostic[],
): WorkloadKind | undefined {
  const base = spec.extends === undefined ? undefined : kinds.get(spec.extends);
  if (spec.extends !== undefined && base?.layer !== 'workload') {
    const workloads = [...kinds.values()].filter(({ layer }) => layer === 'workload').map(({ kind }) => kind);
    const message = `there is no kind of workload ${spec.extends} to extend${didYouMean(spec.extends, workloads)}`;
    report(diagnostics, entry, ['extends'], 'FWY3191', message, `one of: ${workloads.join(', ')}`);
    return undefined;
  }
  const workload = base?.layer === 'workload' ? base : undefined;
  const parts = new Map((workload?.parts ?? []).map((part) => [part.name, part]));
  for (const [index, written] of (spec.parts ?? []).entries()) {
    const part = known.get(written);
    if (part !== undefined) parts.set(part.name, part);
    else {
      const message = `there is no part ${written}${didYouMean(written, [...known.keys()])}`;
      report(
        diagnostics,
        entry,
        ['parts', index],
        'FWY3190',
        message,
        `one of: ${[...known.keys()].join(', ')}`,
      );
    }
  }
  const shape = workload?.shape ?? shapeOfParts(parts);
  return {
    layer: 'workload',
    kind: name,
    plural: spec.plural ?? `${name.toLowerCase()}s`,
    description: spec.description ?? '',
    shape,
    parts: [...parts.values()],
    ...(workload?.constraints === undefined ? {} : { constraints: workload.constraints }),
    defaultPlacement:
      workload?.defaultPlacement ?? (shape === 'service' || shape === 'worker' ? 'each' : 'primary'),
  };
}

/** How a kind runs that extends no other: its parts say it. */
function shapeOfParts(parts: ReadonlyMap<string, Part>): KindShape {
  if (parts.has('schedule')) return 'cron';
  if (parts.has('job')) return 'job';
  return parts.has('exposure') || parts.has('ports') ? 'service' : 'worker';
}

function didYouMean(written: string, known: readonly string[]): string {
  const nearest = suggest(written, known);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}

function report(
  diagnostics: Diagnostic[],
  { source }: Entry,
  path: readonly (string | number)[],
  code: string,
  message: string,
  fix: string,
): void {
  diagnostics.push(diagnostic({ code, message, fix }, source.locate(['spec', ...path])));
}
