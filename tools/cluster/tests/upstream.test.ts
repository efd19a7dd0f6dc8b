import {
  builtinSources,
  builtinUpstream,
  createValidator,
  definitionsOf,
  releaseOf,
} from '@fairway/kubernetes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../client.ts';
import { startCluster, type Cluster } from '../cluster.ts';
import { minors } from '../products.ts';
import { recordSection } from '../report/section.ts';
import { definitionCases } from './definitions/cases.ts';
import { namespace } from './objects.ts';

type Fields = Readonly<Record<string, unknown>>;

const definitions = Object.entries(definitionCases);

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

  const validator = createValidator(builtinUpstream(), { kubernetes: '1.35' });

  it.each(definitions)('takes and refuses the same definitions: %s', async (_, cases) => {
    const differences = await Promise.all(
      cases.map(async ([what, definition]) => {
        const given = JSON.parse(JSON.stringify(definition)) as KubernetesObject;
        const reply = await cluster.client.apply(given, { dryRun: true });
        const problems = validator.check(given);
        if (reply.ok === (problems.length === 0)) return [];
        return [{ what, server: reply.ok ? 'accepted' : reply.message, problems }];
      }),
    );
    expect(differences.flat()).toEqual([]);
  });

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
        `Validating a definition and an API server agree on ${definitions.flatMap(([, cases]) => cases).length} definitions, sound and broken: ${definitions.map(([about, cases]) => `${about} (${cases.length})`).join(', ')}.`,
        `What the schemas call immutable cannot be changed on a real API server: asked of ${[...new Set(changes.map(([, kind]) => kind))].join(', ')}.`,
      ],
      table: {
        head: ['Product', 'Version', 'Kinds'],
        rows: rows.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
      },
    });
  });
});
