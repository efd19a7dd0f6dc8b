import type { DiagnosticEntry } from '@fairway/model';
import { dependencyDiagnostics } from './touch/dependency.ts';
import { exposureDiagnostics } from './touch/exposure.ts';
import { ownershipDiagnostics } from './touch/ownership.ts';
import { secretDiagnostics } from './touch/secret.ts';

/** Codes about what a workload touches and who owns it: FWY3250 to FWY3299. */
export const touchDiagnostics: readonly DiagnosticEntry[] = [
  ...secretDiagnostics,
  ...exposureDiagnostics,
  ...dependencyDiagnostics,
  ...ownershipDiagnostics,
];
