// Generated from other projects' definitions by `npm run gen:upstream`; refresh it there.
import type { UpstreamSource } from '../schema.ts';

export const ackIam: UpstreamSource = {
  name: 'ack-iam',
  product: 'aws-controllers-k8s',
  version: 'v1.8.1',
  repository: 'github.com/aws-controllers-k8s/iam-controller',
  commit: '7a830c868368b6894e5fa6199507f7768d7d1c58',
  digest: '35879f593692c3ed9f3e9695cca78b6a51b3745c55a0a21f9928dda80c118a9d',
  license: 'Apache-2.0',
  kinds: [
    { apiVersion: 'iam.services.k8s.aws/v1alpha1', kind: 'Policy', plural: 'policies', scope: 'Namespaced', definition: 'policies.iam.services.k8s.aws/v1alpha1', storage: true, status: true },
    { apiVersion: 'iam.services.k8s.aws/v1alpha1', kind: 'Role', plural: 'roles', scope: 'Namespaced', definition: 'roles.iam.services.k8s.aws/v1alpha1', storage: true, status: true },
  ],
  definitions: {
    'ackResourceMetadata': '{"properties":{"arn":{"type":"string"},"ownerAccountID":{"type":"string"},"partition":{"type":"string"},"region":{"type":"string"}},"required":["ownerAccountID","region"],"type":"object"}',
    'policies.iam.services.k8s.aws/v1alpha1': '{"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object"},"spec":{"properties":{"description":{"type":"string"},"name":{"type":"string"},"path":{"type":"string"},"policyDocument":{"type":"string"},"tags":{"items":{"properties":{"key":{"type":"string"},"value":{"type":"string"}},"type":"object"},"type":"array"}},"required":["name","policyDocument"],"type":"object"},"status":{"properties":{"ackResourceMetadata":{"ref":"ackResourceMetadata"},"attachmentCount":{"format":"int64","type":"integer"},"conditions":{"items":{"properties":{"lastTransitionTime":{"format":"date-time","type":"string"},"message":{"type":"string"},"reason":{"type":"string"},"status":{"type":"string"},"type":{"type":"string"}},"required":["status","type"],"type":"object"},"type":"array"},"createDate":{"format":"date-time","type":"string"},"defaultVersionID":{"type":"string"},"isAttachable":{"type":"boolean"},"permissionsBoundaryUsageCount":{"format":"int64","type":"integer"},"policyID":{"type":"string"},"updateDate":{"format":"date-time","type":"string"}},"type":"object"}},"type":"object"}',
    'roles.iam.services.k8s.aws/v1alpha1': '{"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object"},"spec":{"properties":{"assumeRolePolicyDocument":{"type":"string"},"description":{"type":"string"},"inlinePolicies":{"additionalProperties":{"type":"string"},"type":"object"},"maxSessionDuration":{"format":"int64","type":"integer"},"name":{"type":"string"},"path":{"type":"string"},"permissionsBoundary":{"type":"string"},"permissionsBoundaryRef":{"properties":{"from":{"properties":{"name":{"type":"string"},"namespace":{"type":"string"}},"type":"object"}},"type":"object"},"policies":{"items":{"type":"string"},"type":"array"},"policyRefs":{"items":{"properties":{"from":{"properties":{"name":{"type":"string"},"namespace":{"type":"string"}},"type":"object"}},"type":"object"},"type":"array"},"tags":{"items":{"properties":{"key":{"type":"string"},"value":{"type":"string"}},"type":"object"},"type":"array"}},"required":["assumeRolePolicyDocument","name"],"type":"object"},"status":{"properties":{"ackResourceMetadata":{"ref":"ackResourceMetadata"},"conditions":{"items":{"properties":{"lastTransitionTime":{"format":"date-time","type":"string"},"message":{"type":"string"},"reason":{"type":"string"},"status":{"type":"string"},"type":{"type":"string"}},"required":["status","type"],"type":"object"},"type":"array"},"createDate":{"format":"date-time","type":"string"},"roleID":{"type":"string"},"roleLastUsed":{"properties":{"lastUsedDate":{"format":"date-time","type":"string"},"region":{"type":"string"}},"type":"object"}},"type":"object"}},"type":"object"}',
  },
};
