import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { containers, fieldsOf, inContainer, textsOf } from '../pods.ts';

export const dropAllCapabilitiesInvariant: Invariant = {
  id: 'drop-all-capabilities',
  title: 'All Linux capabilities are dropped',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason:
    'Container runtimes grant fourteen capabilities by default; a service on a port above 1023 needs none of them.',
  check,
};

function* check({ objects, os }: InvariantContext): Generator<Violation> {
  if (os === 'windows') return;
  for (const container of containers(objects)) {
    const capabilities = fieldsOf(fieldsOf(container.fields['securityContext'])['capabilities']);
    const dropped = textsOf(capabilities['drop']);
    if (dropped.length !== 1 || dropped[0] !== 'ALL') {
      yield inContainer(
        container,
        'securityContext.capabilities.drop',
        'does not drop exactly ALL capabilities',
      );
    }
    for (const added of textsOf(capabilities['add'])) {
      if (added === 'NET_BIND_SERVICE') continue;
      yield inContainer(container, 'securityContext.capabilities.add', `adds the capability ${added}`);
    }
  }
}
