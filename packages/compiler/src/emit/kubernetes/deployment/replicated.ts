import type { EmitContext, GraphNode, KubernetesObject } from '@fairway/model';
import { labelSelectorOf } from '../labels.ts';
import { podTemplate, releaseOf, type Released } from '../pod-template/pod-template.ts';
import { isAutoscaled, metadataOf } from '../workload.ts';
import { releaseAnnotations } from './annotations.ts';
import { progressDeadline, replicasOf, revisionHistoryLimit } from './release.ts';

/** Metadata and spec of what runs the replicas of a workload: Deployment and Rollout differ in `own` alone. */
export function replicated(
  node: GraphNode,
  workload: Released,
  context: EmitContext,
  own: Readonly<Record<string, unknown>>,
): Pick<KubernetesObject, 'metadata'> & { readonly spec: object } {
  const release = releaseOf(node, workload, context);
  const annotations = releaseAnnotations(workload, release.secrets, context);
  const spec = {
    revisionHistoryLimit,
    minReadySeconds: 0,
    progressDeadlineSeconds: progressDeadline(workload),
    selector: labelSelectorOf(node.name),
    ...own,
    template: podTemplate(node, workload, release, context, 'Always'),
  };
  return {
    metadata: metadataOf(node.name, context, annotations, release.labels),
    spec: isAutoscaled(workload) ? spec : { ...spec, replicas: replicasOf(workload) },
  };
}
