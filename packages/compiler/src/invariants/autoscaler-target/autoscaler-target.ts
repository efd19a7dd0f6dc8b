import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { fieldsOf, shownValue } from '../pods.ts';

export const autoscalerTargetInvariant: Invariant = {
  id: 'autoscaler-target',
  title: 'Autoscalers scale something',
  appliesTo: { shapes: ['service', 'worker'] },
  reason: 'An autoscaler whose target does not exist scales nothing and says so only on the cluster.',
  check,
};

function* check({ objects }: InvariantContext): Generator<Violation> {
  for (const scaler of objects) {
    if (scaler.kind !== 'HorizontalPodAutoscaler' && scaler.kind !== 'ScaledObject') continue;
    const target = fieldsOf(fieldsOf(scaler['spec'])['scaleTargetRef']);
    const kind = target['kind'] ?? 'Deployment';
    if (objects.some((object) => object.kind === kind && object.metadata.name === target['name'])) continue;
    yield {
      object: scaler,
      path: 'spec.scaleTargetRef',
      message: `there is no ${shownValue(kind)} ${shownValue(target['name'])} to scale`,
    };
  }
}
