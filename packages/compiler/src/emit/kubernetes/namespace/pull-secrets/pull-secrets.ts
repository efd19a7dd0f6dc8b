import type { Emitter } from '@fairway/model';
import { secretStoreRef, storeKey } from '../../external-secret/store.ts';
import { metadataOf } from '../../workload.ts';
import { namespaceReasons } from '../reasons.ts';
import { pullSecretsToMake } from './registries.ts';

/** What pods pull images with: one ExternalSecret per registry that asks for a sign-in. */
export const pullSecrets: Emitter = {
  name: 'pull-secrets',
  nodes: ['namespace'],
  emits: [
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      reasons: {
        ...namespaceReasons,
        'metadata.name': 'The path of the pull secret, written as a name; pods refer to it by that name.',
        'spec.refreshPolicy': 'Registries rotate their passwords; the new one arrives without a release.',
        'spec.refreshInterval':
          'One hour: soon enough for a rotation, seldom enough for the price of reading the store.',
        'spec.secretStoreRef.**': 'The store of the cluster, by the product that holds its secrets.',
        'spec.target.creationPolicy': 'The Secret belongs to the ExternalSecret and goes with it.',
        'spec.target.deletionPolicy': 'A slip in the store must not keep new pods from starting.',
        'spec.target.name': 'Pods refer to the Secret by this name.',
        'spec.target.template.**': 'The type that the kubelet takes for signing in to a registry.',
        'spec.data[*].secretKey': 'The key that the kubelet reads.',
        'spec.data[*].remoteRef.key':
          'The path that the organization names for the registry, as the store of the cluster writes paths.',
        'spec.data[*].remoteRef.conversionStrategy': 'Names of keys stay as they are.',
        'spec.data[*].remoteRef.decodingStrategy': 'Values stay as they are.',
        'spec.data[*].remoteRef.metadataPolicy': 'Only the value is read, not what the store says about it.',
      },
    },
  ],
  *emit(node, context) {
    const secrets = pullSecretsToMake(context);
    if (secrets.length === 0) return;
    const store = context.cluster.spec.secretStore;
    if (store === undefined || context.cluster.capability('externalSecrets') === undefined) {
      context.report(
        {
          code: 'FWY4154',
          message: `images cannot be pulled on cluster ${context.cluster.name}: the pull secret ${secrets[0]?.path ?? ''} has no way there, because the cluster ${store === undefined ? 'names no secretStore' : 'does not have the capability externalSecrets'}`,
          fix: `write ${store === undefined ? 'secretStore' : 'capabilities.externalSecrets.version'} into Cluster ${context.cluster.name}`,
        },
        node.id,
      );
      return;
    }
    for (const { name, path } of secrets) {
      const remoteRef = {
        key: storeKey(store, path),
        conversionStrategy: 'Default',
        decodingStrategy: 'None',
        metadataPolicy: 'None',
      };
      yield {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: metadataOf(name, context),
        spec: {
          refreshPolicy: 'Periodic',
          refreshInterval: '1h0m0s',
          secretStoreRef: secretStoreRef(store),
          target: {
            name,
            creationPolicy: 'Owner',
            deletionPolicy: 'Retain',
            template: { engineVersion: 'v2', mergePolicy: 'Replace', type: 'kubernetes.io/dockerconfigjson' },
          },
          data: [{ secretKey: '.dockerconfigjson', remoteRef }],
        },
      };
    }
  },
};
