import type { KubernetesObject } from '../client.ts';

export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** A pod that Pod Security's `restricted` admits; `container` changes its only container. */
export function pod(
  name: string,
  where: string,
  container: Readonly<Record<string, unknown>> = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: where },
    spec: {
      containers: [{ name: 'main', image: 'example.org/main:1', securityContext: restricted, ...container }],
    },
  };
}

export function deployment(name: string, where: string, replicas = 2): KubernetesObject {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: where },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'example.org/main:1' }] } },
    },
  };
}

/** Refuses every ConfigMap whose name is `forbidden`. */
export function policy(): readonly KubernetesObject[] {
  const apiVersion = 'admissionregistration.k8s.io/v1';
  return [
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'no-forbidden' },
      spec: {
        matchConstraints: {
          resourceRules: [
            { apiGroups: [''], apiVersions: ['v1'], resources: ['configmaps'], operations: ['CREATE'] },
          ],
        },
        validations: [{ expression: "object.metadata.name != 'forbidden'", message: 'that name is taken' }],
      },
    },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'no-forbidden' },
      spec: { policyName: 'no-forbidden', validationActions: ['Deny'] },
    },
  ];
}

export function configMap(name: string, where: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: where }, data: { key: 'value' } };
}

/** A definition of the kind Thing with one rule: `low` is at most `high`. */
export function thingDefinition(group: string): KubernetesObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `things.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { plural: 'things', singular: 'thing', kind: 'Thing' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: thingSchema } }],
    },
  };
}

const restricted = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

const thingSchema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: { low: { type: 'integer' }, high: { type: 'integer' } },
      'x-kubernetes-validations': [{ rule: 'self.low <= self.high', message: 'low must be at most high' }],
    },
  },
};
