import { compareText, diagnostic, type Definition, type Diagnostic } from '@fairway/model';
import type { Intent } from '../load/intent.ts';
import { ownershipOf } from '../resolve/ownership.ts';

/** The intents that stay, in a stable order. */
export interface UniqueIntents {
  readonly intents: readonly Intent[];
  /** Those left out because of their name; they are judged, but never compiled. */
  readonly duplicates: readonly Intent[];
}

/**
 * Workload names are unique in the organization, names of data kinds in their system, and a system has each name
 * once over both; other kinds of documents only refer and have each name once per kind (INTENT.md §2.1).
 * Of two with one name the first stays, in the order of files.
 */
export function uniqueIntents(
  intents: readonly Intent[],
  definition: Definition,
  diagnostics: Diagnostic[],
): UniqueIntents {
  const first = new Map<string, Intent>();
  const kept: Intent[] = [];
  const duplicates: Intent[] = [];
  const sorted = intents.toSorted(
    (a, b) => compareText(a.document.file, b.document.file) || a.document.index - b.document.index,
  );
  for (const intent of sorted) {
    const keys = keysOf(intent, definition);
    const other = keys.map((key) => first.get(key)).find((one) => one !== undefined);
    if (other !== undefined) {
      diagnostics.push(duplicate(other, intent));
      duplicates.push(intent);
      continue;
    }
    for (const key of keys) first.set(key, intent);
    kept.push(intent);
  }
  return { intents: kept, duplicates };
}

function keysOf(intent: Intent, definition: Definition): string[] {
  const { layer, kind } = intent.schema.kind;
  if (layer !== 'workload' && layer !== 'data') return [`${kind} ${intent.name}`];
  const system = ownershipOf(intent, definition, () => {})?.system.name;
  return [
    ...(layer === 'workload' ? [`workload ${intent.name}`] : []),
    ...(system === undefined ? [] : [`system ${system}/${intent.name}`]),
  ];
}

function duplicate(first: Intent, second: Intent): Diagnostic {
  const { file, line, column } = first.document.locate(['metadata', 'name']);
  const [one, other] = [first.schema.kind, second.schema.kind];
  const what = one.layer === 'workload' && other.layer === 'workload' ? 'workloads' : `${other.kind} documents`;
  const message =
    one.layer === other.layer
      ? `two ${what} are named ${second.name}`
      : `the ${other.kind} ${second.name} has the name of a ${one.kind} of its system`;
  return diagnostic(
    {
      code: 'FWY3016',
      message,
      fix: 'rename one of them',
      related: [{ message: 'the first one', file, line, column }],
    },
    second.document.locate(['metadata', 'name']),
  );
}
