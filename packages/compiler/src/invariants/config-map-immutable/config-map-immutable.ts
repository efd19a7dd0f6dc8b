import type { Invariant, InvariantContext, Violation } from '@fairway/model';

export const configMapImmutableInvariant: Invariant = {
  id: 'config-map-immutable',
  title: 'ConfigMaps never change',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason:
    'A ConfigMap that changes in place reaches some pods now, others at their next restart, and is not undone by a rollback.',
  check,
};

const hashLength = 8;

function* check({ objects }: InvariantContext): Generator<Violation> {
  for (const object of objects) {
    if (object.kind !== 'ConfigMap') continue;
    if (object['immutable'] !== true)
      yield { object, path: 'immutable', message: 'the ConfigMap may change under running pods' };
    if (!hashed(object.metadata.name))
      yield { object, path: 'metadata.name', message: 'the name does not end in a hash of the content' };
  }
}

function hashed(name: string): boolean {
  const dash = name.lastIndexOf('-');
  if (dash <= 0 || name.length - dash - 1 < hashLength) return false;
  for (let index = dash + 1; index < name.length; index++) {
    const code = name.charCodeAt(index);
    if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 122))) return false;
  }
  return true;
}
