import { common, formatBytes, formatCpu } from '@fairway/kubernetes';
import type { WorkloadProperties } from '@fairway/model';
import { commonBy, commonFor } from '../common-by.ts';
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
  return {
    name: containerName,
    image,
    imagePullPolicy: 'Always',
    ...(workload.command === undefined ? {} : { command: workload.command }),
    ...(workload.args === undefined ? {} : { args: workload.args }),
    ...(ports.length === 0 ? {} : { ports }),
    env,
    resources: resourcesOf(workload),
    ...(probes.startup === undefined ? {} : { startupProbe: probeOf(probes.startup) }),
    ...(probes.readiness === undefined ? {} : { readinessProbe: probeOf(probes.readiness) }),
    ...(probes.liveness === undefined ? {} : { livenessProbe: probeOf(probes.liveness) }),
    ...(preStopDelay === 0 ? {} : { lifecycle: waitBeforeStop(preStopDelay) }),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'FallbackToLogsOnError',
    // The API server refuses Linux settings on pods for Windows.
    ...(workload.os === 'windows' ? {} : { securityContext: linuxSecurityContext }),
    ...(mounts.length === 0 ? {} : { volumeMounts: mounts }),
  };
}

/** Ports of the container: those of the workload, and those that only probes and metrics use. */
function containerPorts(
  workload: WorkloadProperties,
): { name: string; containerPort: number; protocol: 'TCP' }[] {
  const ports: { name: string; containerPort: number; protocol: 'TCP' }[] = [];
  for (const { name, port } of workload.ports) ports.push({ name, containerPort: port, protocol: 'TCP' });
  const addOnce = (name: string, port: number | undefined): void => {
    if (port === undefined || ports.some(({ containerPort }) => containerPort === port)) return;
    ports.push({ name, containerPort: port, protocol: 'TCP' });
  };
  const { probes, telemetry } = workload;
  addOnce('health', probes.readiness?.port ?? probes.liveness?.port ?? probes.startup?.port);
  if (telemetry.path !== null) addOnce('metrics', telemetry.port);
  return ports;
}

function resourcesOf({ resources, accelerator }: WorkloadProperties): object {
  return accelerator === undefined
    ? plainResources(resources)
    : requestsAndLimits(resources, { [accelerator.type]: String(accelerator.count) });
}

const plainResources = commonFor((resources: Resources) => requestsAndLimits(resources, {}));

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

const probeOf = commonFor((probe: Probe) => ({
  ...probeAction(probe),
  initialDelaySeconds: probe.initialDelaySeconds,
  periodSeconds: probe.periodSeconds,
  timeoutSeconds: probe.timeoutSeconds,
  successThreshold: 1,
  failureThreshold: probe.failureThreshold,
}));

function probeAction(probe: Probe): object {
  switch (probe.type) {
    case 'http':
      return { httpGet: { path: probe.path ?? '/', port: probe.port, scheme: 'HTTP' } };
    case 'grpc':
      return {
        grpc: probe.path === undefined ? { port: probe.port } : { port: probe.port, service: probe.path },
      };
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
