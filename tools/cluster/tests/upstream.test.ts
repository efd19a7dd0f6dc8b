import { builtinSources, definitionsOf, readDefinitions, releaseOf } from '@fairway/kubernetes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../client.ts';
import { startCluster, type Cluster } from '../cluster.ts';
import { minors } from '../products.ts';
import { recordSection } from '../report/section.ts';
import { namespace } from './objects.ts';

type Fields = Readonly<Record<string, unknown>>;

it.each(minors)('every definition rebuilt from a compact schema is accepted by %s', async (kubernetes) => {
  const cluster = await startCluster({ kubernetes });
  try {
    const refused: string[] = [];
    for (const source of builtinSources) {
      await Promise.all(
        definitionsOf(source).map(async (definition) => {
          const reply = await cluster.client.apply({ ...definition }, { dryRun: true });
          if (!reply.ok) refused.push(`${source.name}: ${definition.metadata.name}: ${reply.message}`);
        }),
      );
    }
    expect(refused).toEqual([]);
  } finally {
    await cluster.stop();
  }
});

describe('a running API server', () => {
  let cluster: Cluster<'api'>;

  beforeAll(async () => {
    cluster = await startCluster();
    const reply = await cluster.client.apply(namespace('upstream'));
    if (!reply.ok) throw new Error(reply.message);
  });

  afterAll(async () => {
    await cluster.stop();
  });

  const text = { type: 'string' };
  const name = { type: 'object', properties: { name: text } };

  /** A schema of `spec`, and what is different at the root. */
  const schemas: readonly (readonly [what: string, spec: Fields, root?: Fields])[] = [
    ['a sound schema', { type: 'object', properties: { a: text } }],
    ['a schema without a type', {}],
    ['a list without items', { type: 'array' }],
    ['items without a type', { type: 'array', items: {} }],
    ['a type inside anyOf', { type: 'string', anyOf: [{ type: 'string' }] }],
    ['a default inside not', { type: 'string', not: { default: 'a' } }],
    ['nullable inside allOf', { type: 'string', allOf: [{ nullable: true }] }],
    ['rules inside allOf', { type: 'string', allOf: [{ 'x-kubernetes-validations': [{ rule: 'true' }] }] }],
    ['a closed object', { type: 'object', additionalProperties: false }],
    ['properties, closed', { type: 'object', properties: { a: text }, additionalProperties: false }],
    ['a map of anything', { type: 'object', additionalProperties: true }],
    ['properties beside a map', { type: 'object', properties: { a: text }, additionalProperties: text }],
    ['unique items', { type: 'array', items: text, uniqueItems: true }],
    ['an embedded text', { type: 'string', 'x-kubernetes-embedded-resource': true }],
    ['an empty embedded resource', { type: 'object', 'x-kubernetes-embedded-resource': true }],
    [
      'any embedded resource',
      { type: 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true },
    ],
    ['a map list without keys', { type: 'array', items: name, 'x-kubernetes-list-type': 'map' }],
    ['integer or text', { 'x-kubernetes-int-or-string': true }],
    [
      'integer or text, and unknown fields',
      { 'x-kubernetes-int-or-string': true, 'x-kubernetes-preserve-unknown-fields': true },
    ],
    [
      'a field named only in a restriction below',
      { type: 'object', anyOf: [{ properties: { a: { enum: ['x'] } } }] },
    ],
    ['a field named only in a restriction', text, { anyOf: [{ properties: { other: { enum: ['x'] } } }] }],
    ['a restriction of metadata', text, { properties: { spec: text, metadata: name } }],
    [
      'labels in metadata',
      text,
      { properties: { spec: text, metadata: { type: 'object', properties: { labels: { type: 'object' } } } } },
    ],
    ['a kind that is no text', text, { properties: { spec: text, kind: { type: 'integer' } } }],
    ['a map at the root', text, { properties: undefined, additionalProperties: text }],
    ['a root that is no object', text, { type: 'string', properties: undefined }],
    ['a rule without an expression', { ...text, 'x-kubernetes-validations': [{ rule: ' ' }] }],
  ];

  it.each(schemas.map(([what, spec, root = {}]) => [what, spec, root] as const))(
    'takes and refuses the same definition as reading it: %s',
    async (_, spec, root) => {
      const definition = {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'widgets.example.com' },
        spec: {
          group: 'example.com',
          names: { kind: 'Widget', plural: 'widgets' },
          scope: 'Namespaced',
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: { openAPIV3Schema: { type: 'object', properties: { spec }, ...root } },
            },
          ],
        },
      };
      const reply = await cluster.client.apply(definition, { dryRun: true });
      const { problems } = readDefinitions([JSON.parse(JSON.stringify(definition))], { name: 'test' });
      const says = reply.ok ? 'accepted' : `refused: ${reply.message}`;
      const [verdict] = says.split(':');
      expect([problems.length === 0 ? 'accepted' : 'refused', says]).toEqual([verdict, says]);
    },
  );

  const labels = { app: 'a' };
  const template = {
    metadata: { labels },
    spec: { containers: [{ name: 'a', image: 'registry.example.com/a' }], restartPolicy: 'Always' },
  };
  const set = { selector: { matchLabels: labels }, serviceName: 'a', template };
  const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  const role = (apiGroup: string, one: string): Fields => ({ apiGroup, kind: 'Role', name: one });
  const rbac = 'rbac.authorization.k8s.io';
  const once = { ...template, spec: { ...template.spec, restartPolicy: 'Never' } };

  const changes: readonly (readonly [apiVersion: string, kind: string, before: Fields, after: Fields])[] = [
    [
      'apps/v1',
      'Deployment',
      { spec: { selector: { matchLabels: labels }, template } },
      {
        spec: {
          selector: { matchLabels: { app: 'a', b: 'b' } },
          template: { ...template, metadata: { labels: { app: 'a', b: 'b' } } },
        },
      },
    ],
    ['apps/v1', 'StatefulSet', { spec: set }, { spec: { ...set, serviceName: 'b' } }],
    ['apps/v1', 'StatefulSet', { spec: set }, { spec: { ...set, podManagementPolicy: 'Parallel' } }],
    [
      'batch/v1',
      'Job',
      { spec: { template: once } },
      { spec: { template: { ...once, spec: { ...once.spec, terminationGracePeriodSeconds: 3 } } } },
    ],
    ['batch/v1', 'Job', { spec: { template: once } }, { spec: { template: once, completionMode: 'Indexed' } }],
    [`${rbac}/v1`, 'RoleBinding', { roleRef: role(rbac, 'a') }, { roleRef: role(rbac, 'b') }],
    ['v1', 'ConfigMap', { immutable: true, data: { a: 'a' } }, { immutable: true, data: { a: 'b' } }],
    ['v1', 'ConfigMap', { immutable: true, data: { a: 'a' } }, { immutable: false, data: { a: 'a' } }],
    ['v1', 'Secret', { type: 'Opaque' }, { type: 'example.com/other' }],
    [
      'v1',
      'Service',
      { spec: { clusterIP: '10.96.0.76', ports: [{ port: 80 }] } },
      { spec: { clusterIP: '10.96.0.77', ports: [{ port: 80 }] } },
    ],
    ['v1', 'PersistentVolumeClaim', { spec: claim }, { spec: { ...claim, accessModes: ['ReadWriteMany'] } }],
    [
      'v1',
      'ResourceQuota',
      { spec: { hard: { pods: '1' }, scopes: ['BestEffort'] } },
      { spec: { hard: { pods: '1' }, scopes: ['NotBestEffort'] } },
    ],
    [
      'discovery.k8s.io/v1',
      'EndpointSlice',
      { addressType: 'IPv4', endpoints: [], ports: [] },
      { addressType: 'IPv6', endpoints: [], ports: [] },
    ],
    [
      'networking.k8s.io/v1',
      'IngressClass',
      { spec: { controller: 'a.example/a' } },
      { spec: { controller: 'a.example/b' } },
    ],
    ['node.k8s.io/v1', 'RuntimeClass', { handler: 'a' }, { handler: 'b' }],
    ['scheduling.k8s.io/v1', 'PriorityClass', { value: 1 }, { value: 2 }],
    ['storage.k8s.io/v1', 'StorageClass', { provisioner: 'a.example/a' }, { provisioner: 'a.example/b' }],
  ];

  it.each(changes)(
    'refuses to change what the schemas call immutable: %s %s (%#)',
    async (apiVersion, kind, before, after) => {
      const clusterWide = ['IngressClass', 'RuntimeClass', 'PriorityClass', 'StorageClass'].includes(kind);
      const metadata = { name: `one-${kind.toLowerCase()}`, ...(clusterWide ? {} : { namespace: 'upstream' }) };
      const object: KubernetesObject = { apiVersion, kind, metadata, ...before };
      const created = await cluster.client.apply(object, { force: true });
      expect(created.ok ? '' : created.message).toBe('');
      const same = await cluster.client.apply(object, { dryRun: true, force: true });
      expect(same.ok ? '' : same.message).toBe('');
      const changed = await cluster.client.apply({ ...object, ...after }, { dryRun: true, force: true });
      expect(changed.ok ? 'accepted' : changed.message).toMatch(
        /immutable|[Ff]orbidden|cannot change|may not change|updates to/,
      );
    },
  );

  it('is a section of the page of proofs', () => {
    const rows = builtinSources
      .filter(({ minor }) => minor === undefined)
      .map((source) => [
        source.product,
        releaseOf(source),
        [...new Set(source.kinds.map(({ kind }) => kind))].toSorted().join(', '),
      ]);
    expect(rows.length).toBeGreaterThan(10);
    recordSection({
      order: 11,
      title: 'Schemas: the definitions that verdicts come from',
      text: [
        `Definitions of these kinds, rebuilt from the compact schemas of Fairway, are accepted by Kubernetes ${minors.join(', ')}.`,
        `Reading a definition and an API server agree on ${schemas.length} kinds of schema, sound and broken: ${schemas.map(([what]) => what).join(', ')}.`,
        `What the schemas call immutable cannot be changed on a real API server: asked of ${[...new Set(changes.map(([, kind]) => kind))].join(', ')}.`,
      ],
      table: {
        head: ['Product', 'Version', 'Kinds'],
        rows: rows.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
      },
    });
  });
});
