import type { Emitter } from '@fairway/model';
import { metadataOf } from '../../workload.ts';
import { pullSecretsToMake } from '../pull-secrets/registries.ts';
import { namespaceReasons } from '../reasons.ts';

/** The `default` ServiceAccount, which pods that are made by hand get: no token, but images can be pulled. */
export const defaultServiceAccount: Emitter = {
  name: 'default-service-account',
  nodes: ['namespace'],
  emits: [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      reasons: {
        ...namespaceReasons,
        'metadata.name': 'Kubernetes gives this account to pods that name none.',
        automountServiceAccountToken: 'A pod that names no account has no business with the Kubernetes API.',
        'imagePullSecrets[*].name':
          'Pods that are made by hand can pull from the registries of the organization.',
      },
    },
  ],
  *emit(_node, context) {
    const secrets = pullSecretsToMake(context).map(({ name }) => ({ name }));
    const account = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadataOf('default', context),
      automountServiceAccountToken: false,
    };
    yield secrets.length === 0 ? account : { ...account, imagePullSecrets: secrets };
  },
};
