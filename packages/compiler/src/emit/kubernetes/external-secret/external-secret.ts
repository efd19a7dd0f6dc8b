import type { EmitContext, Emitter, KubernetesObject, SecretProperties } from '@fairway/model';
import { commonBy } from '../../../common-by.ts';
import { fillPlaceholders, metadataOf, nothing, secretsOf, sortedKeys } from '../workload.ts';
import { secretStoreRef, storeKey } from './store.ts';

const remote = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } as const;

/** One ExternalSecret per secret of a workload: names and paths, never a value. */
export const externalSecret: Emitter = {
  name: 'external-secret',
  nodes: ['workload'],
  emits: [
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      reasons: {
        'spec.refreshPolicy': 'A secret that is changed in the store arrives without a release.',
        'spec.refreshInterval':
          'One hour: soon enough for a rotation, seldom enough for the price of reading the store.',
        'spec.secretStoreRef.**': 'The store of the cluster, by the product that holds its secrets.',
        'spec.target.name': 'Workload and secret name the Secret, so that no two workloads meet.',
        'spec.target.creationPolicy': 'The Secret belongs to the ExternalSecret and goes with it.',
        'spec.target.deletionPolicy': 'A slip in the store must not take the secret from running pods.',
        'spec.data[*].remoteRef.conversionStrategy': 'Names of keys stay as they are.',
        'spec.data[*].remoteRef.decodingStrategy': 'Values stay as they are.',
        'spec.data[*].remoteRef.metadataPolicy': 'Only the value is read, not what the store says about it.',
        'spec.dataFrom[*].extract.conversionStrategy': 'Names of keys stay as they are.',
        'spec.dataFrom[*].extract.decodingStrategy': 'Values stay as they are.',
        'spec.dataFrom[*].extract.metadataPolicy':
          'Only the values are read, not what the store says about them.',
      },
    },
  ],
  emit(node, context) {
    const uses = secretsOf(node, context);
    if (uses.length === 0) return nothing;
    const store = context.cluster.spec.secretStore;
    if (store === undefined || context.cluster.capability('externalSecrets') === undefined) {
      reportNoStore(context, node.id, store === undefined);
      return nothing;
    }
    const objects: KubernetesObject[] = [];
    for (const { object, secret } of uses) {
      objects.push({
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: metadataOf(object, context),
        spec: {
          refreshPolicy: 'Periodic',
          refreshInterval: '1h0m0s',
          secretStoreRef: secretStoreRef(store),
          target: targetOf(object),
          ...dataOf(secret, storeKey(store, fillPlaceholders(secret.path, node, context))),
        },
      });
    }
    return objects;
  },
};

const targetOf = commonBy((name: string) => ({ name, creationPolicy: 'Owner', deletionPolicy: 'Retain' }));

function dataOf(secret: SecretProperties, key: string): object {
  const names = sortedKeys(secret.keys);
  if (names.length === 0) return { dataFrom: [{ extract: { key, ...remote } }] };
  return {
    data: names.map((name) => ({
      secretKey: name,
      remoteRef: { key, property: secret.keys[name], ...remote },
    })),
  };
}

function reportNoStore(context: EmitContext, node: string, store: boolean): void {
  const cluster = context.cluster.name;
  context.report(
    {
      code: 'FWY4104',
      message: store
        ? `secrets cannot reach cluster ${cluster}: it names no secretStore`
        : `secrets cannot reach cluster ${cluster}: the External Secrets Operator is not among its capabilities`,
      fix: store
        ? `write secretStore: {type: …, key: path} into Cluster ${cluster}`
        : `write capabilities.externalSecrets.version into Cluster ${cluster} once the operator is installed`,
    },
    node,
    ['secrets'],
  );
}
