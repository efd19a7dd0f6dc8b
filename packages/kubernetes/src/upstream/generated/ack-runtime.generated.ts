// Generated from other projects' definitions by `npm run gen:upstream`; refresh it there.
import type { UpstreamSource } from '../schema.ts';

export const ackRuntime: UpstreamSource = {
  name: 'ack-runtime',
  product: 'aws-controllers-k8s',
  version: 'v0.61.0',
  repository: 'github.com/aws-controllers-k8s/runtime',
  commit: '4b18c8cbcf77d0eda191c3eb1ece194cc52f733a',
  digest: '20914932b9b3368ec212edaf676316e1ecae4c2be6bb4f495682a8685afe302c',
  license: 'Apache-2.0',
  kinds: [
    { apiVersion: 'services.k8s.aws/v1alpha1', kind: 'FieldExport', plural: 'fieldexports', scope: 'Namespaced', definition: 'fieldexports.services.k8s.aws/v1alpha1', storage: true, status: true },
    { apiVersion: 'services.k8s.aws/v1alpha1', kind: 'IAMRoleSelector', plural: 'iamroleselectors', scope: 'Cluster', definition: 'iamroleselectors.services.k8s.aws/v1alpha1', storage: true, status: true },
  ],
  definitions: {
    'fieldexports.services.k8s.aws/v1alpha1': '{"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object"},"spec":{"properties":{"from":{"properties":{"path":{"type":"string"},"resource":{"properties":{"group":{"type":"string"},"kind":{"type":"string"},"name":{"type":"string"}},"required":["group","kind","name"],"type":"object"}},"required":["path","resource"],"type":"object"},"to":{"properties":{"key":{"type":"string"},"kind":{"enum":["configmap","secret"],"type":"string"},"name":{"type":"string"},"namespace":{"type":"string"}},"required":["kind","name"],"type":"object"}},"required":["from","to"],"type":"object"},"status":{"properties":{"conditions":{"items":{"properties":{"lastTransitionTime":{"format":"date-time","type":"string"},"message":{"type":"string"},"reason":{"type":"string"},"status":{"type":"string"},"type":{"type":"string"}},"required":["status","type"],"type":"object"},"type":"array"}},"required":["conditions"],"type":"object"}},"type":"object"}',
    'iamroleselectors.services.k8s.aws/v1alpha1': '{"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object"},"spec":{"properties":{"arn":{"rules":[{"message":"Value is immutable once set","rule":"self == oldSelf"}],"type":"string"},"namespaceSelector":{"properties":{"labelSelector":{"ref":"labelSelector"},"names":{"items":{"type":"string"},"type":"array"}},"required":["names"],"type":"object"},"resourceLabelSelector":{"ref":"labelSelector"},"resourceTypeSelector":{"items":{"properties":{"group":{"type":"string"},"kind":{"type":"string"},"version":{"type":"string"}},"required":["group","kind","version"],"type":"object"},"type":"array"}},"required":["arn"],"type":"object"},"status":{"type":"object"}},"type":"object"}',
    'labelSelector': '{"properties":{"matchLabels":{"additionalProperties":{"type":"string"},"type":"object"}},"required":["matchLabels"],"type":"object"}',
  },
};
