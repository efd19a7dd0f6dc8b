import type { ClusterView, Diagnostic } from '@fairway/model';
import type { Patched } from '../patch/apply.ts';
import type { UnitPlan } from '../unit/unit-plan.ts';

/** Holds finished units to the definitions that their cluster serves. */
export interface Validity {
  readonly check: (plan: UnitPlan, cluster: ClusterView, patched: Patched, into: Diagnostic[]) => void;
}
