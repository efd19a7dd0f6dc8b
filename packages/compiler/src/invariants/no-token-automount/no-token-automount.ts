import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { inPod, pods } from '../pods.ts';

export const noTokenAutomountInvariant: Invariant = {
  id: 'no-token-automount',
  title: 'No token of the Kubernetes API',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job', 'namespace'] },
  reason: 'Nearly no service calls the Kubernetes API; a token that is not there cannot be stolen.',
  check,
};

function* check({ objects }: InvariantContext): Generator<Violation> {
  for (const pod of pods(objects)) {
    if (pod.spec['automountServiceAccountToken'] === false) continue;
    yield inPod(pod, 'automountServiceAccountToken', 'the pod gets a token of the Kubernetes API');
  }
  for (const object of objects) {
    if (object.kind !== 'ServiceAccount' || object['automountServiceAccountToken'] === false) continue;
    yield {
      object,
      path: 'automountServiceAccountToken',
      message: 'pods with this ServiceAccount get a token of the Kubernetes API',
    };
  }
}
