import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { containers, fieldsOf, inContainer } from '../pods.ts';

export const privilegedInvariant: Invariant = {
  id: 'privileged',
  title: 'No privileged containers',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason: 'A privileged container has every device and capability of its node: it is the node.',
  check,
};

function* check({ objects, os }: InvariantContext): Generator<Violation> {
  if (os === 'windows') return;
  for (const container of containers(objects)) {
    if (fieldsOf(container.fields['securityContext'])['privileged'] === false) continue;
    yield inContainer(container, 'securityContext.privileged', 'does not say privileged: false');
  }
}
