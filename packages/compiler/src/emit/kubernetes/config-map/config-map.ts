import type { Emitter } from '@fairway/model';
import { metadataOf, nothing, workloadOf } from '../workload.ts';
import { configurationOf } from './files.ts';

/** The configuration files of a workload, in one ConfigMap that never changes. */
export const configMap: Emitter = {
  name: 'config-map',
  nodes: ['workload'],
  emits: [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      reasons: {
        'metadata.name':
          'The name ends with the hash of the content: a change makes a new ConfigMap, and pods of the old release keep theirs.',
        immutable: 'The content belongs to its name; nodes need not watch it for changes.',
        data: 'Each file has the key that its path gives.',
      },
    },
  ],
  emit(node, context) {
    const configuration = configurationOf(node, workloadOf(node), context);
    if (configuration === undefined) return nothing;
    return [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: metadataOf(configuration.name, context),
        immutable: true,
        data: configuration.data,
      },
    ];
  },
};
