import { describe, expect, it } from 'vitest';
import { baseOrganization, compileFiles, definitionOf, service, type Files } from '../harness.ts';

const cluster = (name: string): string =>
  definitionOf(
    'Cluster',
    name,
    `cloud: none
kubernetesVersion: "1.35"
cni: cilium
gateways:
  internal: {name: internal, namespace: gateways, className: envoy, product: envoyGateway, kind: inCluster, listeners: [{name: https, protocol: https, tls: true}, {name: http, protocol: http}]}
network: {podCidrs: [10.244.0.0/16], serviceCidr: 10.96.0.0/12, apiServerCidrs: [10.96.0.1/32], dns: {mode: cluster}}
secretStore: {type: vault, key: path}
provisioner: operators
capabilities: {gatewayAPI: {version: 1.6.1, channel: standard}, externalSecrets: {version: 2.9.0}, externalDNS: {version: 0.22.0}, prometheusOperator: {version: 0.93.0}, certManager: {version: 1.21.1}}`,
  );

/** prod on the clusters of `entries` (YAML of `clusters`). */
function organization(entries: string, more: Files = {}): Files {
  return {
    ...baseOrganization,
    'platform/clusters.yaml': ['east', 'west'].map(cluster).join('---\n'),
    'platform/prod.yaml': definitionOf('Environment', 'prod', `class: prod\norder: 30\nclusters: ${entries}`),
    ...more,
  };
}

const unitsOf = (files: Files) => {
  const result = compileFiles(files);
  return [
    [...result.units.values()].flatMap(({ cluster: on, service: of }) => (of === null ? [] : [`${on}/${of}`])),
    result.codes,
  ];
};

const both = '[{name: east, primary: true}, west]';

describe('a unit compiles for every cluster entry that matches its tier and system', () => {
  it('each is the default of WebService and Worker', () => {
    const files = { ...service('web'), ...service('mailer', '', { kind: 'Worker' }) };
    expect(unitsOf(organization(both, files))).toEqual([
      ['east/mailer', 'east/web', 'west/mailer', 'west/web'],
      [],
    ]);
  });

  it('primary is the default of jobs', () => {
    const files = {
      ...service('report', 'schedule: 0 3 * * *', { kind: 'ScheduledJob' }),
      ...service('import', '', { kind: 'Job' }),
    };
    expect(unitsOf(organization(both, files))).toEqual([['east/import', 'east/report'], []]);
  });

  it('placement says otherwise, also by environment', () => {
    const files = {
      ...service('web', 'placement: primary'),
      ...service('import', '', { kind: 'Job', environments: 'prod:\n  placement: each' }),
    };
    expect(unitsOf(organization(both, files))).toEqual([['east/import', 'east/web', 'west/import'], []]);
  });

  it('entries choose systems', () => {
    const files = { ...service('web'), ...service('ledger', '', { owner: 'team-b' }) };
    expect(
      unitsOf(organization('[{name: east, systems: [bank]}, {name: west, systems: [shop]}]', files)),
    ).toEqual([['east/ledger', 'west/web'], []]);
  });

  it('entries choose tiers', () => {
    const bank = String(baseOrganization['platform/teams.yaml']).replace(
      'owner: team-b\n',
      'owner: team-b\n  tenantTier: shared-restricted\n',
    );
    const files = {
      ...service('web'),
      ...service('ledger', '', { owner: 'team-b' }),
      'platform/teams.yaml': bank,
    };
    const entries =
      '[{name: east, tenantTiers: [shared-restricted]}, {name: west, tenantTiers: [shared-standard]}]';
    expect(unitsOf(organization(entries, files))[0]).toEqual(['east/ledger', 'west/web']);
  });

  it('the namespace is on every cluster that holds one of its workloads', () => {
    const result = compileFiles(organization(both, service('import', '', { kind: 'Job' })));
    expect([...result.units.keys()]).toEqual(['prod/east/shop-prod/_namespace', 'prod/east/shop-prod/import']);
    expect(result.compilation.graph.nodes.find(({ type }) => type === 'namespace')?.placements).toEqual([
      { cluster: 'east', namespace: 'shop-prod' },
    ]);
  });
});

describe('problems', () => {
  it('none matching is an error listing the entries, and nothing may be taken for deleted', () => {
    const result = compileFiles(organization('[{name: east, systems: [bank], primary: true}]', service('web')));
    expect(result.errors.map(({ code, fix }) => [code, fix?.summary])).toEqual([
      ['FWY3011', 'clusters of prod: east (systems bank)'],
    ]);
    expect(result.compilation.complete).toBe(false);
  });

  it('several without primary is an error for what runs once, naming them', () => {
    const files = { ...service('web'), ...service('import', '', { kind: 'Job' }) };
    const result = compileFiles(organization('[east, west]', files));
    expect(result.errors.map(({ code, fix, file }) => [code, file, fix?.summary])).toEqual([
      ['FWY3012', 'services/import.yaml', 'mark one of east, west with primary: true, or set placement: each'],
    ]);
    expect([...result.units.keys()].filter((id) => id.endsWith('/web'))).toHaveLength(2);
  });

  it('the only matching one is primary without saying so', () => {
    const files = service('import', '', { kind: 'Job' });
    expect(
      unitsOf(organization('[{name: east, systems: [shop]}, {name: west, systems: [bank]}]', files)),
    ).toEqual([['east/import'], []]);
  });
});

describe('a dependency that is not placed on its consumer’s cluster', () => {
  const files = {
    ...service('web', 'dependencies: [{service: api}]'),
    ...service('api', 'placement: primary'),
  };
  const variables = (on: string): readonly unknown[] => {
    const { field } = compileFiles(organization(both, files));
    return ['HOST', 'URL'].map((name) =>
      field(
        `${on}/shop-prod/Deployment/web`,
        `spec.template.spec.containers[name=app].env[name=API_${name}].value`,
      ),
    );
  };

  it('is reached within the cluster where it is there', () => {
    expect(variables('east')).toEqual([
      'api.shop-prod.svc.cluster.local',
      'http://api.shop-prod.svc.cluster.local:8080',
    ]);
  });

  it('is reached at its host elsewhere', () => {
    expect(variables('west')).toEqual([
      'api.internal.platform.example.com',
      'https://api.internal.platform.example.com',
    ]);
  });

  it('and has no host: an error that names placement', () => {
    const hidden = { ...files, ...service('api', 'placement: primary\nexposure: {class: none}') };
    const { errors } = compileFiles(organization(both, hidden));
    expect(errors.map(({ file }) => file)).toEqual(['services/web.yaml']);
    expect(errors[0]?.fix?.summary).toContain('placement');
  });
});
