import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { containers, fieldsOf, inContainer } from '../pods.ts';

export const readOnlyRootFilesystemInvariant: Invariant = {
  id: 'read-only-root-filesystem',
  title: 'The root filesystem is read-only',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason: 'An attacker who cannot write a file cannot install tools; state that matters belongs in a volume.',
  check,
};

function* check({ objects, os }: InvariantContext): Generator<Violation> {
  if (os === 'windows') return;
  for (const container of containers(objects)) {
    if (fieldsOf(container.fields['securityContext'])['readOnlyRootFilesystem'] === true) continue;
    yield inContainer(
      container,
      'securityContext.readOnlyRootFilesystem',
      'may write to its image; declare the folder under runtime.writable instead',
    );
  }
}
