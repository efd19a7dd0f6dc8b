import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { containers, fieldsOf, inContainer, inPod, pods, type PodTemplate } from '../pods.ts';

export const nonRootInvariant: Invariant = {
  id: 'non-root',
  title: 'Containers never run as root',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason: 'A process that escapes its container as root is root on the node, so no container runs as user 0.',
  check,
};

function* check({ objects, os }: InvariantContext): Generator<Violation> {
  for (const pod of pods(objects)) {
    if (pod.spec['hostUsers'] === false) continue;
    const context = fieldsOf(pod.spec['securityContext']);
    if (os === 'linux' && context['runAsUser'] === 0)
      yield inPod(pod, 'securityContext.runAsUser', 'the pod runs as user 0, which is root');
    yield* checkContainers(pod, context['runAsNonRoot'] === true);
  }
}

function* checkContainers(pod: PodTemplate, nonRootByDefault: boolean): Generator<Violation> {
  for (const container of containers([pod.object])) {
    const context = fieldsOf(container.fields['securityContext']);
    const own = context['runAsNonRoot'];
    if (own === undefined ? !nonRootByDefault : own !== true) {
      yield inContainer(
        container,
        'securityContext.runAsNonRoot',
        'may run as root: neither it nor its pod says runAsNonRoot: true',
      );
    }
    if (context['runAsUser'] === 0)
      yield inContainer(container, 'securityContext.runAsUser', 'runs as user 0, which is root');
  }
}
