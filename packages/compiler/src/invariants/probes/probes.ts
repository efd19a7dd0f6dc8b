import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { type Container, type Fields, fieldsOf, inContainer, itemsOf, pods, shownValue } from '../pods.ts';

export const probesInvariant: Invariant = {
  id: 'probes',
  title: 'Services say when they are ready and alive',
  appliesTo: { shapes: ['service', 'worker'] },
  reason:
    'Without a readiness probe traffic reaches pods that are still starting; without a liveness probe a hung process stays.',
  check,
};

const required = ['readinessProbe', 'livenessProbe'] as const;
const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;
const handlers = ['httpGet', 'tcpSocket', 'grpc'] as const;

function* check({ objects, shape }: InvariantContext): Generator<Violation> {
  for (const pod of pods(objects)) {
    if (pod.object.kind === 'Job' || pod.object.kind === 'CronJob') continue;
    for (const fields of itemsOf(pod.spec['containers'])) {
      const container: Container = { pod, list: 'containers', fields };
      if (shape === 'service') {
        for (const probe of required) {
          if (fields[probe] === undefined) yield inContainer(container, probe, `has no ${probe}`);
        }
      }
      for (const probe of probes) yield* checkPort(container, probe);
    }
  }
}

function* checkPort(container: Container, probe: string): Generator<Violation> {
  const fields = fieldsOf(container.fields[probe]);
  for (const handler of handlers) {
    const port = fieldsOf(fields[handler])['port'];
    if (port === undefined || declares(itemsOf(container.fields['ports']), port)) continue;
    yield inContainer(
      container,
      `${probe}.${handler}.port`,
      `is probed on port ${shownValue(port)}, which it does not declare`,
    );
  }
}

function declares(ports: readonly Fields[], wanted: unknown): boolean {
  for (const port of ports) {
    if ((port['name'] === wanted || port['containerPort'] === wanted) && port['protocol'] !== 'UDP')
      return true;
  }
  return false;
}
