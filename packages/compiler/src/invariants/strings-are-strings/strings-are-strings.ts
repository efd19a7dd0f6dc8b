import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { containers, type Fields, fieldsOf, inContainer, itemsOf, pods } from '../pods.ts';

export const stringsAreStringsInvariant: Invariant = {
  id: 'strings-are-strings',
  title: 'Labels, annotations and variables are text',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job', 'namespace'] },
  reason:
    '`true`, `1.10` and `null` are no text in YAML; the API server refuses them, or worse, 1.10 becomes 1.1.',
  check,
};

const maps = ['labels', 'annotations'] as const;

function* check({ objects }: InvariantContext): Generator<Violation> {
  for (const object of objects) {
    for (const map of maps) yield* checkTexts(object, `metadata.${map}`, object.metadata[map]);
    if (object.kind === 'ConfigMap') yield* checkTexts(object, 'data', object['data']);
  }
  for (const pod of pods(objects)) {
    if (pod.path === '') continue;
    for (const map of maps) yield* checkTexts(pod.object, `${pod.path}.metadata.${map}`, pod.metadata[map]);
  }
  for (const container of containers(objects)) {
    for (const entry of itemsOf(container.fields['env'])) {
      if (entry['value'] === undefined || typeof entry['value'] === 'string') continue;
      yield inContainer(
        container,
        `env[name=${String(entry['name'])}].value`,
        `sets ${String(entry['name'])} to something that is no text`,
      );
    }
  }
}

function* checkTexts(object: Violation['object'], path: string, value: unknown): Generator<Violation> {
  if (value === undefined) return;
  const entries: Fields = fieldsOf(value);
  for (const key in entries) {
    if (typeof entries[key] !== 'string')
      yield { object, path: `${path}["${key}"]`, message: `the value of ${key} is no text; quote it` };
  }
}
