import type { DefinitionDocument, GraphNode, Path, SourceRange, SystemSpec } from '@fairway/model';
import type { LoweredWorkload } from '../lower/lower.ts';

/** One unit to make: a workload or a namespace on a cluster. */
export interface UnitPlan {
  readonly id: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly service: string | null;
  readonly system: DefinitionDocument<SystemSpec>;
  readonly nodes: readonly GraphNode[];
  /** The workload of the unit; a namespace has all of its workloads. */
  readonly workloads: readonly LoweredWorkload[];
}

/** Where problems of a unit are shown: the document of its workload, or of its system. */
export function placeOf(plan: UnitPlan, path: Path): SourceRange {
  const workload = plan.service === null ? undefined : plan.workloads[0]?.workload;
  if (workload === undefined) return plan.system.source.locate([]);
  return workload.intent.document.locate(workload.intent.place(path));
}
