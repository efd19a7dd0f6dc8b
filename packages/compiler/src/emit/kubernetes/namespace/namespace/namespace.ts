import type { EmitContext, Emitter, GraphNode, NamespaceProperties } from '@fairway/model';
import { alertAnnotations, scrapeLabels } from '../monitoring/monitoring.ts';
import { namespaceReasons } from '../reasons.ts';

/** The Namespace: who owns and pays, which Pod Security holds, who is told about problems. */
export const namespace: Emitter = {
  name: 'namespace',
  nodes: ['namespace'],
  emits: [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      reasons: {
        ...namespaceReasons,
        'metadata.name': 'The system in this environment, as the organization names namespaces.',
        'metadata.labels.**':
          'Who owns and pays, which Pod Security holds in all three modes, and that metrics are collected; the Pod Security version is the cluster’s, so that an upgrade of the cluster changes no rule by itself.',
        'metadata.annotations.**': 'Where alerts of the owning team go.',
      },
    },
  ],
  *emit(node, context) {
    const annotations = alertAnnotations(context);
    const metadata = { name: context.namespace, labels: labelsOf(node, context) };
    yield {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: Object.keys(annotations).length === 0 ? metadata : { ...metadata, annotations },
    };
  },
};

function labelsOf(node: GraphNode, context: EmitContext): Record<string, string> {
  const { team, costCenter, tenantTier, podSecurity } = node.properties as unknown as NamespaceProperties;
  const prefix = context.labelPrefix;
  return {
    ...context.labels,
    [`${prefix}/team`]: team,
    [`${prefix}/env`]: context.environment.name,
    [`${prefix}/env-class`]: context.environment.class.spec.stage,
    [`${prefix}/cost-center`]: costCenter,
    [`${prefix}/tenant-tier`]: tenantTier,
    ...scrapeLabels(context),
    ...podSecurityLabels(podSecurity, context.cluster.spec.kubernetesVersion),
  };
}

/**
 * `baseline` still warns about and records what `restricted` would refuse (tenancy-cloud 4.3):
 * the way back stays in sight.
 */
function podSecurityLabels(level: NamespaceProperties['podSecurity'], minor: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const mode of ['enforce', 'audit', 'warn'] as const) {
    labels[`pod-security.kubernetes.io/${mode}`] = mode === 'enforce' ? level : 'restricted';
    labels[`pod-security.kubernetes.io/${mode}-version`] = `v${minor}`;
  }
  return labels;
}
