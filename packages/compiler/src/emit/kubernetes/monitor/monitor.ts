import type { Emitter, WorkloadProperties } from '@fairway/model';
import { selectorOf, instanceLabel } from '../labels.ts';
import { splitsServices } from '../traffic.ts';
import { hasService, metadataOf, runsForEver, workloadOf } from '../workload.ts';
import { monitorReasons } from './reasons.ts';

const limits = {
  sampleLimit: 10_000,
  labelLimit: 50,
  labelNameLengthLimit: 200,
  labelValueLengthLimit: 1_000,
} as const;

/**
 * How Prometheus finds the metrics of a workload: through its Service, or pod by pod where there is none,
 * and where several Services select pods and each pod would be counted twice.
 */
export const monitor: Emitter = {
  name: 'monitor',
  nodes: ['workload'],
  emits: [
    { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', reasons: monitorReasons('endpoints') },
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      reasons: monitorReasons('podMetricsEndpoints'),
    },
  ],
  *emit(node, context) {
    const workload = workloadOf(node);
    const port = metricsPort(workload);
    if (port === undefined || context.cluster.capability('prometheusOperator') === undefined) return;
    const selector = { matchLabels: selectorOf(node.name) };
    const endpoint = {
      port: port.name,
      path: workload.telemetry.path ?? '/metrics',
      scheme: 'http',
      interval: '30s',
      scrapeTimeout: '10s',
      honorLabels: false,
      relabelings: [{ action: 'replace', targetLabel: 'service', replacement: node.name }],
    };
    const metadata = metadataOf(node.name, context);
    if (port.inService && !splitsServices(node, workload, context)) {
      yield {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        metadata,
        spec: { jobLabel: instanceLabel, selector, endpoints: [endpoint], ...limits },
      };
      return;
    }
    yield {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata,
      spec: { jobLabel: instanceLabel, selector, podMetricsEndpoints: [endpoint], ...limits },
    };
  },
};

/** The port with the metrics; `undefined` where nothing is scraped. Services know only the ports of the workload. */
function metricsPort(workload: WorkloadProperties): { name: string; inService: boolean } | undefined {
  const { telemetry, ports } = workload;
  if (telemetry.path === null) return undefined;
  const number = telemetry.port ?? ports[0]?.port;
  if (number === undefined) return undefined;
  const known = ports.find(({ port }) => port === number);
  if (known !== undefined) return { name: known.name, inService: hasService(workload) };
  return runsForEver(workload) ? { name: 'metrics', inService: false } : undefined;
}
