import { expect, test } from 'vitest';
import { emit, namespace, only } from '../../edge-testing.ts';
import { defaultServiceAccount } from './service-account.ts';

test('no token', () => {
  expect(only(emit(defaultServiceAccount, { nodes: [namespace()] }), 'ServiceAccount')).toMatchObject({
    apiVersion: 'v1',
    metadata: { name: 'default', namespace: 'order-management-prod' },
    automountServiceAccountToken: false,
  });
});

test('images can be pulled', () => {
  const organization = { imageRegistries: [{ host: 'registry.example.com', pullSecret: 'platform/registry' }] };
  expect(
    only(emit(defaultServiceAccount, { nodes: [namespace()], organization }), 'ServiceAccount')[
      'imagePullSecrets'
    ],
  ).toEqual([{ name: 'platform-registry' }]);
});
