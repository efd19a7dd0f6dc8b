import type { Reasons } from '@fairway/model';

/** Why objects of a namespace stand where they stand. */
export const namespaceReasons = {
  apiVersion: 'The version that the cluster serves and that stays the longest.',
  kind: 'The kind of object that does the work.',
  'metadata.namespace': 'The namespace of the system in this environment, as the organization names it.',
  'metadata.labels.**': 'Who owns the namespace, where it is and who pays.',
} as const satisfies Reasons;
