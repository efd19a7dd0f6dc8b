import {
  definitionKinds,
  diagnostic,
  type Definition,
  type DefinitionKindName,
  type Diagnostic,
} from '@fairway/model';
import { problemOfUse } from '../definition/index.ts';
import type { ResolvedWorkload } from '../resolve/workload.ts';

const known = new Set(definitionKinds.map(({ kind }) => kind));

/**
 * What workloads use must be fit for use: a deprecated document is a warning, a removed or defective one an error
 * (INTENT.md §1). The version that counts is the one that the service gets, pins included.
 *
 * @param today ISO date.
 */
export function checkUses(
  workloads: readonly ResolvedWorkload[],
  plain: Definition,
  today: string,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const { intent, definition } of workloads) {
    for (const { kind, name, path } of intent.references) {
      const document = known.has(kind) ? definition.get(kind as DefinitionKindName, name) : undefined;
      if (document === undefined || document.lifecycle.state === 'default') continue;
      // A pin for a trial chose it on purpose.
      const pinned = plain.get(kind as DefinitionKindName, name)?.version !== document.version;
      if (pinned && document.lifecycle.state === 'proposed') continue;
      const problem = problemOfUse(document, today);
      if (problem !== undefined) diagnostics.push(diagnostic(problem, intent.document.locate(path)));
    }
  }
  return diagnostics;
}
