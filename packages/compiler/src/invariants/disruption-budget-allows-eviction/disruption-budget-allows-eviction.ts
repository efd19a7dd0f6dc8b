import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { fieldsOf } from '../pods.ts';

export const disruptionBudgetAllowsEvictionInvariant: Invariant = {
  id: 'disruption-budget-allows-eviction',
  title: 'A disruption budget lets nodes be drained',
  appliesTo: { shapes: ['service', 'worker'] },
  reason: 'A budget that allows no eviction stops every node upgrade until somebody deletes it by hand.',
  check,
};

function* check({ objects }: InvariantContext): Generator<Violation> {
  for (const object of objects) {
    if (object.kind !== 'PodDisruptionBudget') continue;
    const spec = fieldsOf(object['spec']);
    if (spec['minAvailable'] !== undefined) {
      yield {
        object,
        path: 'spec.minAvailable',
        message: 'minAvailable blocks every eviction as soon as there are only that many replicas',
      };
    }
    const most = spec['maxUnavailable'];
    if (most === undefined || most === 0 || most === '0' || most === '0%') {
      yield { object, path: 'spec.maxUnavailable', message: 'no pod may ever be evicted' };
    }
    if (spec['unhealthyPodEvictionPolicy'] === undefined) {
      yield {
        object,
        path: 'spec.unhealthyPodEvictionPolicy',
        message: 'pods that never become ready would keep their node from being drained',
      };
    }
  }
}
