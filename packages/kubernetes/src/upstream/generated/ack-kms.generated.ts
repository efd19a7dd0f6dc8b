// Generated from other projects' definitions by `npm run gen:upstream`; refresh it there.
import type { UpstreamSource } from '../schema.ts';

export const ackKms: UpstreamSource = {
  name: 'ack-kms',
  product: 'aws-controllers-k8s',
  version: 'v1.4.1',
  repository: 'github.com/aws-controllers-k8s/kms-controller',
  commit: '1dc0f39dac89bb5488f3ea11a54b6ee9679af252',
  digest: '18dc56407656864da66b6000c6f8676353a0f86f9db9e5aac2b032d500077d4e',
  license: 'Apache-2.0',
  kinds: [
    { apiVersion: 'kms.services.k8s.aws/v1alpha1', kind: 'Alias', plural: 'aliases', scope: 'Namespaced', definition: 'aliases.kms.services.k8s.aws/v1alpha1', storage: true, status: true },
    { apiVersion: 'kms.services.k8s.aws/v1alpha1', kind: 'Key', plural: 'keys', scope: 'Namespaced', definition: 'keys.kms.services.k8s.aws/v1alpha1', storage: true, status: true },
  ],
  definitions: {
    'ackResourceMetadata': '{"properties":{"arn":{"type":"string"},"ownerAccountID":{"type":"string"},"partition":{"type":"string"},"region":{"type":"string"}},"required":["ownerAccountID","region"],"type":"object"}',
    'aliases.kms.services.k8s.aws/v1alpha1': '{"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object"},"spec":{"properties":{"name":{"type":"string"},"targetKeyID":{"type":"string"},"targetKeyRef":{"properties":{"from":{"properties":{"name":{"type":"string"},"namespace":{"type":"string"}},"type":"object"}},"type":"object"}},"required":["name"],"type":"object"},"status":{"properties":{"ackResourceMetadata":{"ref":"ackResourceMetadata"},"conditions":{"items":{"properties":{"lastTransitionTime":{"format":"date-time","type":"string"},"message":{"type":"string"},"reason":{"type":"string"},"status":{"type":"string"},"type":{"type":"string"}},"required":["status","type"],"type":"object"},"type":"array"}},"type":"object"}},"type":"object"}',
    'customKeyStoreID': '{"rules":[{"message":"Value is immutable once set","rule":"self == oldSelf"}],"type":"string"}',
    'keys.kms.services.k8s.aws/v1alpha1': '{"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object"},"spec":{"properties":{"bypassPolicyLockoutSafetyCheck":{"type":"boolean"},"customKeyStoreID":{"ref":"customKeyStoreID"},"description":{"ref":"customKeyStoreID"},"enableKeyRotation":{"type":"boolean"},"keySpec":{"ref":"customKeyStoreID"},"keyUsage":{"ref":"customKeyStoreID"},"multiRegion":{"rules":[{"message":"Value is immutable once set","rule":"self == oldSelf"}],"type":"boolean"},"origin":{"ref":"customKeyStoreID"},"policy":{"type":"string"},"tags":{"items":{"properties":{"tagKey":{"type":"string"},"tagValue":{"type":"string"}},"type":"object"},"type":"array"}},"type":"object"},"status":{"properties":{"ackResourceMetadata":{"ref":"ackResourceMetadata"},"awsAccountID":{"type":"string"},"cloudHsmClusterID":{"type":"string"},"conditions":{"items":{"properties":{"lastTransitionTime":{"format":"date-time","type":"string"},"message":{"type":"string"},"reason":{"type":"string"},"status":{"type":"string"},"type":{"type":"string"}},"required":["status","type"],"type":"object"},"type":"array"},"creationDate":{"format":"date-time","type":"string"},"deletionDate":{"format":"date-time","type":"string"},"enabled":{"type":"boolean"},"encryptionAlgorithms":{"items":{"type":"string"},"type":"array"},"expirationModel":{"type":"string"},"keyID":{"type":"string"},"keyManager":{"type":"string"},"keyState":{"type":"string"},"macAlgorithms":{"items":{"type":"string"},"type":"array"},"multiRegionConfiguration":{"properties":{"multiRegionKeyType":{"type":"string"},"primaryKey":{"ref":"primaryKey"},"replicaKeys":{"items":{"ref":"primaryKey"},"type":"array"}},"type":"object"},"pendingDeletionWindowInDays":{"format":"int64","type":"integer"},"signingAlgorithms":{"items":{"type":"string"},"type":"array"},"validTo":{"format":"date-time","type":"string"}},"type":"object"}},"type":"object"}',
    'primaryKey': '{"properties":{"arn":{"type":"string"},"region":{"type":"string"}},"type":"object"}',
  },
};
