import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { containers, fieldsOf, inContainer } from '../pods.ts';

export const noPrivilegeEscalationInvariant: Invariant = {
  id: 'no-privilege-escalation',
  title: 'No process gains more rights than its parent',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason: 'Without it, a set-user-id program inside the image undoes running as an ordinary user.',
  check,
};

function* check({ objects, os }: InvariantContext): Generator<Violation> {
  if (os === 'windows') return;
  for (const container of containers(objects)) {
    if (fieldsOf(container.fields['securityContext'])['allowPrivilegeEscalation'] === false) continue;
    yield inContainer(
      container,
      'securityContext.allowPrivilegeEscalation',
      'does not say allowPrivilegeEscalation: false; the default is true',
    );
  }
}
