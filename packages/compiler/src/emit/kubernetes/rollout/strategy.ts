import type { EmitContext, GraphNode, WorkloadProperties } from '@fairway/model';
import { surge } from '../deployment/release.ts';
import { canaryServiceName, previewServiceName, routedCanary, type RoutedCanary } from '../traffic.ts';

/** How long pods of the other version stay after a switch, so that connections and second thoughts find them. */
const SCALE_DOWN_DELAY = 30;

/** Where a canary says nothing: a tenth of the traffic for ten minutes. */
const usualCanary = { percentage: 10, duration: 600 } as const;

/** The strategy of a Rollout, with everything written out that Argo Rollouts would choose. */
export function strategyOf(node: GraphNode, workload: WorkloadProperties, context: EmitContext): object {
  if (workload.rollout?.strategy === 'blueGreen') return { blueGreen: blueGreenOf(node.name) };
  const { percentage, duration } = workload.rollout?.canary ?? usualCanary;
  const route = routedCanary(node, workload, context);
  if (route === undefined) reportWholePods(node, workload, percentage, context);
  return {
    canary: {
      maxSurge: surge,
      maxUnavailable: 0,
      ...(route === undefined ? {} : trafficOf(node.name, route, context)),
      steps: [{ setWeight: percentage }, { pause: { duration: `${duration}s` } }],
    },
  };
}

function blueGreenOf(name: string): object {
  return {
    activeService: name,
    previewService: previewServiceName(name),
    autoPromotionEnabled: true,
    maxUnavailable: 0,
    scaleDownDelaySeconds: SCALE_DOWN_DELAY,
    abortScaleDownDelaySeconds: SCALE_DOWN_DELAY,
  };
}

/** The plugin is the only way to the Gateway API: the field `trafficRouting.gatewayAPI` does not exist and would be pruned. */
function trafficOf(name: string, route: RoutedCanary, context: EmitContext): object {
  const reference = routeReference(route);
  return {
    stableService: name,
    canaryService: canaryServiceName(name),
    dynamicStableScale: false,
    scaleDownDelaySeconds: SCALE_DOWN_DELAY,
    abortScaleDownDelaySeconds: SCALE_DOWN_DELAY,
    trafficRouting: { plugins: { 'argoproj-labs/gatewayAPI': { ...reference, namespace: context.namespace } } },
  };
}

/** One route by its name, several as a list: every path takes part in the canary. */
function routeReference({ kind, names }: RoutedCanary): object {
  const [first] = names;
  const field = kind === 'GRPCRoute' ? 'grpcRoute' : 'httpRoute';
  if (names.length === 1) return { [field]: first };
  return { [`${field}s`]: names.map((name) => ({ name, useHeaderRoutes: false })) };
}

/** Without a router pods are the smallest share: a percentage below one pod becomes one pod. */
function reportWholePods(
  node: GraphNode,
  workload: WorkloadProperties,
  percentage: number,
  context: EmitContext,
): void {
  const replicas = workload.scaling?.min ?? 1;
  if (replicas * percentage >= 100) return;
  const share = Math.min(100, Math.ceil(100 / Math.max(1, replicas)));
  const pods = replicas === 1 ? '1 replica' : `${replicas} replicas`;
  context.report(
    {
      code: 'FWY4102',
      severity: 'note',
      message:
        `${percentage} % of ${pods} is less than one pod: on cluster ${context.cluster.name} the canary of ${node.name} ` +
        `is one whole pod, about ${share} % of the work`,
      fix: `nothing needs to be done; for a finer share run at least ${Math.ceil(100 / Math.max(1, percentage))} replicas, or expose the service on a cluster whose argoRollouts has router: gatewayAPI`,
    },
    node.id,
    ['reliability', 'canary', 'percentage'],
  );
}
