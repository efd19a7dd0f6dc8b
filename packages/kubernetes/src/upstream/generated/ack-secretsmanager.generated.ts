// Generated from other projects' definitions by `npm run gen:upstream`; refresh it there.
import type { UpstreamSource } from '../schema.ts';

export const ackSecretsmanager: UpstreamSource = {
  name: 'ack-secretsmanager',
  product: 'aws-controllers-k8s',
  version: 'v1.4.1',
  repository: 'github.com/aws-controllers-k8s/secretsmanager-controller',
  commit: '2175baeff8e7fd4bb34f45c052f4967aebcffc5a',
  digest: 'b28d1a1a1a59d021e1e60b06b508eddc0334e959cbada110022a1af9dd5aa996',
  license: 'Apache-2.0',
  kinds: [
    { apiVersion: 'secretsmanager.services.k8s.aws/v1alpha1', kind: 'Secret', plural: 'secrets', scope: 'Namespaced', definition: 'secrets.secretsmanager.services.k8s.aws/v1alpha1', storage: true, status: true },
  ],
  definitions: {
    'secrets.secretsmanager.services.k8s.aws/v1alpha1': '{"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object"},"spec":{"properties":{"description":{"type":"string"},"forceOverwriteReplicaSecret":{"type":"boolean"},"kmsKeyID":{"type":"string"},"kmsKeyRef":{"properties":{"from":{"properties":{"name":{"type":"string"},"namespace":{"type":"string"}},"type":"object"}},"type":"object"},"name":{"rules":[{"message":"Value is immutable once set","rule":"self == oldSelf"}],"type":"string"},"replicaRegions":{"items":{"properties":{"kmsKeyID":{"type":"string"},"region":{"type":"string"}},"type":"object"},"type":"array"},"secretString":{"mapType":"atomic","properties":{"key":{"type":"string"},"name":{"type":"string"},"namespace":{"type":"string"}},"required":["key"],"type":"object"},"tags":{"items":{"properties":{"key":{"type":"string"},"value":{"type":"string"}},"type":"object"},"type":"array"}},"required":["name"],"type":"object"},"status":{"properties":{"ackResourceMetadata":{"properties":{"arn":{"type":"string"},"ownerAccountID":{"type":"string"},"partition":{"type":"string"},"region":{"type":"string"}},"required":["ownerAccountID","region"],"type":"object"},"conditions":{"items":{"properties":{"lastTransitionTime":{"format":"date-time","type":"string"},"message":{"type":"string"},"reason":{"type":"string"},"status":{"type":"string"},"type":{"type":"string"}},"required":["status","type"],"type":"object"},"type":"array"},"id":{"type":"string"},"replicationStatus":{"items":{"properties":{"kmsKeyID":{"type":"string"},"lastAccessedDate":{"format":"date-time","type":"string"},"region":{"type":"string"},"status":{"type":"string"},"statusMessage":{"type":"string"}},"type":"object"},"type":"array"},"versionID":{"type":"string"}},"type":"object"}},"type":"object"}',
  },
};
