import { diagnostic, type Diagnostic } from '@fairway/model';
import type { Intent } from '../load/intent.ts';

/**
 * Workload names are unique in the organization (INTENT.md §2.1); other kinds of documents only refer
 * and have each name once per kind. Returns the intents that stay, the first of each name.
 */
export function uniqueIntents(intents: readonly Intent[], diagnostics: Diagnostic[]): Intent[] {
  const first = new Map<string, Intent>();
  const kept: Intent[] = [];
  for (const intent of intents) {
    const { layer, kind } = intent.schema.kind;
    const key = layer === 'workload' ? intent.name : `${kind}/${intent.name}`;
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, intent);
      kept.push(intent);
      continue;
    }
    const { file, line, column } = other.document.locate(['metadata', 'name']);
    diagnostics.push(
      diagnostic(
        {
          code: 'FWY3016',
          message: `two ${layer === 'workload' ? 'workloads' : `${kind} documents`} are named ${intent.name}`,
          fix: 'rename one of them',
          related: [{ message: 'the first one', file, line, column }],
        },
        intent.document.locate(['metadata', 'name']),
      ),
    );
  }
  return kept;
}
