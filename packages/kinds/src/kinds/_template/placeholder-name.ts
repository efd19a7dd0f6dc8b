import { defineKind } from '@fairway/model';
import { placementPart } from '../../parts/placement/placement.ts';

/** Say in one sentence for what a developer writes this kind. */
export const placeholderNameKind = defineKind({
  layer: 'workload',
  kind: 'PlaceholderName',
  plural: 'placeholdernames',
  description: 'One sentence for the reference page and the editor.',
  // How it runs: service, worker, cron, or job. Parts decide by this and never by the name of a kind.
  shape: 'worker',
  // A kind is a list of parts and little else; what no part offers yet becomes a part of its own.
  parts: [placementPart],
  defaultPlacement: 'primary',
});
