import { describe, expect, it } from 'vitest';
import { baseOrganization, compileFiles, definitionOf, service, type Files } from '../harness.ts';

const compiled = (files: Files, environment = 'prod') =>
  compileFiles({ ...baseOrganization, ...files }, environment);

describe('metadata holds name, labels, annotations, nothing else', () => {
  const text = (metadata: string): Files => ({
    'services/web.yaml': `apiVersion: platform.example.com/v1beta1\nkind: WebService\nmetadata:\n${metadata}spec:\n  owner: team-a\n  runtime: {language: go}\n`,
  });
  it('and takes all three', () => {
    const { errors } = compiled(
      text('  name: web\n  labels: {tier: gold}\n  annotations: {note: "Anything goes."}\n'),
    );
    expect(errors).toEqual([]);
  });

  it.each(['namespace: shop', 'generateName: web-', 'finalizers: []'])('refuses %s', (line) => {
    expect(compiled(text(`  name: web\n  ${line}\n`)).errors.map(({ code }) => code)).toEqual(['FWY2001']);
  });

  it.each([
    ['a', true],
    ['web-2', true],
    [`a${'b'.repeat(39)}`, true],
    [`a${'b'.repeat(40)}`, false],
    ['2web', false],
    ['Web', false],
    ['web-', false],
    ['web_1', false],
    ['web.eu', false],
  ])('a name is a DNS-1035 label of at most 40 characters: %s is one: %s', (name, good) => {
    const { errors } = compiled(text(`  name: ${name}\n`));
    expect(errors.length === 0).toBe(good);
    for (const { line } of errors) expect(line).toBe(4);
  });
});

describe('a document whose name is wrong', () => {
  const broken = (metadata: string): Files => ({
    'services/broken.yaml': `apiVersion: platform.example.com/v1beta1\nkind: WebService\nmetadata: ${metadata}\nspec:\n  owner: team-a\n  runtime: {language: go}\n  dependencies: [{service: nobody}]\n`,
  });

  it.each(['{name: Web}', '{name: web_1}', '{name: "2"}', '{name: "-"}', '{name: [web]}', '{}'])(
    'is judged all the same: metadata %s',
    (metadata) => {
      const { errors } = compiled(broken(metadata));
      expect(errors).toHaveLength(2);
      expect(errors.find(({ code }) => code === 'FWY3280')).toMatchObject({
        file: 'services/broken.yaml',
        line: 7,
      });
    },
  );

  it('stops no unit that has the name that was meant', () => {
    const { unitIds, blocked } = compiled({ ...service('web'), ...broken('{name: Web}') }).compilation;
    const web = unitIds.filter((id) => id.endsWith('/web'));
    expect(web).not.toEqual([]);
    for (const id of web) expect(blocked).not.toContain(id);
  });
});

describe('uniqueness', () => {
  const two = (first: Files, second: Files): readonly string[] =>
    compiled({ ...first, 'services/other.yaml': Object.values(second)[0] ?? '' }).codes;

  it('workload names are unique in the organization, across systems and kinds', () => {
    expect(two(service('web'), service('web', 'system: cart', { kind: 'Worker' }))).toEqual(['FWY3016']);
  });

  it('data kinds are unique in their system', () => {
    const database = (system: string): Files => ({
      'services/database.yaml': `apiVersion: platform.example.com/v1beta1\nkind: Database\nmetadata: {name: orders}\nspec: {owner: team-a, system: ${system}, type: postgresql, version: "17"}\n`,
    });
    const duplicates = (codes: readonly string[]) => codes.filter((code) => code === 'FWY3016');
    expect(duplicates(two(database('shop'), database('cart')))).toEqual([]);
    expect(duplicates(two(database('shop'), database('shop')))).toEqual(['FWY3016']);
  });

  it('a system has each name once over all workload and data kinds', () => {
    const database = (system: string): Files => ({
      'services/database.yaml': `apiVersion: platform.example.com/v1beta1\nkind: Database\nmetadata: {name: web}\nspec: {owner: team-a, system: ${system}, type: postgresql, version: "17"}\n`,
    });
    expect(two(service('web'), database('shop'))).toContain('FWY3016');
    expect(two(service('web'), database('cart'))).not.toContain('FWY3016');
  });

  it('Delivery and others only refer, and may share the name', () => {
    const delivery = `apiVersion: platform.example.com/v1beta1\nkind: Delivery\nmetadata: {name: web}\nspec: {source: {git: "https://git.example.com/web", branch: main}, environments: [prod]}\n`;
    expect(compiled({ ...service('web'), 'services/delivery.yaml': delivery }).codes).toEqual([]);
  });

  it('which of two is reported does not depend on the order in which files are read', () => {
    const files = [
      service('web'),
      { 'services/b.yaml': service('web', 'system: cart')['services/web.yaml'] ?? '' },
    ];
    const [one, other] = [files, files.toReversed()].map((list) =>
      compiled(Object.assign({}, ...list) as Files).diagnostics.map(({ file, message }) => [file, message]),
    );
    expect(one).toEqual(other);
    expect(one).toEqual([['services/web.yaml', 'two workloads are named web']]);
  });
});

