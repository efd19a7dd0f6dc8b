import { compareText, type DiagnosticEntry } from '@fairway/model';
import { definitionDiagnostics } from '../definition/catalog.ts';
import { edgeEmitDiagnostics } from '../emit/kubernetes/diagnostics-edge.ts';
import { workloadEmitDiagnostics } from '../emit/kubernetes/diagnostics-workload.ts';
import { compileDiagnostics } from './compile.ts';
import { manifestDiagnostics } from './manifests.ts';
import { meaningDiagnostics } from './meaning.ts';
import { readingDiagnostics } from './reading.ts';
import { schemaDiagnostics } from './schema.ts';
import { strictDiagnostics } from './strict.ts';

/** Every code that reading, checking, compiling, and writing can bring up; parts of kinds have their own. */
export const diagnosticCatalog: readonly DiagnosticEntry[] = [
  ...readingDiagnostics,
  ...schemaDiagnostics,
  ...meaningDiagnostics,
  ...definitionDiagnostics,
  ...compileDiagnostics,
  ...manifestDiagnostics,
  ...strictDiagnostics,
  ...edgeEmitDiagnostics,
  ...workloadEmitDiagnostics,
].sort((a, b) => compareText(a.code, b.code));
