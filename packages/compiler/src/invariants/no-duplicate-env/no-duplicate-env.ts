import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { containers, inContainer, itemsOf } from '../pods.ts';

export const noDuplicateEnvInvariant: Invariant = {
  id: 'no-duplicate-env',
  title: 'Every variable is set once',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason: 'With two entries of one name the last wins, and strategic merges drop one of them at random.',
  check,
};

function* check({ objects }: InvariantContext): Generator<Violation> {
  for (const container of containers(objects)) {
    const env = itemsOf(container.fields['env']);
    if (env.length < 2) continue;
    const seen = new Set<unknown>();
    for (const entry of env) {
      const name = entry['name'];
      if (seen.has(name))
        yield inContainer(container, `env[name=${String(name)}]`, `sets ${String(name)} twice`);
      seen.add(name);
    }
  }
}
