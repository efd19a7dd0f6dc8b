import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { fieldsOf } from '../pods.ts';

export const noReplicasWithAutoscalerInvariant: Invariant = {
  id: 'no-replicas-with-autoscaler',
  title: 'One owner for the number of replicas',
  appliesTo: { shapes: ['service', 'worker'] },
  reason: 'With `replicas` in Git and an autoscaler on the cluster the two undo each other at every sync.',
  check,
};

function* check({ objects }: InvariantContext): Generator<Violation> {
  for (const scaler of objects) {
    if (scaler.kind !== 'HorizontalPodAutoscaler' && scaler.kind !== 'ScaledObject') continue;
    const target = fieldsOf(fieldsOf(scaler['spec'])['scaleTargetRef']);
    for (const object of objects) {
      if (object.metadata.name !== target['name'] || object.kind !== (target['kind'] ?? 'Deployment')) continue;
      if (fieldsOf(object['spec'])['replicas'] === undefined) continue;
      yield {
        object,
        path: 'spec.replicas',
        message: `replicas are written although ${scaler.kind} ${scaler.metadata.name} owns them`,
      };
    }
  }
}
