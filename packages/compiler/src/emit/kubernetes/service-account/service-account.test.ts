import { describe, expect, it } from 'vitest';
import {
  emitAll,
  expectedMetadata,
  fullCluster,
  makeContext,
  makeEdge,
  makeNode,
  makeWorkload,
} from '../testing.ts';
import { serviceAccount } from './service-account.ts';

const node = makeWorkload();
const identity = makeNode('identity', 'orders-api', {
  aws: { profile: 'orders-read-secrets', permissions: [], resources: [] },
  azure: { profile: 'orders-read-keyvault', permissions: [] },
});
const graph = { nodes: [identity], edges: [makeEdge('uses', node, identity)] };

function annotationsOn(surroundings: Parameters<typeof makeContext>[1]) {
  return emitAll(serviceAccount, node, makeContext(node, { ...graph, ...surroundings }))[0]?.metadata
    .annotations;
}

describe('service account', () => {
  it('belongs to one workload and brings no token', () => {
    expect(emitAll(serviceAccount, node, makeContext(node))).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: expectedMetadata(),
        automountServiceAccountToken: false,
      },
    ]);
  });

  it('names its role for IAM roles for service accounts', () => {
    expect(annotationsOn({ cluster: { identity: { mode: 'irsa' } } })).toEqual({
      'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/eks-eu-order-management-prod-orders-api',
      'eks.amazonaws.com/sts-regional-endpoints': 'true',
    });
  });

  it('names no role without the number of the account', () => {
    expect(annotationsOn({ cluster: { identity: { mode: 'irsa' }, account: {} } })).toBeUndefined();
  });

  it('says nothing for pod identity: the association names the account', () => {
    expect(annotationsOn({ cluster: { identity: { mode: 'podIdentity' } } })).toBeUndefined();
  });

  it('names the managed identity that the profile has for the environment', () => {
    const cluster = {
      ...fullCluster,
      cloud: 'azure',
      identity: { mode: 'workloadIdentity', tenantId: 't-1' },
    } as const;
    const ids = { clientId: 'c-1', principalId: 'p-1', resourceId: 'r-1' };
    const identityProfile = { azure: { permissions: [], scope: '/', identities: { prod: ids } } };
    expect(annotationsOn({ cluster, identityProfile: identityProfile as never })).toEqual({
      'azure.workload.identity/client-id': 'c-1',
      'azure.workload.identity/tenant-id': 't-1',
    });
    expect(annotationsOn({ cluster })).toBeUndefined();
  });
});
