import type { EmitContext, GraphNode } from '@fairway/model';
import type { Reasons } from '@fairway/model';
import { podTemplate, type Release, type Released } from '../pod-template/pod-template.ts';
import { podReasons } from '../pod-template/reasons.ts';
import { reasonsBelow } from '../reasons.ts';

/** Where the intent says nothing: an hour, two more tries, one pod. */
const usual = { timeout: 3_600, retries: 2, parallelism: 1, completions: 1 } as const;

/** The specification of a Job: for one-shot Jobs and for those that a CronJob makes. */
export function jobSpec(node: GraphNode, workload: Released, release: Release, context: EmitContext) {
  const { timeout, retries, parallelism, completions } = workload.job ?? usual;
  return {
    backoffLimit: retries,
    activeDeadlineSeconds: timeout,
    parallelism,
    completions,
    completionMode: 'NonIndexed',
    suspend: false,
    template: podTemplate(node, workload, release, context, 'OnFailure'),
  };
}

/** Why the constants of a Job's specification are what they are. */
export function jobReasons(spec: string): Reasons {
  return {
    ...reasonsBelow(spec, {
      backoffLimit: 'How often a failed run is tried again, as the intent says.',
      activeDeadlineSeconds: 'A run that hangs ends at the timeout of the intent.',
      parallelism: 'How many pods work at once, as the intent says.',
      completions: 'How many pods must succeed, as the intent says.',
      completionMode: 'Pods are all alike; none has a number.',
      suspend: 'A run starts as soon as it is there.',
    }),
    ...podReasons(`${spec}.template`),
  };
}
