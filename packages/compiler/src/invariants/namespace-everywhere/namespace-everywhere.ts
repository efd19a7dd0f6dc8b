import type { Invariant, InvariantContext, Violation } from '@fairway/model';

export const namespaceEverywhereInvariant: Invariant = {
  id: 'namespace-everywhere',
  title: 'Every object names its namespace',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job', 'namespace'] },
  reason: 'An object without a namespace lands wherever the tool that applies it happens to be.',
  check,
};

function* check({ objects, shape }: InvariantContext): Generator<Violation> {
  let expected: string | undefined;
  if (shape === 'namespace') expected = objects.find((object) => object.kind === 'Namespace')?.metadata.name;
  for (const object of objects) {
    if (object.kind === 'Namespace') continue;
    const own = object.metadata.namespace;
    if (own === undefined || own === '' || own === 'default') {
      yield { object, path: 'metadata.namespace', message: 'the object names no namespace of its own' };
    } else if (expected !== undefined && own !== expected) {
      yield {
        object,
        path: 'metadata.namespace',
        message: `the object is in ${own}, the others are in ${expected}`,
      };
    } else expected = own;
  }
}