describe('references', () => {
  const edges = (files: Files) => {
    const { compilation, errors } = compiled(files);
    return [
      errors.map(({ code }) => code),
      compilation.graph.edges.filter(({ type }) => type === 'reaches').map(({ to }) => to),
    ];
  };
  const ledger = service('ledger', 'system: bank', { owner: 'team-b' });

  it.each(['ledger', 'bank/ledger'])('are a name, or system/name: %s', (reference) => {
    expect(edges({ ...service('web', `dependencies: [{service: ${reference}}]`), ...ledger })).toEqual([
      [],
      ['workload:bank/ledger'],
    ]);
  });

  it('with another system are an error', () => {
    expect(edges({ ...service('web', 'dependencies: [{service: cart/ledger}]'), ...ledger })).toEqual([
      ['FWY3280'],
      [],
    ]);
  });
});

describe('teams, environments and systems have aliases: both are read, the name is printed', () => {
  it('teams and systems', () => {
    const { workload, errors } = compiled(service('web', 'system: store', { owner: 'alpha' }));
    expect(errors).toEqual([]);
    expect(workload('web')).toMatchObject({ id: 'workload:shop/web', system: 'shop', owner: 'team-a' });
  });

  it('a system in a reference', () => {
    const files = { ...service('web', 'dependencies: [{service: store/api}]'), ...service('api') };
    expect(compiled(files).codes).toEqual([]);
  });

  it('environments', () => {
    const prod = definitionOf(
      'Environment',
      'prod',
      'class: prod\norder: 30\naliases: [production]\nclusters: [local]',
    );
    const { units } = compiled({ ...service('web'), 'platform/prod.yaml': prod }, 'production');
    expect([...units.keys()]).toEqual(['prod/local/shop-prod/_namespace', 'prod/local/shop-prod/web']);
  });
});

describe('owner and system', () => {
  it('owner defaults to the system’s owner', () => {
    expect(compiled(service('web', 'system: bank', { owner: null })).workload('web').owner).toBe('team-b');
  });

  it('system defaults to the team’s defaultSystem', () => {
    expect(compiled(service('web')).workload('web').system).toBe('shop');
  });

  it('else the only one the team owns', () => {
    expect(compiled(service('web', '', { owner: 'team-b' })).workload('web').system).toBe('bank');
  });

  it('else one named like the team', () => {
    const teams = [
      definitionOf('Team', 'team-c', 'displayName: C\ncostCenter: cc-3'),
      ...['team-c', 'other'].map((name) => definitionOf('System', name, 'owner: team-c')),
    ];
    const files = { ...service('web', '', { owner: 'team-c' }), 'platform/c.yaml': teams.join('---\n') };
    expect(compiled(files).workload('web').system).toBe('team-c');
  });

  it('of a team with several systems and no default is an error that names them', () => {
    const teams = [
      definitionOf('Team', 'team-c', 'displayName: C\ncostCenter: cc-3'),
      ...['one', 'two'].map((name) => definitionOf('System', name, 'owner: team-c')),
    ];
    const { errors } = compiled({
      ...service('web', '', { owner: 'team-c' }),
      'platform/c.yaml': teams.join('---\n'),
    });
    expect(errors.map(({ code, fix }) => [code, fix?.summary])).toEqual([
      ['FWY3003', 'add system: one of one, two'],
    ]);
  });

  it('neither of the two is an error', () => {
    expect(compiled(service('web', '', { owner: null })).codes).toEqual(['FWY3002']);
  });

  it('an owner that is neither the system’s owner nor a contributor is an error', () => {
    expect(compiled(service('web', 'system: shop', { owner: 'team-b' })).codes).toEqual(['FWY3004']);
    expect(compiled(service('web', 'system: bank', { owner: 'team-a' })).codes).toEqual([]);
  });

  it('the namespace carries the system’s team and cost center; pods carry the service’s', () => {
    const { field } = compiled(service('web', 'system: bank\ncostCenter: cc-9', { owner: 'team-a' }));
    const label = (name: string): string => `metadata.labels["platform.example.com/${name}"]`;
    expect(field('Namespace/bank-prod', label('team'))).toBe('team-b');
    expect(field('Namespace/bank-prod', label('cost-center'))).toBe('cc-2');
    expect(field('Namespace/bank-prod', label('env'))).toBe('prod');
    expect(field('Deployment/web', `spec.template.${label('team')}`)).toBe('team-a');
    expect(field('Deployment/web', `spec.template.${label('cost-center')}`)).toBe('cc-9');
  });
});

