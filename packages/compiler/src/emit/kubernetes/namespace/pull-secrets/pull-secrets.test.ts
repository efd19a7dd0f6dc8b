import { describe, expect, test } from 'vitest';
import { codes, emit, namespace, only } from '../../edge-testing.ts';
import { pullSecrets } from './pull-secrets.ts';

const organization = {
  imageRegistries: [
    { host: 'registry.example.com', pullSecret: 'platform/registry' },
    { host: 'public.example.com' },
  ],
};

describe('pull secrets', () => {
  test('one per registry that asks for a sign-in', () => {
    const emitted = emit(pullSecrets, { nodes: [namespace()], organization });
    expect(only(emitted, 'ExternalSecret')).toMatchObject({
      apiVersion: 'external-secrets.io/v1',
      metadata: { name: 'platform-registry', namespace: 'order-management-prod' },
      spec: {
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws-secrets-manager' },
        target: {
          name: 'platform-registry',
          creationPolicy: 'Owner',
          template: { type: 'kubernetes.io/dockerconfigjson' },
        },
        data: [{ secretKey: '.dockerconfigjson', remoteRef: { key: 'platform/registry' } }],
      },
    });
    expect(emitted.problems).toEqual([]);
  });

  test('two registries with one secret share it', () => {
    const shared = {
      imageRegistries: [
        ...organization.imageRegistries,
        { host: 'other.example.com', pullSecret: 'platform/registry' },
      ],
    };
    expect(emit(pullSecrets, { nodes: [namespace()], organization: shared }).objects).toHaveLength(1);
  });

  test('none without a sign-in', () => {
    expect(emit(pullSecrets, { nodes: [namespace()] })).toEqual({ objects: [], problems: [] });
  });

  test('a cluster that secrets do not reach', () => {
    const emitted = emit(pullSecrets, { nodes: [namespace()], organization, cluster: { capabilities: {} } });
    expect(codes(emitted)).toEqual(['FWY4154']);
    expect(emitted.objects).toEqual([]);
  });
});
