// Generated from other projects' definitions by `npm run gen:upstream`; refresh it there.
import type { UpstreamSource } from '../schema.ts';

export const ackEks: UpstreamSource = {
  name: 'ack-eks',
  product: 'aws-controllers-k8s',
  version: 'v1.20.0',
  repository: 'github.com/aws-controllers-k8s/eks-controller',
  commit: 'fcb7569892f50d390e3d3e7127aa1f1a96fe6b4c',
  digest: '9ea747c3e0aff04dae7813c3d49bc7c9a11c16cc77cb6d505a3a6ebce25ccfbb',
  license: 'Apache-2.0',
  kinds: [
    { apiVersion: 'eks.services.k8s.aws/v1alpha1', kind: 'PodIdentityAssociation', plural: 'podidentityassociations', scope: 'Namespaced', definition: 'podidentityassociations.eks.services.k8s.aws/v1alpha1', storage: true, status: true },
  ],
  definitions: {
    'clusterRef': '{"properties":{"from":{"properties":{"name":{"type":"string"},"namespace":{"type":"string"}},"type":"object"}},"type":"object"}',
    'podidentityassociations.eks.services.k8s.aws/v1alpha1': '{"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object"},"spec":{"properties":{"clientRequestToken":{"type":"string"},"clusterName":{"type":"string"},"clusterRef":{"ref":"clusterRef"},"disableSessionTags":{"type":"boolean"},"namespace":{"type":"string"},"policy":{"type":"string"},"roleARN":{"type":"string"},"roleRef":{"ref":"clusterRef"},"serviceAccount":{"type":"string"},"tags":{"additionalProperties":{"type":"string"},"type":"object"},"targetRoleARN":{"type":"string"},"targetRoleRef":{"ref":"clusterRef"}},"required":["namespace","serviceAccount"],"type":"object"},"status":{"properties":{"ackResourceMetadata":{"properties":{"arn":{"type":"string"},"ownerAccountID":{"type":"string"},"partition":{"type":"string"},"region":{"type":"string"}},"required":["ownerAccountID","region"],"type":"object"},"associationARN":{"type":"string"},"associationID":{"type":"string"},"conditions":{"items":{"properties":{"lastTransitionTime":{"format":"date-time","type":"string"},"message":{"type":"string"},"reason":{"type":"string"},"status":{"type":"string"},"type":{"type":"string"}},"required":["status","type"],"type":"object"},"type":"array"},"createdAt":{"format":"date-time","type":"string"},"externalID":{"type":"string"},"modifiedAt":{"format":"date-time","type":"string"},"ownerARN":{"type":"string"}},"type":"object"}},"type":"object"}',
  },
};
