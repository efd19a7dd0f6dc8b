import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { containers, fieldsOf, inContainer, itemsOf, pods } from '../pods.ts';

export const stringsAreStringsInvariant: Invariant = {
  id: 'strings-are-strings',
  title: 'Labels, annotations and variables are text',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job', 'namespace'] },
  reason:
    '`true`, `1.10` and `null` are no text in YAML; the API server refuses them, or worse, 1.10 becomes 1.1.',
  check,
};

function* check({ objects }: InvariantContext): Generator<Violation> {
  // Objects of a unit share their labels: what was found to be text is not looked at again.
  let known: unknown;
  for (const object of objects) {
    const { labels, annotations } = object.metadata;
    if (labels !== undefined && labels !== known) {
      const key = otherThanText(labels);
      if (key === undefined) known = labels;
      else yield found(object, 'metadata.labels', key);
    }
    if (annotations !== undefined) {
      const key = otherThanText(annotations);
      if (key !== undefined) yield found(object, 'metadata.annotations', key);
    }
    if (object.kind === 'ConfigMap') {
      const key = otherThanText(object['data']);
      if (key !== undefined) yield found(object, 'data', key);
    }
  }
  for (const pod of pods(objects)) {
    for (const map of ['labels', 'annotations'] as const) {
      const key = pod.path === '' ? undefined : otherThanText(pod.metadata[map]);
      if (key !== undefined) yield found(pod.object, `${pod.path}.metadata.${map}`, key);
    }
  }
  for (const container of containers(objects)) {
    for (const entry of itemsOf(container.fields['env'])) {
      if (entry['value'] === undefined || typeof entry['value'] === 'string') continue;
      const name = String(entry['name']);
      yield inContainer(container, `env[name=${name}].value`, `sets ${name} to something that is no text`);
    }
  }
}

/** The first key whose value is no text. */
function otherThanText(value: unknown): string | undefined {
  const entries = fieldsOf(value);
  for (const key in entries) if (typeof entries[key] !== 'string') return key;
  return undefined;
}

function found(object: Violation['object'], path: string, key: string): Violation {
  return { object, path: `${path}["${key}"]`, message: `the value of ${key} is no text; quote it` };
}
