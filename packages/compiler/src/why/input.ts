import type { SourceDocument } from '@fairway/model';
import type { CompileInput } from '../compile-input.ts';
import type { LoadedDefinition } from '../definition/load-definition.ts';

/** What `why` needs beyond the compiler's input: the raw definition, to compile with a changed one. */
export interface WhyInput extends CompileInput {
  readonly definitionDocuments: readonly SourceDocument[];
  readonly loadDefinition: (documents: readonly SourceDocument[]) => LoadedDefinition;
}
