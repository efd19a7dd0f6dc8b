import { createPlatform, definePart, schemaTools } from '@fairway/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documents, exampleOrganization } from './catalog/example.ts';
import { definitionOf, documentsOf, plainHash } from './example-definition.ts';
import { loadDefinition } from './load-definition.ts';

const size = (extra = ''): string => `{ ${extra}cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }`;
const codes = (overlay: Readonly<Record<string, string>>, now?: string): string[] =>
  definitionOf(overlay, now).diagnostics.map(({ code }) => code);

describe('an organization of five lines', () => {
  const { definition, diagnostics } = definitionOf({});

  it('has no problems', () => {
    expect(diagnostics).toEqual([]);
  });

  it('has the defaults of the language', () => {
    expect(definition.organization).toEqual({
      api: {
        group: 'platform.example.com',
        versions: [
          { name: 'v1alpha1', schema: 'v1alpha1', served: true },
          { name: 'v1beta1', schema: 'v1beta1', served: true },
          { name: 'v1', schema: 'v1beta1', served: true },
        ],
      },
      labelPrefix: 'platform.example.com',
      naming: { namespace: '{system}-{environment}' },
      imageRegistries: [],
      domains: { internal: 'internal.platform.example.com', public: 'platform.example.com' },
    });
  });

  it('has dev, staging and prod on one cluster', () => {
    expect(definition.environments.map(({ name }) => name)).toEqual(['dev', 'staging', 'prod']);
    for (const { spec } of definition.environments) expect(spec.clusters).toEqual([{ name: 'local' }]);
    expect(definition.get('Cluster', 'local')?.spec.cloud).toBe('none');
  });

  it('fills the host pattern from the class', () => {
    const patterns = definition.environments.map(({ spec }) => spec.hostPattern);
    expect(patterns).toEqual(['{label}.{environment}.{rest}', '{label}.{environment}.{rest}', '{host}']);
  });

  it('gives a team without systems one of its own name', () => {
    expect(definition.get('System', 'team-orders')?.spec).toEqual({
      owner: 'team-orders',
      tenantTier: 'shared-standard',
      podSecurity: 'restricted',
    });
    expect(definition.get('Team', 'orders')?.spec.defaultSystem).toBe('team-orders');
  });
});

describe('a document without fields that it needs', () => {
  const { definition, diagnostics } = definitionOf({
    'platform/languages.yaml': documents(['LanguageProfile', 'go', '{ startTimeout: soon, dialect: own }']),
    'platform/sizes.yaml': documents(['SizeProfile', 'odd', '{ cpuRequest: 300m }']),
  });

  it('is reported, and what is missing is that of a built-in document', () => {
    expect(diagnostics.map(({ code }) => code)).toEqual(['FWY2005', 'FWY2003', 'FWY2003']);
    const { startTimeout } = definitionOf({}).definition.get('LanguageProfile', 'go')?.spec ?? {};
    expect(startTimeout).toMatch(/^[0-9]+[ms]$/);
    expect(definition.get('LanguageProfile', 'go')?.spec).toMatchObject({ startTimeout, dialect: 'own' });
    expect(definition.get('SizeProfile', 'odd')?.spec).toMatchObject({
      cpuRequest: '300m',
      memoryLimit: expect.stringMatching(/^[0-9]+[MG]i$/) as unknown,
    });
  });
});

describe('names', () => {
  it('reads aliases and gives names back', () => {
    const { definition, diagnostics } = definitionOf({
      'platform/systems.yaml': documents(['System', 'order-management', '{ owner: orders, aliases: [om] }']),
    });
    expect(diagnostics).toEqual([]);
    expect(definition.get('System', 'om')?.spec.owner).toBe('team-orders');
    expect(definition.get('Team', 'team-orders')?.spec.defaultSystem).toBe('order-management');
    expect(definition.names('System')).toEqual(['om', 'order-management']);
  });

  it('knows no default system where a team owns several and none is named like it', () => {
    const { definition } = definitionOf({
      'platform/systems.yaml': documents(
        ['System', 'a', '{ owner: team-orders }'],
        ['System', 'b', '{ owner: team-orders }'],
      ),
    });
    expect(definition.get('Team', 'team-orders')?.spec.defaultSystem).toBeUndefined();
  });

  it('suggests the nearest name', () => {
    const { diagnostics } = definitionOf({
      'platform/x.yaml': documents(['System', 'shop', '{ owner: team-order }']),
    });
    expect(diagnostics).toMatchObject([
      {
        code: 'FWY3114',
        file: 'platform/x.yaml',
        line: 5,
        message: 'there is no Team "team-order"; did you mean "team-orders"?',
      },
    ]);
  });

  it('does not find names of the prototype', () => {
    const { definition } = definitionOf({});
    expect(definition.get('Team', 'constructor')).toBeUndefined();
    expect(definition.get('SizeProfile', '__proto__')).toBeUndefined();
  });
});

