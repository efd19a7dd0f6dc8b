import { compareText, type DiagnosticEntry } from '@fairway/model';
import { documentDiagnostics } from './catalog/documents.ts';
import { governanceDiagnostics } from './catalog/governance.ts';

export { exampleOrganization } from './catalog/example.ts';

/** Every code of the definition and of governance (`FWY3100` to `FWY3199`), in order. */
export const definitionDiagnostics: readonly DiagnosticEntry[] = [
  ...documentDiagnostics,
  ...governanceDiagnostics,
].sort((a, b) => compareText(a.code, b.code));
