import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { containers, inContainer } from '../pods.ts';

export const templateInvariant: Invariant = {
  id: '_template',
  title: 'What is always true',
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
