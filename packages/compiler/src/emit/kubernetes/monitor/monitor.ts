import type { Emitter, WorkloadProperties } from '@fairway/model';
import { commonByBoth } from '../../../common-by.ts';
import { labelSelectorOf, instanceLabel } from '../labels.ts';
import { splitsServices } from '../traffic.ts';
import { hasService, metadataOf, nothing, runsForEver, workloadOf } from '../workload.ts';
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
  emit(node, context) {
    const workload = workloadOf(node);
    const port = metricsPort(workload);
    if (port === undefined || context.cluster.capability('prometheusOperator') === undefined) return nothing;
    const { name } = node;
    const where = `${port.name} ${workload.telemetry.path ?? '/metrics'}`;
    const apiVersion = 'monitoring.coreos.com/v1';
    const metadata = metadataOf(name, context);
    return port.inService && !splitsServices(node, workload, context)
      ? [{ apiVersion, kind: 'ServiceMonitor', metadata, spec: serviceMonitorSpec(name, where) }]
      : [{ apiVersion, kind: 'PodMonitor', metadata, spec: podMonitorSpec(name, where) }];
  },
};

/** By the workload, and by port and path with a space between them. */
const serviceMonitorSpec = commonByBoth((name: string, where: string) => ({
  jobLabel: instanceLabel,
  selector: labelSelectorOf(name),
  endpoints: [endpointOf(name, where)],
  ...limits,
}));

const podMonitorSpec = commonByBoth((name: string, where: string) => ({
  jobLabel: instanceLabel,
  selector: labelSelectorOf(name),
  podMetricsEndpoints: [endpointOf(name, where)],
  ...limits,
}));

function endpointOf(name: string, where: string): object {
  const space = where.indexOf(' ');
  return {
    port: where.slice(0, space),
    path: where.slice(space + 1),
    scheme: 'http',
    interval: '30s',
    scrapeTimeout: '10s',
    honorLabels: false,
    relabelings: [{ action: 'replace', targetLabel: 'service', replacement: name }],
  };
}

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
