import { definitionKinds, isObject, shapeOf, type Diagnostic, type Shape } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { validateShape } from '../validate/validate.ts';
import { checkConstraints } from '../validate/constraints.ts';
import { builtInEntries } from './builtin.ts';
import { definitionOf } from './example-definition.ts';
import { readEntry } from './read-entries.ts';

const entries = builtInEntries();
const names = (kind: string): string[] =>
  entries
    .filter((entry) => entry.kind === kind)
    .map(({ name }) => name)
    .sort();

describe('built-in documents', () => {
  it('fit their schemas', () => {
    const diagnostics: Diagnostic[] = [];
    for (const entry of entries) readEntry(entry.source, diagnostics);
    expect(diagnostics).toEqual([]);
  });

  it('are there for every name that the language promises', () => {
    expect(names('EnvironmentClass')).toEqual(['dev', 'preview', 'prod', 'sandbox', 'staging']);
    expect(names('Environment')).toEqual(['dev', 'prod', 'staging']);
    for (const kind of ['SizeProfile', 'DatabaseProfile', 'CacheProfile']) {
      expect(names(kind)).toEqual(['large', 'medium', 'small', 'xlarge']);
    }
    expect(names('ExposureClass')).toEqual(['internal', 'none', 'public']);
    expect(names('TenantTier')).toEqual([
      'dedicated-cluster',
      'sandbox',
      'shared-sensitive',
      'shared-standard',
    ]);
    expect(names('SLOClass')).toEqual(['tier-1', 'tier-2', 'tier-3']);
  });

  it.each([
    ['small', '250m', '384Mi', '512Mi'],
    ['medium', '500m', '768Mi', '1Gi'],
    ['large', '1', '2Gi', '3Gi'],
    ['xlarge', '2', '4Gi', '6Gi'],
  ])('size %s is %s/%s/%s', (name, cpuRequest, memoryRequest, memoryLimit) => {
    expect(definitionOf({}).definition.get('SizeProfile', name)?.spec).toMatchObject({
      cpuRequest,
      memoryRequest,
      memoryLimit,
    });
  });

  it('cap dev at one to two replicas and rolling, staging at four replicas, prod at nothing', () => {
    const { definition } = definitionOf({});
    const caps = (name: string) => definition.get('EnvironmentClass', name)?.spec.caps;
    expect(caps('dev')).toEqual({ scaling: { minReplicas: 1, maxReplicas: 2 }, rollout: ['rolling'] });
    expect(caps('staging')).toEqual({ scaling: { maxReplicas: 4 } });
    expect(caps('prod')).toBeUndefined();
  });

  it('demand a digest in staging and prod only', () => {
    const demanding = definitionOf({})
      .definition.all('EnvironmentClass')
      .filter(({ spec }) => spec.digestRequired);
    expect(demanding.map(({ name }) => name)).toEqual(['prod', 'staging']);
  });

  it('let nobody read secrets or run commands in prod', () => {
    const prod = definitionOf({}).definition.get('EnvironmentClass', 'prod');
    for (const rules of Object.values(prod?.spec.roles ?? {})) {
      const resources = rules.flatMap((rule) => rule.resources);
      expect(resources).not.toContain('secrets');
      expect(
        resources.filter((resource) => /exec|attach|portforward|ephemeralcontainers|\*/.test(resource)),
      ).toEqual([]);
    }
  });

  it('keep the disruption budget and the spread the same in every class', () => {
    for (const { spec } of definitionOf({}).definition.all('EnvironmentClass')) {
      expect(spec.disruption).toEqual({ maxUnavailable: 1, unhealthyPodEviction: 'alwaysAllow' });
      expect(spec.spread).toEqual({ 'topology.kubernetes.io/zone': 'soft', 'kubernetes.io/hostname': 'soft' });
    }
  });

  it('allow every built-in size in prod', () => {
    const { definition } = definitionOf({});
    const range = definition.get('EnvironmentClass', 'prod')?.spec.limitRange;
    for (const { name, spec } of definition.all('SizeProfile')) {
      const within = { memory: spec.memoryLimit, most: range?.max.memory };
      expect(checkConstraints(within, [{ rule: 'atMost', path: 'memory', other: 'most' }]), name).toEqual([]);
    }
  });
});

describe('definition kinds', () => {
  it('describe every field', () => {
    const silent: string[] = [];
    for (const kind of definitionKinds) collectSilent(shapeOf(kind.spec), kind.kind, silent);
    expect(silent).toEqual([]);
  });

  it('get a value for every field that says so', () => {
    const { definition } = definitionOf({});
    for (const kind of definitionKinds) {
      for (const document of definition.documents().filter((one) => one.kind === kind.kind)) {
        const shape = shapeOf(kind.spec);
        if (shape.type !== 'object') throw new Error('a spec is an object');
        for (const [field, { shape: inner }] of Object.entries(shape.fields)) {
          if (inner.meta.defaulted !== true) continue;
          expect(
            isObject(document.spec) && document.spec[field],
            `${document.kind} ${document.name} ${field}`,
          ).toBeDefined();
        }
      }
    }
  });

  it('are checked by the shared validator', () => {
    const shape = shapeOf(
      definitionKinds.find(({ kind }) => kind === 'SizeProfile')?.spec ?? definitionKinds[0]!.spec,
    );
    const [entry] = entries;
    if (entry === undefined) throw new Error('there are built-in documents');
    expect(validateShape({ cpuRequest: '1' }, shape, entry.source, ['spec']).diagnostics).toHaveLength(2);
  });
});

function collectSilent(shape: Shape, path: string, silent: string[]): void {
  if (shape.meta.description === undefined) silent.push(path);
  if (shape.type === 'object') {
    for (const [name, field] of Object.entries(shape.fields))
      collectSilent(field.shape, `${path}.${name}`, silent);
  }
  if (shape.type === 'list') collectSilent(shape.item, `${path}[]`, silent);
  if (shape.type === 'map') collectSilent(shape.value, `${path}{}`, silent);
  if (shape.type === 'union') for (const option of shape.options) collectSilent(option, `${path}|`, silent);
}
