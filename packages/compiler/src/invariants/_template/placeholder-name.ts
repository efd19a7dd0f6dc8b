import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { containers, inContainer } from '../pods.ts';

/** Say in one sentence what always holds, and name the rule's source. */
export const placeholderNameInvariant: Invariant = {
  id: 'placeholder-name',
  title: 'What is always true',
  // The workloads (and environment classes) whose objects it looks at.
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason: 'Why it must be, in one sentence for people.',
  check,
};

function* check({ objects }: InvariantContext): Generator<Violation> {
  for (const container of containers(objects)) {
    if (container.fields['name'] !== undefined) continue;
    yield inContainer(container, 'name', 'has no name');
  }
}
