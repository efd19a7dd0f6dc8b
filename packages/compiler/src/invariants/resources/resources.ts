import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { containers, fieldsOf, inContainer, itemsOf, pods } from '../pods.ts';

export const resourcesInvariant: Invariant = {
  id: 'resources',
  title: 'Every container says what it needs',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason:
    'The scheduler places pods by their requests, and a container without a memory limit can take its node down.',
  check,
};

const requested = ['cpu', 'memory', 'ephemeral-storage'] as const;
const limited = ['memory', 'ephemeral-storage'] as const;

function* check({ objects }: InvariantContext): Generator<Violation> {
  for (const { object, path, spec } of pods(objects)) {
    if (itemsOf(spec['containers']).length > 0) continue;
    yield { object, path: `${path}.spec.containers`, message: 'the pod has no container' };
  }
  for (const container of containers(objects)) {
    if (container.list === 'ephemeralContainers') continue;
    const resources = fieldsOf(container.fields['resources']);
    const requests = fieldsOf(resources['requests']);
    const limits = fieldsOf(resources['limits']);
    for (const name of requested) {
      if (requests[name] === undefined)
        yield inContainer(container, `resources.requests.${name}`, `requests no ${name}`);
    }
    for (const name of limited) {
      if (limits[name] === undefined)
        yield inContainer(container, `resources.limits.${name}`, `has no limit of ${name}`);
    }
  }
}