describe('built-in documents', () => {
  it('stand back behind a document of the same name', () => {
    const { definition } = definitionOf({ 'platform/s.yaml': documents(['SizeProfile', 'medium', size()]) });
    expect(definition.get('SizeProfile', 'medium')?.spec.cpuRequest).toBe('300m');
    expect(definition.builtIn('SizeProfile', 'medium')?.spec.cpuRequest).toBe('500m');
    expect(definition.get('SizeProfile', 'large')?.builtIn).toBe(true);
  });

  it('stay while every own version is only proposed', () => {
    const { definition, diagnostics } = definitionOf({
      'platform/s.yaml': documents(['SizeProfile', 'medium', size('version: 2.0.0, lifecycle: proposed, ')]),
    });
    expect(diagnostics).toEqual([]);
    expect(definition.get('SizeProfile', 'medium')?.spec.cpuRequest).toBe('500m');
    expect(definition.version('SizeProfile', 'medium', '2.0.0')?.spec.cpuRequest).toBe('300m');
  });

  it('of environments run on the only cluster of the organization', () => {
    const cluster = "{ cloud: none, kubernetesVersion: '1.35', cni: calico }";
    const one = definitionOf({ 'platform/c.yaml': documents(['Cluster', 'hall', cluster]) });
    expect(one.diagnostics).toEqual([]);
    expect(one.definition.environments.map(({ spec }) => spec.clusters)).toEqual([
      [{ name: 'hall' }],
      [{ name: 'hall' }],
      [{ name: 'hall' }],
    ]);
    const two = definitionOf({
      'platform/c.yaml': documents(['Cluster', 'hall', cluster], ['Cluster', 'yard', cluster]),
    });
    expect(two.diagnostics.map(({ code }) => code)).toEqual(['FWY3118', 'FWY3118', 'FWY3118']);
  });

  it('of environments go as soon as one is written', () => {
    const { definition } = definitionOf({
      'platform/e.yaml': documents(['Environment', 'live', '{ class: prod, order: 1, clusters: [local] }']),
    });
    expect(definition.all('Environment').map(({ name }) => name)).toEqual(['live']);
  });

  it('give defaults under those of the organization', () => {
    const { definition } = definitionOf({
      'platform/d.yaml': documents(
        ['KindDefault', 'system', '{ kind: System, defaults: { tenantTier: shared-sensitive } }'],
        ['System', 'shop', '{ owner: team-orders }'],
      ),
    });
    expect(definition.get('System', 'shop')?.spec).toMatchObject({
      tenantTier: 'shared-sensitive',
      podSecurity: 'restricted',
    });
  });
});

describe('defaults for intent', () => {
  const runtime = schemaTools.z.strictObject({
    size: schemaTools.fields.reference('SizeProfile', 'A size.').optional(),
    port: schemaTools.fields.port('A port.').optional(),
  });
  const part = definePart({
    name: 'runtime',
    docs: { summary: 'Runs.' },
    schema: () => ({ runtime }),
    vary: [],
    lower: () => [],
  });
  const kind = {
    layer: 'workload',
    kind: 'WebService',
    plural: 'webservices',
    description: 'Serves.',
    shape: 'service',
    parts: [part],
    defaultPlacement: 'each',
  } as const;
  const platform = createPlatform({
    plugins: [{ apiVersion: 1, name: 'test', kinds: [kind] }],
    sha256: plainHash,
  });
  const check = (...list: (readonly [string, string, string])[]) =>
    loadDefinition(documentsOf({ ...exampleOrganization, 'platform/d.yaml': documents(...list) }), {
      now: '2026-06-01',
      sha256: plainHash,
      platform,
    }).diagnostics.map(({ code, line }) => [code, line]);

  it('fit the kinds', () => {
    expect(
      check([
        'KindDefault',
        'web-service',
        '{ kind: WebService, defaults: { runtime: { size: small, port: 80 } } }',
      ]),
    ).toEqual([]);
    expect(
      check([
        'KindDefault',
        'web-service',
        '{ kind: WebService, defaults: { runtime: { size: smal, port: none } } }',
      ]),
    ).toEqual([
      ['FWY3114', 5],
      ['FWY2002', 5],
    ]);
    expect(check(['KindDefault', 'web-service', '{ kind: WebServise, defaults: {} }'])).toEqual([
      ['FWY3143', 5],
    ]);
    expect(check(['EnvironmentClass', 'qa', '{ defaults: { runtme: {} } }'])).toEqual([['FWY2001', 5]]);
    expect(check(['KindDefault', 'system', '{ kind: System, defaults: { podSecurity: loose } }'])).toEqual([
      ['FWY2004', 5],
    ]);
  });
});

