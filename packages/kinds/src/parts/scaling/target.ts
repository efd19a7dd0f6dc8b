import type { PartContext, SpecOf } from '@fairway/model';
import type { scalingSchema } from './fields.ts';

export type ScalingContext = PartContext<SpecOf<ReturnType<typeof scalingSchema>>>;

/** The profile that knows the usual targets of `cpu` and `memory`. */
const usualProfile = 'steady';

/**
 * The target: as written or as the chosen profile says, else the usual percentage.
 * `undefined` where nobody can know it: requests, messages, lag.
 */
export function targetOf(context: ScalingContext): number | undefined {
  const { metric, target } = context.spec.scaling;
  if (target !== undefined || (metric !== 'cpu' && metric !== 'memory')) return target;
  return context.definition.get('ScalingProfile', usualProfile)?.spec.target;
}
