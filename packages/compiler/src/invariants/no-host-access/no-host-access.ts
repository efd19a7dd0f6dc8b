import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import {
  type Container,
  containers,
  fieldsOf,
  inContainer,
  inPod,
  itemsOf,
  pods,
  type PodTemplate,
} from '../pods.ts';

export const noHostAccessInvariant: Invariant = {
  id: 'no-host-access',
  title: 'Nothing of the node is shared',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason:
    'Host networks, processes, ports and folders let one pod see and disturb everything else on its node.',
  check,
};

const namespaces = ['hostNetwork', 'hostPID', 'hostIPC'] as const;
const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;
const hooks = ['preStop', 'postStart'] as const;
const requests = ['httpGet', 'tcpSocket'] as const;

function* check({ objects }: InvariantContext): Generator<Violation> {
  for (const pod of pods(objects)) yield* checkPod(pod);
  for (const container of containers(objects)) yield* checkContainer(container);
}

function* checkPod(pod: PodTemplate): Generator<Violation> {
  for (const field of namespaces) {
    if (pod.spec[field] === true)
      yield inPod(pod, field, `the pod shares the node's ${field.slice(4).toLowerCase()}`);
  }
  for (const volume of itemsOf(pod.spec['volumes'])) {
    if (volume['hostPath'] !== undefined)
      yield inPod(
        pod,
        `volumes[name=${String(volume['name'])}].hostPath`,
        'the pod mounts a folder of its node',
      );
  }
  const context = fieldsOf(pod.spec['securityContext']);
  if (itemsOf(context['sysctls']).length > 0)
    yield inPod(pod, 'securityContext.sysctls', 'the pod changes settings of the kernel');
  if (fieldsOf(context['windowsOptions'])['hostProcess'] === true)
    yield inPod(pod, 'securityContext.windowsOptions.hostProcess', 'the pod runs as a process of its node');
}

function* checkContainer(container: Container): Generator<Violation> {
  for (const port of itemsOf(container.fields['ports'])) {
    const host = port['hostPort'];
    if (host !== undefined && host !== 0)
      yield inContainer(
        container,
        `ports[containerPort=${String(port['containerPort'])}].hostPort`,
        'takes a port of its node',
      );
  }
  const context = fieldsOf(container.fields['securityContext']);
  if (context['procMount'] !== undefined && context['procMount'] !== 'Default')
    yield inContainer(container, 'securityContext.procMount', 'sees the unmasked /proc');
  if (fieldsOf(context['windowsOptions'])['hostProcess'] === true)
    yield inContainer(container, 'securityContext.windowsOptions.hostProcess', 'runs as a process of its node');
  for (const probe of probes) yield* checkRequest(container, probe, container.fields[probe]);
  const lifecycle = fieldsOf(container.fields['lifecycle']);
  for (const hook of hooks) yield* checkRequest(container, `lifecycle.${hook}`, lifecycle[hook]);
}

function* checkRequest(container: Container, path: string, handler: unknown): Generator<Violation> {
  if (handler === undefined) return;
  for (const request of requests) {
    const host = fieldsOf(fieldsOf(handler)[request])['host'];
    if (host !== undefined && host !== '')
      yield inContainer(container, `${path}.${request}.host`, 'makes the node call another host');
  }
}