describe('short forms', () => {
  it('are written out', () => {
    const { definition } = definitionOf({
      'fairway.yaml': documents([
        'Organization',
        'example',
        '{ api: { group: platform.example.com }, imageRegistries: [registry.example.com, { host: other.example.com, pullSecret: pull }] }',
      ]),
      'platform/e.yaml': documents([
        'Environment',
        'live',
        '{ class: prod, order: 1, clusters: [{ name: local, primary: true }] }',
      ]),
    });
    expect(definition.organization.imageRegistries).toEqual([
      { host: 'registry.example.com' },
      { host: 'other.example.com', pullSecret: 'pull' },
    ]);
    expect(definition.environments[0]?.spec.clusters).toEqual([{ name: 'local', primary: true }]);
  });
});

describe('versions', () => {
  const three = documents(
    [
      'SizeProfile',
      'roomy',
      size('version: 1.0.0, lifecycle: { deprecated: { removal: 2026-12-31, replacement: roomy@1.10.0 } }, '),
    ],
    ['SizeProfile', 'roomy', size('version: 1.10.0, ')],
    ['SizeProfile', 'roomy', size('version: 1.9.0, lifecycle: defective, ')],
  );

  it('gives the default, sorted by number and not by text', () => {
    const { definition, diagnostics } = definitionOf({ 'platform/s.yaml': three });
    expect(diagnostics).toEqual([]);
    expect(definition.get('SizeProfile', 'roomy')?.version).toBe('1.10.0');
    const versions = definition.documents().filter(({ name }) => name === 'roomy');
    expect(versions.map(({ version }) => version)).toEqual(['1.0.0', '1.9.0', '1.10.0']);
    expect(versions[0]?.lifecycle).toEqual({
      state: 'deprecated',
      removal: '2026-12-31',
      replacement: 'roomy@1.10.0',
    });
  });

  it.each([
    ['orders/orders-api', 'prod', '1.0.0'],
    ['orders/orders-api', 'dev', '1.10.0'],
    ['orders/refunds', 'prod', '1.10.0'],
  ])('pins %s in %s to %s', (service, environment, version) => {
    const { definition, diagnostics } = definitionOf({
      'platform/s.yaml': three,
      'governance/p.yaml': documents([
        'Pin',
        'slow',
        '{ owner: team-orders, reason: heap, expires: 2026-12-01, target: { services: [orders-api], environments: [prod] }, document: { kind: SizeProfile, name: roomy }, version: 1.0.0 }',
      ]),
    });
    expect(diagnostics).toEqual([]);
    expect(definition.forService('SizeProfile', 'roomy', service, environment)?.version).toBe(version);
  });

  it.each([
    ['2026-12-30', 'FWY3105'],
    ['2026-12-31', 'FWY3105'],
    ['2027-01-01', 'FWY3106'],
  ])('on %s the use of a deprecated document is %s', (now, code) => {
    const overlay = {
      'platform/t.yaml': documents(
        [
          'EnvironmentClass',
          'qa',
          '{ lifecycle: { deprecated: { removal: 2026-12-31, replacement: staging } } }',
        ],
        ['Environment', 'test', '{ class: qa, order: 1, clusters: [local] }'],
      ),
    };
    expect(codes(overlay, now)).toEqual([code]);
    expect(definitionOf(overlay, now).diagnostics[0]?.message).toContain('2026-12-31; use staging');
  });

  it('are not known to governance records', () => {
    const patch = '{ version: 1.0.0, owner: team-orders, reason: x, amount: 1, measure: patches, target: {} }';
    expect(codes({ 'governance/b.yaml': documents(['Budget', 'b', patch]) })).toEqual(['FWY2001']);
  });
});

