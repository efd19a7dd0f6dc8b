import type { EmitContext, GraphNode, WorkloadProperties } from '@fairway/model';
import { endpointOf, hasService, setting, usesRollout } from './workload.ts';

/** The Service of the version under test; its twin with the workload's own name is the stable one. */
export function canaryServiceName(name: string): string {
  return `${name}-canary`;
}

/** The Service of the version that waits for its promotion. */
export function previewServiceName(name: string): string {
  return `${name}-preview`;
}

/** The route that a canary's weights are written to. */
export interface RoutedCanary {
  readonly kind: 'HTTPRoute' | 'GRPCRoute';
  readonly name: string;
}

/**
 * The route of a canary whose traffic is split at the gateway; `undefined` where only the number of pods can split it:
 * no canary, no exposure, no router, or an ingress controller instead of the Gateway API.
 */
export function routedCanary(
  node: GraphNode,
  workload: WorkloadProperties,
  context: EmitContext,
): RoutedCanary | undefined {
  if (!usesRollout(workload) || workload.rollout?.strategy !== 'canary' || !hasService(workload))
    return undefined;
  if (setting(context, 'argoRollouts', 'router') !== 'gatewayAPI') return undefined;
  const endpoint = endpointOf(node, context);
  if (endpoint === undefined) return undefined;
  const gateway = context.cluster.spec.gateways?.[endpoint.gateway];
  if (gateway === undefined || isIngressProduct(gateway.product)) return undefined;
  return { kind: endpoint.protocol === 'grpc' ? 'GRPCRoute' : 'HTTPRoute', name: node.name };
}

/** Whether the Services of a workload each select a part of its pods while a release is under way. */
export function splitsServices(node: GraphNode, workload: WorkloadProperties, context: EmitContext): boolean {
  if (!hasService(workload) || !usesRollout(workload)) return false;
  return workload.rollout?.strategy === 'blueGreen' || routedCanary(node, workload, context) !== undefined;
}

function isIngressProduct(product: string): boolean {
  return product.toLowerCase().includes('ingress');
}
