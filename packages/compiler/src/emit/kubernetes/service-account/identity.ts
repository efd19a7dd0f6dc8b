import { limitName } from '@fairway/kubernetes';
import type { EmitContext, GraphNode, IdentityProperties } from '@fairway/model';

/** IAM allows 64 characters for the name of a role. */
const ROLE_NAME = 64;

/** The identity that a workload takes on, where it has one. */
export function identityOf(node: GraphNode, context: EmitContext): IdentityProperties | undefined {
  for (const edge of context.edgesFrom(node.id, 'uses')) {
    const target = context.node(edge.to);
    if (target?.type === 'identity') return target.properties as unknown as IdentityProperties;
  }
  return undefined;
}

/**
 * Name of the IAM role of a workload: cluster, namespace and workload, because a role trusts the service account
 * of one cluster. Frozen for the life of the workload.
 */
export function roleName(name: string, context: EmitContext): string {
  return limitName(`${context.cluster.name}-${context.namespace}-${name}`, ROLE_NAME);
}

/** Annotations that make a ServiceAccount a cloud identity; `undefined` where the cluster needs none or knows too little. */
export function identityAnnotations(node: GraphNode, context: EmitContext): Record<string, string> | undefined {
  const { spec } = context.cluster;
  if (spec.cloud === 'azure' && spec.identity?.mode === 'workloadIdentity')
    return azureAnnotations(node, context);
  if (spec.cloud === 'aws' && spec.identity?.mode === 'irsa') return awsAnnotations(node, context);
  return undefined;
}

/** Whether Azure's webhook must give the pods a token: the label that it looks for stands on pods. */
export function usesWorkloadIdentity(node: GraphNode, context: EmitContext): boolean {
  const { spec } = context.cluster;
  if (spec.cloud !== 'azure' || spec.identity?.mode !== 'workloadIdentity') return false;
  return identityOf(node, context)?.azure !== undefined;
}

function azureAnnotations(node: GraphNode, context: EmitContext): Record<string, string> | undefined {
  const azure = identityOf(node, context)?.azure;
  if (azure === undefined) return undefined;
  const clientId = azure.clientId ?? profileClientId(azure.profile, node, context);
  if (clientId === undefined) return undefined;
  const annotations: Record<string, string> = { 'azure.workload.identity/client-id': clientId };
  const tenant = context.cluster.spec.identity?.tenantId;
  if (tenant !== undefined) annotations['azure.workload.identity/tenant-id'] = tenant;
  return annotations;
}

function profileClientId(
  profile: string | undefined,
  node: GraphNode,
  context: EmitContext,
): string | undefined {
  if (profile === undefined) return undefined;
  const environment = context.environment.name;
  const document = context.definition.forService(
    'IdentityProfile',
    profile,
    `${node.system}/${node.name}`,
    environment,
  );
  return document?.spec.azure?.identities?.[environment]?.clientId;
}

function awsAnnotations(node: GraphNode, context: EmitContext): Record<string, string> | undefined {
  const account = context.cluster.spec.account?.id;
  if (account === undefined || identityOf(node, context)?.aws === undefined) return undefined;
  const partition = partitionOf(context.cluster.spec.region);
  return {
    'eks.amazonaws.com/role-arn': `arn:${partition}:iam::${account}:role/${roleName(node.name, context)}`,
    'eks.amazonaws.com/sts-regional-endpoints': 'true',
  };
}

/** AWS keeps China and the government clouds apart; their ARNs say so. */
function partitionOf(region: string | undefined): string {
  if (region?.startsWith('cn-')) return 'aws-cn';
  return region?.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
