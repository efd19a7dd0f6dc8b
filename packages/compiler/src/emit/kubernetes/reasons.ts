import type { Reasons } from '@fairway/model';

/** Why every object of a unit is called and labeled as it is. */
export const metadataReasons = {
  apiVersion: 'The version that the cluster serves and that stays the longest.',
  kind: 'The kind of object that does the work.',
  'metadata.name': 'Objects carry the name of their workload, for its whole life.',
  'metadata.namespace': 'The namespace of the system in this environment, as the organization names it.',
  'metadata.labels.**': 'The recommended labels of Kubernetes, then who owns the workload, where it runs and who pays.',
} as const satisfies Reasons;

/** Why selectors are what they are. */
export const selectorReason =
  'Pods are found by the name of their workload and nothing more; selectors cannot change, so they hold nothing that might.';

/** The reasons of a part of an object, at the place where the part stands. */
export function reasonsBelow(prefix: string, reasons: Reasons): Reasons {
  const below: Record<string, string> = {};
  for (const [path, reason] of Object.entries(reasons)) below[`${prefix}.${path}`] = reason;
  return below;
}
