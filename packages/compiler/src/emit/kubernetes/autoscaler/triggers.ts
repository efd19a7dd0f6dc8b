import type { EmitContext, GraphNode, WorkloadProperties } from '@fairway/model';
import { setting } from '../workload.ts';

type Scaling = NonNullable<WorkloadProperties['scaling']>;

/** Metrics that only KEDA can scale by. */
export type EventMetric = 'requests' | 'queueDepth' | 'lag' | 'schedule';

/** Where the Prometheus Operator's Prometheus answers unless the cluster says otherwise. */
const PROMETHEUS = 'http://prometheus-operated.monitoring.svc.cluster.local:9090';

/** Where the author says no target: requests per second, or messages that wait, per replica. */
const usualTarget = { requests: 100, queueDepth: 100, lag: 1_000 } as const;

/** Working hours: from six to twenty, Monday to Friday. */
const workingHours = { start: '0 6 * * 1-5', end: '0 20 * * 1-5', timezone: 'Etc/UTC' } as const;

/** What KEDA looks at. KEDA reads numbers as texts. */
export function triggerOf(
  node: GraphNode,
  workload: WorkloadProperties,
  metric: EventMetric,
  scaling: Scaling,
  context: EmitContext,
): object {
  if (metric === 'schedule') {
    return {
      type: 'cron',
      name: 'schedule',
      metadata: { ...workingHours, desiredReplicas: String(scaling.max) },
    };
  }
  return {
    type: 'prometheus',
    name: metric,
    metricType: 'AverageValue',
    useCachedMetrics: false,
    metadata: {
      serverAddress: setting(context, 'prometheusOperator', 'address') ?? PROMETHEUS,
      query: queryOf(node, workload, metric, context),
      threshold: String(scaling.target ?? usualTarget[metric]),
      activationThreshold: '0',
      ignoreNullValues: 'false',
    },
  };
}

function queryOf(
  node: GraphNode,
  workload: WorkloadProperties,
  metric: Exclude<EventMetric, 'schedule'>,
  context: EmitContext,
): string {
  const own = `namespace="${context.namespace}",job="${node.name}"`;
  switch (metric) {
    case 'requests':
      return `sum(rate(${requestsMetric(workload)}{${own}}[2m]))`;
    case 'queueDepth':
      return `sum(queue_depth{${own}})`;
    case 'lag':
      return `sum(kafka_consumergroup_lag{consumergroup="${node.name}"})`;
  }
}

/** The counter of requests, as the language of the program names it. */
function requestsMetric({ telemetry, ports }: WorkloadProperties): string {
  if (ports[0]?.protocol === 'grpc') return 'rpc_server_call_duration_seconds_count';
  switch (telemetry.dialect) {
    case 'micrometer':
      return 'http_server_requests_seconds_count';
    case 'promClient':
      return 'http_request_duration_seconds_count';
    default:
      return 'http_server_request_duration_seconds_count';
  }
}
