import type { DiagnosticEntry } from '@fairway/model';
import { operationDiagnostics } from './run/operation.ts';
import { programDiagnostics } from './run/program.ts';

/** Codes about how a workload runs: FWY3200 to FWY3249. */
export const runDiagnostics: readonly DiagnosticEntry[] = [...programDiagnostics, ...operationDiagnostics];
