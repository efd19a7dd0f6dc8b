import { kindSchemas, mayVary, pathText, type KindSchema } from '@fairway/compiler';
import type { Path, Shape } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { baseOrganization, compileFiles, testPlatform } from '../harness.ts';
import { sampleOf } from './samples.ts';

/**
 * INTENT.md §3: "May vary by environment: …. Nothing else." Fields of `spec` by kind of thing; what stands below
 * a field may vary with it.
 */
const workloadFields = [
  ...['size', 'image', 'env', 'config', 'cpuBurst', 'writable.size', 'accelerator.count'].map(
    (name) => `runtime.${name}`,
  ),
  'health.startTimeout',
  ...['host', 'aliases', 'timeout', 'idleTimeout', 'maxBodySize', 'waf', 'class'].map(
    (name) => `exposure.${name}`,
  ),
  'scaling',
  'identity',
  'secrets.path',
  'dependencies',
  'placement',
  ...['rollout', 'canary', 'terminationGracePeriod'].map((name) => `reliability.${name}`),
  'telemetry.traces',
  'schedule',
  'suspend',
  'retries',
  'timeout',
  'parallelism',
  'spot',
];
const dataFields = ['size', 'storage', 'version', 'highAvailability', 'backup', 'onDelete', 'existing'];
/** Application: the fields that stand for runtime.size, scaling, runtime.image. */
const aliasFields = ['replicas', 'resources', 'image'];

const fieldsOf = { workload: workloadFields, data: dataFields, alias: aliasFields, record: [] } as const;

/** The key of an entry says which entry is meant; it is written but does not change. */
const keys = new Set(['runtime.writable.path', 'secrets.name']);

interface Leaf {
  readonly path: Path;
  readonly shape: Shape;
}

/** Every field of a shape that holds a value; entries of lists as position 0, of maps under one key. */
function leaves(shape: Shape, path: Path = []): Leaf[] {
  if (shape.type === 'object') {
    return Object.entries(shape.fields).flatMap(([name, field]) => leaves(field.shape, [...path, name]));
  }
  if (shape.type === 'map') return leaves(shape.value, [...path, 'KEY']);
  if (shape.type === 'list') return leaves(shape.item, [...path, 0]);
  return [{ path, shape }];
}

function allowed(schema: KindSchema, path: Path): boolean {
  const names = path.filter((segment) => typeof segment === 'string').join('.');
  if (keys.has(names)) return true;
  return fieldsOf[schema.kind.layer].some((field) => names === field || names.startsWith(`${field}.`));
}

const schemas = [...kindSchemas(testPlatform())].filter(([name, { kind }]) => kind.kind === name);
const cases = schemas.flatMap(([name, schema]) =>
  leaves(schema.spec.v1beta1).map((leaf) => [name, pathText(leaf.path), schema, leaf] as const),
);

describe('May vary by environment: only what the language names, of every kind', () => {
  it('walks every kind', () => {
    expect(schemas.length).toBeGreaterThanOrEqual(17);
    expect(cases.length).toBeGreaterThan(400);
  });

  it.each(cases)('%s %s', (_, __, schema, { path }) => {
    expect(mayVary(schema, path)).toBe(allowed(schema, path));
  });

  it.each(schemas.filter(([, { kind }]) => kind.layer !== 'record'))(
    '%s: an override of a field that may not vary is FWY2011 at its key',
    (name, schema) => {
      const refused = leaves(schema.spec.v1beta1).filter(
        ({ path }) => !allowed(schema, path) && path.length === 1,
      );
      const texts = refused.map(
        ({ path, shape }) => `    ${String(path[0])}: ${JSON.stringify(sampleOf(shape))}`,
      );
      const text = [
        'apiVersion: platform.example.com/v1beta1',
        `kind: ${name}`,
        'metadata:',
        '  name: subject',
        'spec: {}',
        'environments:',
        '  prod:',
        ...texts,
      ].join('\n');
      const { diagnostics } = compileFiles({ ...baseOrganization, 'services/subject.yaml': text });
      const found = diagnostics.filter(({ code }) => code === 'FWY2011').map(({ line }) => line);
      expect(found).toEqual(texts.map((_, index) => index + 8));
    },
  );
});

describe('class and waf only towards stricter', () => {
  const text = (exposure: string, override: string): string =>
    `apiVersion: platform.example.com/v1beta1\nkind: WebService\nmetadata:\n  name: web\nspec:\n  owner: team-a\n  runtime: {language: go}\n  exposure: ${exposure}\nenvironments:\n  prod:\n    exposure: ${override}\n`;
  it.each([
    ['{class: internal}', '{class: none}', []],
    ['{class: public}', '{class: internal}', []],
    ['{class: internal}', '{class: public}', ['error']],
    ['{class: none}', '{class: internal}', ['error']],
    ['{class: internal}', '{waf: required}', []],
    ['{class: internal, waf: required}', '{waf: detectionOnly}', ['error']],
  ])('%s with %s in prod: %j', (exposure, override, expected) => {
    const { errors } = compileFiles({ ...baseOrganization, 'services/web.yaml': text(exposure, override) });
    expect(errors.map(({ severity }) => severity)).toEqual(expected);
    for (const { line } of errors) expect(line).toBe(11);
  });
});
