import type { WorkloadProperties } from '@fairway/model';
import { mainProtocol, specAt, type AnyPartContext } from '../../context.ts';
import { oneOfEqual } from '../../remembered.ts';

type Port = WorkloadProperties['ports'][number];

/** Name of the port that is added where metrics have one of their own. */
export const metricsPortName = 'metrics';

const noPorts: readonly Port[] = [];

/** The list with one more port: one list for all workloads with the same ports. */
const withPort = oneOfEqual(
  (list: readonly Port[], name: string, port: number, protocol: Port['protocol']): readonly Port[] => [
    ...list,
    { name, port, protocol },
  ],
);

/**
 * Ports of a workload, the main one first: `runtime.port`, then `ports`, then the one of metrics where it is no other.
 * A worker that neither answers probes nor shows metrics listens nowhere.
 */
export function portList(context: AnyPartContext): readonly Port[] {
  if (!listens(context)) return noPorts;
  const protocol = mainProtocol(context);
  const main = specAt(context, 'runtime', 'port') as number;
  let list = withPort(noPorts, protocol, main, protocol);
  for (const { name, port, protocol: spoken } of extraPorts(context)) list = withPort(list, name, port, spoken);
  const metrics = specAt(context, 'telemetry', 'metricsPort') as number | undefined;
  if (metrics === undefined || specAt(context, 'telemetry', 'metricsPath') === 'none') return list;
  const isOther = list.every(({ port }) => port !== metrics);
  return isOther ? withPort(list, metricsPortName, metrics, 'http') : list;
}

/** Whether anything asks the program: services always, workers for probes and metrics. */
export function listens(context: AnyPartContext): boolean {
  return (
    context.shape === 'service' ||
    specAt(context, 'health', 'type') !== 'none' ||
    specAt(context, 'telemetry', 'metricsPath') !== 'none' ||
    extraPorts(context).length > 0
  );
}

function extraPorts(context: AnyPartContext): readonly Port[] {
  return (specAt(context, 'ports') ?? noPorts) as readonly Port[];
}
