import type { Reasons } from '@fairway/model';

/** Why selectors are what they are. */
export const selectorReason =
  'Pods are found by the name of their workload and nothing more; selectors cannot change, so they hold nothing that might.';

/** The reasons of a part of an object, at the place where the part stands. */
export function reasonsBelow(prefix: string, reasons: Reasons): Reasons {
  const below: Record<string, string> = {};
  for (const [path, reason] of Object.entries(reasons)) below[`${prefix}.${path}`] = reason;
  return below;
}
