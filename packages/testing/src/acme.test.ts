import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubernetesObject, Unit } from '@fairway/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectProblems } from './object-checks.ts';
import { acmeFolder, loadOrganization, type LoadedOrganization } from './organization.ts';

const environments = ['dev', 'staging', 'prod'] as const;
const acme = await loadOrganization(acmeFolder);
const { definition, platform } = acme;
const compilations = new Map(
  environments.map((name) => {
    const compilation = acme.compile(name);
    return [name, { compilation, units: [...compilation.units] }] as const;
  }),
);

function unitsOf(environment: (typeof environments)[number]): readonly Unit[] {
  return compilations.get(environment)?.units ?? [];
}

const allUnits = environments.flatMap(unitsOf);

function objects(kind: string, units: readonly Unit[] = allUnits): readonly KubernetesObject[] {
  return units.flatMap((unit) => unit.objects).filter((object) => object.kind === kind);
}

function unit(id: string): Unit {
  const found = allUnits.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no unit ${id}`);
  return found;
}

const text = (value: unknown): string => JSON.stringify(value);

describe('the example organization compiles', () => {
  it('with nothing but the warnings that it shows on purpose', () => {
    const found = [
      ...acme.diagnostics,
      ...[...compilations.values()].flatMap(({ compilation, units }) => [
        ...compilation.diagnostics,
        ...units.flatMap(({ diagnostics }) => diagnostics),
      ]),
    ].filter(({ severity }) => severity !== 'note');
    expect([...new Set(found.map(({ code, file, severity }) => `${severity} ${code} ${file}`))].sort()).toEqual(
      [
        'warning FWY2015 services/order-management/orders-report.yaml',
        'warning FWY4158 services/storefront/storefront-web.yaml',
      ],
    );
  });

  it('into objects that keep every check', () => {
    for (const name of environments) {
      expect(unitsOf(name).flatMap((one) => objectProblems(one, platform, name))).toEqual([]);
    }
  });
});

describe('the example organization is what documentation says', () => {
  it('has its group, versions, environments, and clusters', () => {
    const { api, labelPrefix } = definition.organization;
    expect(api.group).toBe('platform.example.com');
    expect(api.versions.map(({ name }) => name)).toEqual(['v1alpha1', 'v1beta1', 'v1']);
    expect(labelPrefix).toBe('platform.example.com');
    expect(definition.environments.map(({ name }) => name)).toEqual(['dev', 'staging', 'prod']);
    expect(definition.get('Environment', 'production')?.name).toBe('prod');
    expect(
      definition
        .all('Cluster')
        .map(({ spec }) => `${spec.cloud} ${spec.identity?.mode ?? 'none'}`)
        .sort(),
    ).toEqual(['aws podIdentity', 'azure workloadIdentity', 'none none']);
  });

  it('has its teams, profiles, and classes', () => {
    expect(definition.all('Team').length).toBeGreaterThanOrEqual(5);
    const orders = definition.get('Team', 'orders');
    expect(orders?.name).toBe('team-orders');
    expect(orders?.spec).toMatchObject({ costCenter: 'cc-142', defaultSystem: 'order-management' });
    for (const name of ['orders-read-secrets', 'orders-read-keyvault']) {
      expect(definition.get('IdentityProfile', name)).toBeDefined();
    }
    for (const name of ['tier-1', 'tier-2', 'tier-3']) expect(definition.get('SLOClass', name)).toBeDefined();
  });

  it('has twelve to twenty services in three API versions and of every kind', () => {
    const documents = acme.intents.map(
      ({ value }) => value as { readonly apiVersion: string; readonly kind: string },
    );
    const services = documents.filter(({ kind }) => kind !== 'Delivery' && kind !== 'Deployment');
    expect(services.length).toBeGreaterThanOrEqual(12);
    expect(services.length).toBeLessThanOrEqual(20);
    expect(new Set(documents.map(({ apiVersion }) => apiVersion.split('/')[1]))).toEqual(
      new Set(['v1alpha1', 'v1beta1', 'v1']),
    );
    expect(new Set(documents.map(({ kind }) => kind))).toEqual(
      new Set([
        'WebService',
        'Worker',
        'ScheduledJob',
        'Job',
        'Application',
        'Delivery',
        'Deployment',
        'PartnerFeed',
      ]),
    );
  });

  it('has orders-api', () => {
    const { graph } = compilations.get('prod')?.compilation ?? {};
    const node = graph?.nodes.find(({ id }) => id === 'workload:order-management/orders-api');
    expect(node?.owner).toBe('team-orders');
    expect(node?.properties).toMatchObject({
      kind: 'WebService',
      language: 'java',
      size: 'medium',
      sloClass: 'tier-1',
      scaling: { min: 3, max: 20, metric: 'cpu' },
      rollout: { strategy: 'canary', canary: { percentage: 10, duration: 900 } },
      resources: { cpuRequest: 500, memoryRequest: 768 * 2 ** 20, memoryLimit: 2 ** 30 },
    });
    const secrets = graph?.nodes.filter(({ type, id }) => type === 'secret' && id.includes('orders-api'));
    expect(secrets?.map(({ properties }) => properties)).toMatchObject([
      {
        path: 'orders/prod/database',
        as: 'env',
        keys: { DATABASE_USER: 'username', DATABASE_PASSWORD: 'password' },
      },
    ]);
  });

  it('takes images from its registry, by digest where it matters, and hosts from its domains', () => {
    for (const name of ['staging', 'prod'] as const) {
      const images = text(unitsOf(name)).match(/"image":"[^"]+"/g) ?? [];
      expect(images.length).toBeGreaterThan(0);
      for (const image of images)
        expect(image).toMatch(/^"image":"registry\.example\.com\/[^"]+@sha256:[0-9a-f]{64}"$/);
    }
    const hosts = objects('HTTPRoute').flatMap(
      ({ spec }) => (spec as { readonly hostnames?: readonly string[] }).hostnames ?? [],
    );
    expect(hosts).toContain('orders.internal.example.com');
    expect(hosts).toContain('shop.example.com');
    for (const host of hosts) expect(host).toMatch(/\.example\.com$/);
  });
});

/** Both halves of what emitters decide by cluster: each a name and whether a unit of acme shows it. */
const branches: readonly (readonly [string, () => boolean])[] = [
  [
    'a canary by traffic',
    () => text(unit('prod/aws-frankfurt/order-management-prod/orders-api').objects).includes('trafficRouting'),
  ],
  [
    'a canary by replicas',
    () => {
      const { objects: emitted } = unit('prod/azure-amsterdam/order-management-prod/orders-api');
      return emitted.some(({ kind }) => kind === 'Rollout') && !text(emitted).includes('trafficRouting');
    },
  ],
  ['blue-green', () => text(objects('Rollout')).includes('"blueGreen"')],
  ['a rolling update', () => text(objects('Deployment')).includes('"RollingUpdate"')],
  ['recreate', () => text(objects('Deployment')).includes('"Recreate"')],
  ['scaling by Kubernetes', () => objects('HorizontalPodAutoscaler').length > 0],
  ['scaling by KEDA', () => objects('ScaledObject').length > 0],
  ['a fixed number of replicas', () => text(objects('Deployment')).includes('"replicas":')],
  ['HTTP routes', () => objects('HTTPRoute').length > 0],
  ['gRPC routes', () => objects('GRPCRoute').length > 0],
  ['ingresses', () => objects('Ingress').length > 0],
  [
    'external-dns of today',
    () => text([...objects('HTTPRoute'), ...objects('Ingress')]).includes('"external-dns.kubernetes.io/'),
  ],
  [
    'external-dns before 0.22',
    () => text([...objects('HTTPRoute'), ...objects('Ingress')]).includes('"external-dns.alpha.kubernetes.io/'),
  ],
  ['monitors of services', () => objects('ServiceMonitor').length > 0],
  ['monitors of pods', () => objects('PodMonitor').length > 0],
  [
    'no monitors where nothing reads them',
    () =>
      !text(
        allUnits.filter(({ id }) => id.includes('/dc-frankfurt/')).flatMap(({ objects: emitted }) => emitted),
      ).includes('Monitor'),
  ],
  ['DNS through a cache on the node', () => text(objects('NetworkPolicy')).includes('169.254.20.10')],
  [
    'Pod Identity',
    () =>
      !text(unit('prod/aws-frankfurt/order-management-prod/orders-api').objects).includes(
        'azure.workload.identity',
      ),
  ],
  [
    'Workload Identity',
    () =>
      text(unit('prod/azure-amsterdam/order-management-prod/orders-api').objects).includes(
        'azure.workload.identity',
      ),
  ],
  ['secret paths with slashes', () => text(objects('ExternalSecret')).includes('orders/prod/database')],
  ['secret paths with dashes', () => text(objects('ExternalSecret')).includes('orders-prod-database')],
  ['Windows', () => text(objects('Deployment')).includes('"kubernetes.io/os":"windows"')],
  ['ARM', () => text(objects('Deployment')).includes('"kubernetes.io/arch":"arm64"')],
  ['root in a user namespace', () => text(objects('Deployment')).includes('"hostUsers":false')],
  ['dedicated nodes', () => text(objects('Deployment')).includes('fairway.dev/pool')],
  ['spot nodes', () => text([...objects('Job'), ...objects('CronJob')]).includes('spot')],
  ['restarts by Reloader', () => text(allUnits).includes('reloader.stakater.com')],
  [
    'an object of its own plugin',
    () => objects('ConfigMap').some(({ metadata }) => metadata.name.startsWith('storefront-web-maintenance-')),
  ],
];

describe('the example organization shows', () => {
  it.each(branches)('%s', (_, shown) => {
    expect(shown()).toBe(true);
  });

  it('a patch that changes one object in one environment', () => {
    const deadline = (environment: (typeof environments)[number]): unknown =>
      (
        objects('Rollout', unitsOf(environment)).find(({ metadata }) => metadata.name === 'orders-api')?.[
          'spec'
        ] as { readonly progressDeadlineSeconds?: number } | undefined
      )?.progressDeadlineSeconds;
    expect(deadline('prod')).toBe(900);
    expect(deadline('staging')).not.toBe(900);
  });

  it('a pin that one service has in one environment', () => {
    const memory = (environment: (typeof environments)[number]): string =>
      text(unit(`${environment}/aws-frankfurt/catalog-${environment}/catalog-indexer`).objects);
    expect(memory('staging')).toContain('"memory":"2Gi"');
    expect(memory('prod')).toContain('"memory":"4Gi"');
  });

  it('that Application and WebService are the same thing', () => {
    const kinds = (id: string): readonly string[] =>
      [...new Set(unit(id).objects.map(({ kind }) => kind))].sort();
    expect(kinds('prod/aws-frankfurt/storefront-prod/search-api')).toContain('Deployment');
    expect(kinds('prod/aws-frankfurt/storefront-prod/search-api')).toContain('HTTPRoute');
  });
});

describe('a copy of the example organization in another folder', () => {
  let copy = '';
  let loaded: LoadedOrganization;
  beforeAll(async () => {
    copy = mkdtempSync(join(tmpdir(), 'fairway-acme-'));
    cpSync(acmeFolder, copy, { recursive: true });
    loaded = await loadOrganization(copy);
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('compiles to the same, its plugin included', () => {
    expect(loaded.diagnostics).toEqual(acme.diagnostics);
    const compiled = [...loaded.compile('prod').units].map(({ id, objects: emitted }) => [id, emitted]);
    expect(compiled).toEqual(unitsOf('prod').map(({ id, objects: emitted }) => [id, emitted]));
    expect(text(compiled)).toContain('maintenance-page');
  });
});