describe('placeholders', () => {
  it('stand in references only, and are filled per environment', () => {
    const spec =
      'secrets: [{name: db, path: "shop/{environment}/{service}/{system}", keys: [password], as: file}]\nruntime:\n  env: {NAME: "{environment}"}';
    const { compilation, workload } = compiled(service('web', spec));
    const secret = compilation.graph.nodes.find(({ type }) => type === 'secret');
    expect(secret?.properties['path']).toBe('shop/prod/web/shop');
    expect(workload('web').properties['env']).toMatchObject({ NAME: '{environment}' });
  });

  it('{env} is read too', () => {
    const spec = 'secrets: [{name: db, path: "shop/{env}/db", keys: [password], as: file}]';
    const { compilation } = compiled(service('web', spec), 'dev');
    expect(compilation.graph.nodes.find(({ type }) => type === 'secret')?.properties['path']).toBe(
      'shop/dev/db',
    );
  });

  it('pods get PLATFORM_ENVIRONMENT, _REGION, _CLUSTER, _SYSTEM, _SERVICE', () => {
    const { field } = compiled(service('web'));
    const value = (name: string): unknown =>
      field('Deployment/web', `spec.template.spec.containers[name=app].env[name=PLATFORM_${name}].value`);
    expect(['ENVIRONMENT', 'CLUSTER', 'SYSTEM', 'SERVICE'].map(value)).toEqual([
      'prod',
      'local',
      'shop',
      'web',
    ]);
  });
});

describe('frozen for the life of a thing: a release that changes one of these must fail', () => {
  const long = `a${'b'.repeat(39)}`;
  const result = compiled({
    ...service(
      'web',
      'secrets: [{name: db, path: shop/db, keys: {PASSWORD: password}, as: env}]\nruntime:\n  config: {app.yaml: "a: 1"}',
    ),
    ...service(long),
    ...service('report', 'schedule: 0 3 * * *', { kind: 'ScheduledJob' }),
    ...service('import', '', { kind: 'Job' }),
  });

  it('graph ids', () => {
    expect(result.compilation.graph.nodes.map(({ id }) => id)).toEqual([
      `endpoint:shop/${long}`,
      'endpoint:shop/web',
      'namespace:shop/shop',
      'secret:shop/web.db',
      `workload:shop/${long}`,
      'workload:shop/import',
      'workload:shop/report',
      'workload:shop/web',
    ]);
  });

  it('selector: app.kubernetes.io/instance: <name> and nothing more', () => {
    const instance = { 'app.kubernetes.io/instance': 'web' };
    expect(result.field('Deployment/web', 'spec.selector')).toEqual({ matchLabels: instance });
    expect(result.field('Service/web', 'spec.selector')).toEqual(instance);
    expect(result.field('PodDisruptionBudget/web', 'spec.selector')).toEqual({ matchLabels: instance });
    expect(result.field('NetworkPolicy/web', 'spec.podSelector')).toEqual({ matchLabels: instance });
  });

  it('object names', () => {
    const unit = result.units.get('prod/local/shop-prod/web');
    expect(unit?.objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
      'ServiceAccount/web',
      'NetworkPolicy/web',
      'ExternalSecret/web.db',
      'ConfigMap/web-fa61b216',
      'Service/web',
      'BackendTrafficPolicy/web',
      'Deployment/web',
      'HorizontalPodAutoscaler/web',
      'PodDisruptionBudget/web',
      'HTTPRoute/web',
      'HTTPRoute/web.to-https',
      'ServiceMonitor/web',
    ]);
  });

  it('namespaces are {system}-{environment}', () => {
    expect([...result.units.keys()][0]).toBe('prod/local/shop-prod/_namespace');
  });

  it('a name of forty characters stays whole in every kind', () => {
    const objects = result.units.get(`prod/local/shop-prod/${long}`)?.objects ?? [];
    expect(objects.length).toBeGreaterThan(5);
    for (const { metadata } of objects) expect(metadata.name.startsWith(long)).toBe(true);
  });
});

it('an object is addressed as [cluster/][namespace/]Kind/name, or workload/name whatever its kind', () => {
  const result = compiled({
    ...service('web'),
    ...service('report', 'schedule: 0 3 * * *', { kind: 'ScheduledJob' }),
  });
  for (const address of [
    'Deployment/web',
    'shop-prod/Deployment/web',
    'local/shop-prod/Deployment/web',
    'workload/web',
  ])
    expect(result.object(address).kind).toBe('Deployment');
  expect(result.object('workload/report').kind).toBe('CronJob');
});
