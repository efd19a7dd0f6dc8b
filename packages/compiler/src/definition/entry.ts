import type { DefinitionKind, DefinitionDocument, Diagnostic, Path, Problem } from '@fairway/model';
import { diagnostic } from '@fairway/model';
import type { FoundReference } from '../validate/validate.ts';

/** A document on its way into the definition, with what later checks need. */
export interface Entry extends DefinitionDocument<Readonly<Record<string, unknown>>> {
  readonly definition: DefinitionKind;
  readonly references: readonly FoundReference[];
}

/** Adds a problem at a place of an entry's document. */
export function reportOn(
  diagnostics: Diagnostic[],
  entry: DefinitionDocument,
  path: Path,
  problem: Problem,
): void {
  diagnostics.push(diagnostic(problem, entry.source.locate(path)));
}

/** Where a document stands, for `related`. */
export function placeOf(
  entry: DefinitionDocument,
  message: string,
): { message: string; file: string; line: number; column: number } {
  const { file, line, column } = entry.source.locate(['metadata', 'name']);
  return { message, file, line, column };
}

/** `SizeProfile medium`, with the version where it says more. */
export function titleOf(entry: DefinitionDocument): string {
  return entry.version === '1.0.0'
    ? `${entry.kind} ${entry.name}`
    : `${entry.kind} ${entry.name}@${entry.version}`;
}
