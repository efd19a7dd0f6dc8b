import type { Emitter } from '@fairway/model';
import { metadataOf } from '../workload.ts';
import { identityAnnotations } from './identity.ts';

/** One ServiceAccount per workload, named like it: the identity of its pods. */
export const serviceAccount: Emitter = {
  name: 'service-account',
  nodes: ['workload'],
  emits: [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      reasons: {
        automountServiceAccountToken:
          'Programs do not talk to the API server; a token that is not there cannot be stolen.',
        'metadata.annotations["azure.workload.identity/client-id"]':
          'The managed identity that the identity profile names for this environment.',
        'metadata.annotations["azure.workload.identity/tenant-id"]': 'The Azure tenant of the cluster.',
        'metadata.annotations["eks.amazonaws.com/role-arn"]':
          'The name of the role is made of cluster, namespace and workload, so that it is known before the role exists.',
        'metadata.annotations["eks.amazonaws.com/sts-regional-endpoints"]':
          'Tokens come from the region of the cluster, not from one far away.',
      },
    },
  ],
  emit(node, context) {
    return [
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: metadataOf(node.name, context, identityAnnotations(node, context)),
        automountServiceAccountToken: false,
      },
    ];
  },
};
