import { describe, expect, it } from 'vitest';
import { emitAll, expectedMetadata, makeContext, makeEdge, makeNode, makeWorkload } from '../testing.ts';
import { externalSecret } from './external-secret.ts';

const node = makeWorkload();
const secret = makeNode('secret', 'orders-api.database', {
  path: 'orders/production/database',
  as: 'env',
  keys: { DB_USER: 'username', DB_PASSWORD: 'password' },
  onChange: 'restart',
});
const graph = { nodes: [secret], edges: [makeEdge('uses', node, secret)] };
const remote = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };

describe('external secret', () => {
  it('reads the keys of a path from the store of the cluster', () => {
    expect(emitAll(externalSecret, node, makeContext(node, graph))).toEqual([
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: expectedMetadata('orders-api.database', 'orders-api'),
        spec: {
          refreshPolicy: 'Periodic',
          refreshInterval: '1h0m0s',
          secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws-secrets-manager' },
          target: { name: 'orders-api.database', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
          data: [
            {
              secretKey: 'DB_PASSWORD',
              remoteRef: { key: 'orders/production/database', property: 'password', ...remote },
            },
            {
              secretKey: 'DB_USER',
              remoteRef: { key: 'orders/production/database', property: 'username', ...remote },
            },
          ],
        },
      },
    ]);
  });

  it('writes paths the way the store can, and takes every key where none is named', () => {
    const files = makeNode('secret', 'orders-api.tls', {
      path: 'orders/{region}/tls',
      as: 'file',
      keys: {},
      onChange: 'ignore',
    });
    const context = makeContext(node, {
      nodes: [files],
      edges: [makeEdge('uses', node, files)],
      cluster: { secretStore: { type: 'azureKeyVault', key: 'dashed' } },
    });
    const [object] = emitAll(externalSecret, node, context);
    expect(object?.metadata.name).toBe('orders-api.tls');
    expect(object?.['spec']).toMatchObject({
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'azure-key-vault' },
      dataFrom: [{ extract: { key: 'orders-eu-central-1-tls', ...remote } }],
    });
  });

  it('is an error where the operator is missing, and nothing without secrets', () => {
    const context = makeContext(node, { ...graph, cluster: { capabilities: {} } });
    expect(emitAll(externalSecret, node, context)).toEqual([]);
    expect(context.problems.map(({ code }) => code)).toEqual(['FWY4104']);
    const without = makeContext(node, { cluster: { capabilities: {} } });
    expect(emitAll(externalSecret, node, without)).toEqual([]);
    expect(without.problems).toEqual([]);
  });

  it('says so where the cluster has no value for a placeholder', () => {
    const regional = makeNode('secret', 'orders-api.x', {
      path: 'orders/{account}',
      as: 'file',
      keys: {},
      onChange: 'ignore',
    });
    const edges = [makeEdge('uses', node, regional)];
    const context = makeContext(node, { nodes: [regional], edges, cluster: { account: {} } });
    emitAll(externalSecret, node, context);
    expect(context.problems.map(({ code }) => code)).toEqual(['FWY4106']);
  });
});