describe('documents', () => {
  it.each([
    ['kind: Teem', 'FWY2013'],
    ['kind: 7', 'FWY2003'],
    ['metadata: { name: Upper }', 'FWY2005'],
    ['metadata: { name: x, uid: y }', 'FWY2001'],
    ['apiVersion: platform.example.com/v1', 'FWY2012'],
    ['apiVersion: fairway.dev/v9', 'FWY2014'],
    ['status: {}', 'FWY2001'],
  ])('with %s are refused', (line, code) => {
    const fields = {
      apiVersion: 'apiVersion: fairway.dev/v1alpha1',
      kind: 'kind: Team',
      metadata: 'metadata: { name: x }',
    };
    const key = line.split(':')[0] ?? '';
    const text = Object.values({ ...fields, [key]: line }).join('\n');
    const found = codes({ 'platform/x.yaml': `${text}\nspec: {}\n` });
    expect(found).toContain(code);
  });

  it('show all their problems at once', () => {
    const spec = '{ cpuRequest: lots, memoryRequest: 2Gi, memoryLimit: 1Gi, memoryLimits: 3Gi }';
    const { diagnostics } = definitionOf({ 'platform/x.yaml': documents(['SizeProfile', 'odd', spec]) });
    expect(diagnostics).toHaveLength(3);
  });
});

describe('loading', () => {
  it('does not depend on the order of documents', () => {
    const all = documentsOf({
      ...exampleOrganization,
      'platform/a.yaml': documents(
        ['SizeProfile', 'roomy', size()],
        ['System', 'shop', '{ owner: orders }'],
        ['System', 'bad', '{ owner: nobody }'],
      ),
      'platform/b.yaml': documents(
        ['SizeProfile', 'roomy', size('version: 2.0.0, lifecycle: proposed, ')],
        ['System', 'shop', '{ owner: orders }'],
      ),
    });
    const options = { now: '2026-06-01', sha256: plainHash };
    const expected = loadDefinition(all, options);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        const loaded = loadDefinition(shuffled, options);
        expect(loaded.diagnostics).toEqual(expected.diagnostics);
        expect(loaded.definition.hash).toBe(expected.definition.hash);
      }),
      { numRuns: 20 },
    );
  });

  it('has a hash of its content, not of its spelling', () => {
    const hash = (text: string): string => definitionOf({ 'platform/t.yaml': text }).definition.hash;
    const head = 'apiVersion: fairway.dev/v1alpha1\nkind: Team\nmetadata: { name: x }\n';
    expect(hash(`${head}spec: { costCenter: a, displayName: b }`)).toBe(
      hash(`# note\n${head}spec:\n  displayName: "b"\n  costCenter: a`),
    );
    expect(hash(`${head}spec: { costCenter: a }`)).not.toBe(hash(`${head}spec: { costCenter: b }`));
  });

  it('never throws, whatever a document holds', () => {
    const kinds = [
      'Organization',
      'Environment',
      'Cluster',
      'Team',
      'System',
      'Pin',
      'Patch',
      'KindDefault',
      'EnvironmentClass',
      'BreakGlass',
    ];
    const keys = [
      'api',
      'clusters',
      'members',
      'owner',
      'target',
      'document',
      'aliases',
      'roles',
      'identity',
      'naming',
      'environmentChain',
      'version',
      'lifecycle',
      'kind',
      'defaults',
      'approvals',
    ];
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(null, true, 3, '', 'x', 'team-orders', '{system}'),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys, '__proto__', 'name', 'group', 'services'), tie('node'), {
          maxKeys: 4,
        }),
      ),
    })).node;
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 5 }),
        (kind, spec) => {
          const text = JSON.stringify({
            apiVersion: 'fairway.dev/v1alpha1',
            kind,
            metadata: { name: 'x' },
            spec,
          });
          expect(definitionOf({ 'platform/x.json': text }).definition.hash).toMatch(/^[0-9a-f]+$/);
        },
      ),
      { numRuns: 300 },
    );
  });
});
