import type { Emitter } from '@fairway/model';
import { metadataOf, nothing, workloadOf } from '../workload.ts';
import { configFiles, configMapName } from './files.ts';

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
    const files = configFiles(node, workloadOf(node), context);
    if (files.length === 0) return nothing;
    const data: Record<string, string> = {};
    for (const file of files) data[file.key] = file.content;
    return [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: metadataOf(configMapName(node.name, files, context), context),
        immutable: true,
        data,
      },
    ];
  },
};
