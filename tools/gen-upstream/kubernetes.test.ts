import { describe, expect, it } from 'vitest';
import { readKubernetes, type OpenApiDocument, type OpenApiSchema } from './kubernetes.ts';

const schemas: Readonly<Record<string, OpenApiSchema>> = {
  'io.k8s.api.apps.v1.Deployment': {
    type: 'object',
    properties: {
      metadata: {
        allOf: [{ $ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' }],
        default: {},
      },
      spec: { allOf: [{ $ref: '#/components/schemas/io.k8s.api.apps.v1.DeploymentSpec' }], default: {} },
    },
  },
  'io.k8s.api.apps.v1.DeploymentSpec': {
    type: 'object',
    required: ['selector'],
    properties: {
      selector: { type: 'object' },
      ports: {
        type: 'array',
        items: { type: 'string', default: 'TCP' },
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['port'],
      },
      surge: { $ref: '#/components/schemas/io.k8s.apimachinery.pkg.util.intstr.IntOrString' },
      limits: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/io.k8s.apimachinery.pkg.api.resource.Quantity' },
      },
      count: { type: 'integer', format: 'int32', default: 0 },
    },
    'x-kubernetes-unions': [{ discriminator: 'type', 'fields-to-discriminateBy': { surge: 'Surge' } }],
  },
  'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta': { type: 'object' },
  'io.k8s.api.apps.v1.Unused': { type: 'object' },
};

function post(group: string, version: string, kind: string): Readonly<Record<string, unknown>> {
  return { post: { 'x-kubernetes-group-version-kind': { group, version, kind } } };
}

const paths: NonNullable<OpenApiDocument['paths']> = {
  '/apis/apps/v1/namespaces/{namespace}/deployments': post('apps', 'v1', 'Deployment'),
  '/apis/apps/v1/namespaces/{namespace}/deployments/{name}/scale': post('autoscaling', 'v1', 'Scale'),
  '/apis/apps/v1/deployments': { get: {} },
  '/apis/apps/v1beta1/namespaces/{namespace}/deployments': post('apps', 'v1beta1', 'Deployment'),
  '/apis/apps/v1/reviews': post('apps', 'v1', 'Review'),
};

describe('the OpenAPI documents of Kubernetes', () => {
  const { definitions, kinds } = readKubernetes([{ paths }, { components: { schemas } }], new Set(['Review']));

  it('say which kinds can be created in a stable version', () => {
    expect(kinds).toEqual([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        plural: 'deployments',
        scope: 'Namespaced',
        definition: 'apps.v1.Deployment',
      },
    ]);
  });

  it('give the definitions that these kinds need', () => {
    expect(definitions).toEqual({
      'apps.v1.Deployment': {
        type: 'object',
        properties: { metadata: { ref: 'meta.v1.ObjectMeta' }, spec: { ref: 'apps.v1.DeploymentSpec' } },
      },
      'apps.v1.DeploymentSpec': {
        type: 'object',
        required: ['selector'],
        properties: {
          selector: { type: 'object', immutable: true },
          ports: {
            type: 'array',
            items: { type: 'string', default: 'TCP' },
            listType: 'map',
            listMapKeys: ['port'],
          },
          surge: { intOrString: true },
          limits: { type: 'object', additionalProperties: { format: 'quantity' } },
          count: { type: 'integer', format: 'int32' },
        },
        unions: [{ discriminator: 'type', fields: ['surge'] }],
      },
      'meta.v1.ObjectMeta': { type: 'object' },
    });
  });

  it('must have every schema that is referred to', () => {
    const broken = {
      paths,
      components: { schemas: { 'io.k8s.api.apps.v1.Review': { type: 'object' } } },
    } as const;
    expect(() => readKubernetes([broken], new Set())).toThrow('no schema apps.v1.Deployment');
  });
});
