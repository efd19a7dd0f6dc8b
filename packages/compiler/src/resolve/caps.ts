import { isObject, valueAt, type EnvironmentClassSpec, type Path } from '@fairway/model';

type Spec = Readonly<Record<string, unknown>>;

const ROLLOUT: Path = ['reliability', 'rollout'];

/** A value that a cap of the environment class lowered. */
export interface Capped {
  readonly path: Path;
  readonly from: unknown;
  readonly to: unknown;
}

/**
 * Applies the caps of an environment class to what `spec` and everything weaker says (INTENT.md "Who decides").
 * A fixed count of replicas stays fixed: both numbers are lowered together.
 */
export function applyCaps(
  spec: Spec,
  caps: EnvironmentClassSpec['caps'],
): { readonly spec: Spec; readonly capped: readonly Capped[] } {
  if (caps === undefined) return { spec, capped: [] };
  const capped: Capped[] = [];
  let result = spec;
  const scaling = spec['scaling'];
  if (caps.scaling !== undefined && isObject(scaling)) {
    const lowered = capScaling(scaling, caps.scaling, capped);
    if (lowered !== scaling) result = { ...result, scaling: lowered };
  }
  const rollout = valueAt(spec, ROLLOUT);
  if (caps.rollout !== undefined && typeof rollout === 'string' && !caps.rollout.includes(rollout as never)) {
    const to = caps.rollout[0];
    const { canary: _, ...reliability } = spec['reliability'] as Record<string, unknown>;
    result = { ...result, reliability: { ...reliability, rollout: to } };
    capped.push({ path: ROLLOUT, from: rollout, to });
  }
  return { spec: result, capped };
}

function capScaling(
  scaling: Spec,
  caps: { readonly minReplicas?: number | undefined; readonly maxReplicas?: number | undefined },
  capped: Capped[],
): Spec {
  const { minReplicas: minimum, maxReplicas: maximum } = scaling;
  const fixed = minimum !== undefined && minimum === maximum;
  // The minimum never stays above a maximum that is lowered.
  const lowest = Math.min(caps.minReplicas ?? Infinity, caps.maxReplicas ?? Infinity);
  const limits = {
    minReplicas: fixed ? (caps.maxReplicas ?? Infinity) : lowest,
    maxReplicas: caps.maxReplicas ?? Infinity,
  };
  let result: Record<string, unknown> | undefined;
  for (const name of ['minReplicas', 'maxReplicas'] as const) {
    const value = scaling[name];
    const limit = limits[name];
    if (typeof value !== 'number' || value <= limit) continue;
    result ??= { ...scaling };
    result[name] = limit;
    capped.push({ path: ['scaling', name], from: value, to: limit });
  }
  return result ?? scaling;
}
