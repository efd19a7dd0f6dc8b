import type { Emitter, Platform } from '@fairway/model';
import type { EnvironmentGraph } from '../environment-graph.ts';
import { compilerPlugin } from '../plugin.ts';
import type { UnitPlan } from './unit-plan.ts';

const own: ReadonlySet<unknown> = new Set(compilerPlugin.emitters);

/** Whether an emitter is Fairway's own, not a plugin's. */
export const isOwn = (emitter: Emitter): boolean => own.has(emitter);

/**
 * Objects of a kind that emitters of other plugins may make in the namespace of a unit, one for each node that such
 * an emitter looks at. Asked without making them: other units of the namespace may not be compiled at all.
 */
export function madeByPlugins(
  plan: UnitPlan,
  { graph, platform }: { readonly graph: EnvironmentGraph; readonly platform: Platform },
  apiVersion: string,
  kind: string,
): number {
  let count = 0;
  for (const emitter of platform.emitters) {
    if (isOwn(emitter)) continue;
    if (!emitter.emits.some((one) => one.kind === kind && one.apiVersion === apiVersion)) continue;
    for (const type of emitter.nodes) count += graph.nodesIn(plan.cluster, plan.namespace, type).length;
  }
  return count;
}
