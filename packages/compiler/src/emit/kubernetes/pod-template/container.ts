import { common, formatBytes, formatCpu } from '@fairway/kubernetes';
import type { WorkloadProperties } from '@fairway/model';
import { commonBy, commonByText } from '../../../common-by.ts';
import type { EnvironmentVariable } from './environment.ts';

type Resources = WorkloadProperties['resources'];
type Probe = NonNullable<WorkloadProperties['probes']['liveness']>;

/** Name of the container with the program; field paths and patches name it so. */
export const containerName = 'app';

/** The container with the program. */
export function containerOf(
  workload: WorkloadProperties,
  image: string,
  env: readonly EnvironmentVariable[],
  mounts: readonly object[],
): object {
  const { probes, preStopDelay } = workload;
  const ports = containerPorts(workload);
  // Assigned one by one, in this order: the names of Jobs are hashes of their template's JSON.
  const container: Record<string, unknown> = { name: containerName, image, imagePullPolicy: 'Always' };
  if (workload.command !== undefined) container['command'] = workload.command;
  if (workload.args !== undefined) container['args'] = workload.args;
  if (ports.length > 0) container['ports'] = ports;
  container['env'] = env;
  container['resources'] = resourcesOf(workload);
  if (probes.startup !== undefined) container['startupProbe'] = probeOf(probes.startup);
  if (probes.readiness !== undefined) container['readinessProbe'] = probeOf(probes.readiness);
  if (probes.liveness !== undefined) container['livenessProbe'] = probeOf(probes.liveness);
  if (preStopDelay !== 0) container['lifecycle'] = waitBeforeStop(preStopDelay);
  container['terminationMessagePath'] = '/dev/termination-log';
  container['terminationMessagePolicy'] = 'FallbackToLogsOnError';
  // The API server refuses Linux settings on pods for Windows.
  if (workload.os !== 'windows') container['securityContext'] = linuxSecurityContext;
  if (mounts.length > 0) container['volumeMounts'] = mounts;
  return container;
}

/** Ports of the container: those of the workload, and those that only probes and metrics use. */
function containerPorts({ ports, probes, telemetry }: WorkloadProperties): readonly object[] {
  let text = '';
  for (const { name, port } of ports) text += `${name} ${port} `;
  const health = probes.readiness?.port ?? probes.liveness?.port ?? probes.startup?.port;
  if (health !== undefined && !hasPort(ports, health)) text += `health ${health} `;
  const metrics = telemetry.path === null ? undefined : telemetry.port;
  if (metrics !== undefined && metrics !== health && !hasPort(ports, metrics)) text += `metrics ${metrics} `;
  return portList(text);
}

function hasPort(ports: WorkloadProperties['ports'], number: number): boolean {
  for (const { port } of ports) if (port === number) return true;
  return false;
}

/** By names and numbers, each with a space behind it. */
const portList = commonBy((text: string) => {
  const words = text.split(' ');
  const ports: { name: string; containerPort: number; protocol: 'TCP' }[] = [];
  for (let at = 0; at + 1 < words.length; at += 2)
    ports.push({ name: words[at] as string, containerPort: Number(words[at + 1]), protocol: 'TCP' });
  return ports;
});

function resourcesOf({ resources, accelerator }: WorkloadProperties): object {
  return accelerator === undefined
    ? plainResources(resources)
    : requestsAndLimits(resources, { [accelerator.type]: String(accelerator.count) });
}

const plainResources = commonByText(
  (own: Resources) =>
    `${own.cpuRequest} ${own.cpuLimit} ${own.memoryRequest} ${own.memoryLimit} ${own.ephemeralRequest} ${own.ephemeralLimit}`,
  (resources) => requestsAndLimits(resources, {}),
);

function requestsAndLimits(resources: Resources, device: Readonly<Record<string, string>>): object {
  return {
    requests: {
      cpu: formatCpu(resources.cpuRequest),
      memory: formatBytes(resources.memoryRequest),
      'ephemeral-storage': formatBytes(resources.ephemeralRequest),
      ...device,
    },
    limits: {
      ...(resources.cpuLimit === null ? {} : { cpu: formatCpu(resources.cpuLimit) }),
      memory: formatBytes(resources.memoryLimit),
      'ephemeral-storage': formatBytes(resources.ephemeralLimit),
      ...device,
    },
  };
}

const probeOf = commonByText(
  (probe: Probe) =>
    `${probe.type} ${probe.port} ${probe.initialDelaySeconds} ${probe.periodSeconds} ${probe.timeoutSeconds} ` +
    `${probe.failureThreshold} ${probe.command === undefined ? '' : JSON.stringify(probe.command)}` +
    (probe.path === undefined ? '' : ` ${probe.path}`),
  (probe) => ({
    ...probeAction(probe),
    initialDelaySeconds: probe.initialDelaySeconds,
    periodSeconds: probe.periodSeconds,
    timeoutSeconds: probe.timeoutSeconds,
    successThreshold: 1,
    failureThreshold: probe.failureThreshold,
  }),
);

function probeAction(probe: Probe): object {
  switch (probe.type) {
    case 'http':
      return { httpGet: { path: probe.path ?? '/', port: probe.port, scheme: 'HTTP' } };
    case 'grpc':
      return { grpc: { port: probe.port, service: probe.path ?? '' } };
    case 'tcp':
      return { tcpSocket: { port: probe.port } };
    case 'exec':
      return { exec: { command: probe.command ?? [] } };
  }
}

const linuxSecurityContext = common({
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
});

const waitBeforeStop = commonBy((seconds: number) => ({ preStop: { sleep: { seconds } } }));
