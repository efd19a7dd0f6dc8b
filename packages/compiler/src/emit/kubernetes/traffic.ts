import type { EmitContext, GraphNode, WorkloadProperties } from '@fairway/model';
import { usesIngress } from '../../gateways/index.ts';
import { planRoutes } from './route/plan.ts';
import { endpointOf, hasService, setting, usesRollout } from './workload.ts';

/** The Service of the version under test; its twin with the workload's own name is the stable one. */
export function canaryServiceName(name: string): string {
  return `${name}-canary`;
}

/** The Service of the version that waits for its promotion. */
export function previewServiceName(name: string): string {
  return `${name}-preview`;
}

/** The routes that a canary's weights are written to. */
export interface RoutedCanary {
  readonly kind: 'HTTPRoute' | 'GRPCRoute';
  /** One route object per timeout, the main path's first. */
  readonly names: readonly string[];
}

/**
 * The routes of a canary whose traffic is split at the gateway; `undefined` where only the number of pods can split it:
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
  if (gateway === undefined || usesIngress(gateway.product)) return undefined;
  const names = planRoutes(node.name, endpoint, { oneRule: true, timeoutByPolicy: false })
    .filter((route) => context.definition.get('ExposureClass', route.class)?.spec.reach !== 'none')
    .map(({ name }) => name);
  if (names.length === 0) return undefined;
  return { kind: endpoint.protocol === 'grpc' ? 'GRPCRoute' : 'HTTPRoute', names };
}

/** Whether the Services of a workload each select a part of its pods while a release is under way. */
export function splitsServices(node: GraphNode, workload: WorkloadProperties, context: EmitContext): boolean {
  if (!hasService(workload) || !usesRollout(workload)) return false;
  return workload.rollout?.strategy === 'blueGreen' || routedCanary(node, workload, context) !== undefined;
}
