import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { containers, fieldsOf, inContainer } from '../pods.ts';

export const readinessDiffersFromLivenessInvariant: Invariant = {
  id: 'readiness-differs-from-liveness',
  title: 'Readiness and liveness ask different questions',
  appliesTo: { shapes: ['service', 'worker'] },
  reason:
    'A liveness probe that also checks the database restarts every pod at once when the database is slow.',
  check,
};

function* check({ objects }: InvariantContext): Generator<Violation> {
  for (const container of containers(objects)) {
    const readiness = fieldsOf(fieldsOf(container.fields['readinessProbe'])['httpGet']);
    const liveness = fieldsOf(fieldsOf(container.fields['livenessProbe'])['httpGet']);
    if (
      readiness['path'] === undefined ||
      readiness['path'] !== liveness['path'] ||
      readiness['port'] !== liveness['port']
    )
      continue;
    yield inContainer(
      container,
      'livenessProbe.httpGet.path',
      `asks ${String(liveness['path'])} for readiness and for liveness`,
    );
  }
}
