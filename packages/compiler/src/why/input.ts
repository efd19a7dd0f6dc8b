import type { Definition, SourceDocument } from '@fairway/model';
import type { CompileInput } from '../compile-input.ts';

/** What `why` needs beyond the compiler's input: the raw definition, to compile with a changed one. */
export interface WhyInput extends CompileInput {
  readonly definitionDocuments: readonly SourceDocument[];
  /** `undefined` where the documents have errors: a definition that does not stand says nothing. */
  readonly loadDefinition: (documents: readonly SourceDocument[]) => Definition | undefined;
}
