// Generated from other projects' definitions by `npm run gen:upstream`; refresh it there.
import type { UpstreamSource } from '../schema.ts';

export const ackSqs: UpstreamSource = {
  name: 'ack-sqs',
  product: 'aws-controllers-k8s',
  version: 'v1.6.1',
  repository: 'github.com/aws-controllers-k8s/sqs-controller',
  commit: '5c9d80c7b4e0b1521c906983166d929bf09c2724',
  digest: '2d6a2d68e15ebe251cf1b1cc1e998b2916f6b93898d545a687814eae47de58ef',
  license: 'Apache-2.0',
  kinds: [
    { apiVersion: 'sqs.services.k8s.aws/v1alpha1', kind: 'Queue', plural: 'queues', scope: 'Namespaced', definition: 'queues.sqs.services.k8s.aws/v1alpha1', storage: true, status: true },
  ],
  definitions: {
    'queues.sqs.services.k8s.aws/v1alpha1': '{"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object"},"spec":{"properties":{"contentBasedDeduplication":{"type":"string"},"deduplicationScope":{"type":"string"},"delaySeconds":{"type":"string"},"fifoQueue":{"type":"string"},"fifoThroughputLimit":{"type":"string"},"kmsDataKeyReusePeriodSeconds":{"type":"string"},"kmsMasterKeyID":{"type":"string"},"kmsMasterKeyRef":{"properties":{"from":{"properties":{"name":{"type":"string"},"namespace":{"type":"string"}},"type":"object"}},"type":"object"},"maximumMessageSize":{"type":"string"},"messageRetentionPeriod":{"type":"string"},"policy":{"type":"string"},"policyRef":{"properties":{"from":{"properties":{"name":{"type":"string"},"namespace":{"type":"string"}},"type":"object"}},"type":"object"},"queueName":{"rules":[{"message":"Value is immutable once set","rule":"self == oldSelf"}],"type":"string"},"receiveMessageWaitTimeSeconds":{"type":"string"},"redriveAllowPolicy":{"type":"string"},"redrivePolicy":{"type":"string"},"sqsManagedSSEEnabled":{"type":"string"},"tags":{"additionalProperties":{"type":"string"},"type":"object"},"visibilityTimeout":{"type":"string"}},"required":["queueName"],"type":"object"},"status":{"properties":{"ackResourceMetadata":{"properties":{"arn":{"type":"string"},"ownerAccountID":{"type":"string"},"partition":{"type":"string"},"region":{"type":"string"}},"required":["ownerAccountID","region"],"type":"object"},"conditions":{"items":{"properties":{"lastTransitionTime":{"format":"date-time","type":"string"},"message":{"type":"string"},"reason":{"type":"string"},"status":{"type":"string"},"type":{"type":"string"}},"required":["status","type"],"type":"object"},"type":"array"},"queueARN":{"type":"string"},"queueURL":{"type":"string"}},"type":"object"}},"type":"object"}',
  },
};
