export type { EntryPart, ScalarSource, TextRange } from './locate.ts';
export { rangeOf, scalarSource, wholeLines } from './locate.ts';
export { plainScalar } from './plain-scalar.ts';
export type { ReadLimits, ReadResult } from './read-documents.ts';
export { readDocuments } from './read-documents.ts';
