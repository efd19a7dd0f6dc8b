import { kindSchemas, loadIntents } from '@fairway/compiler';
import { isObject, type IntentKind, type Shape } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { compileFiles } from './kinds/compile-files.ts';
import { baseOrganization } from './kinds/base-organization.ts';
import { acmeFolder, acmeNow, loadOrganization } from './organization.ts';

/**
 * Fields and values that a later release compiles, so no organization can use them: each with a service that
 * tries, and the code that says so.
 */
const upcoming: readonly {
  readonly what: string;
  readonly kind: string;
  readonly spec: object;
  readonly code: string;
}[] = [
  {
    what: 'resources',
    kind: 'WebService',
    spec: { resources: [{ kind: 'Bucket', name: 'files', spec: {} }] },
    code: 'FWY3290',
  },
  { what: 'consumes', kind: 'Worker', spec: { consumes: [{ queue: 'mails' }] }, code: 'FWY3291' },
  { what: 'migration', kind: 'WebService', spec: { migration: { command: ['migrate'] } }, code: 'FWY3292' },
  { what: 'grants', kind: 'WebService', spec: { grants: [{ system: 'shop' }] }, code: 'FWY3293' },
  ...['database', 'cache', 'queue', 'topic', 'bucket'].map((kind) => ({
    what: `dependencies[].${kind}`,
    kind: 'WebService',
    spec: { dependencies: [{ [kind]: 'main' }] },
    code: 'FWY3294',
  })),
  {
    what: 'dependencies[].volume',
    kind: 'WebService',
    spec: { dependencies: [{ volume: 'files', path: '/files' }] },
    code: 'FWY3294',
  },
  {
    what: 'dependencies[].path',
    kind: 'WebService',
    spec: { dependencies: [{ volume: 'files', path: '/files' }] },
    code: 'FWY3294',
  },
  {
    what: 'dependencies[].weakAccess',
    kind: 'WebService',
    spec: { dependencies: [{ database: 'main', weakAccess: 'accepted' }] },
    code: 'FWY3294',
  },
  // Only what consumes queues and topics can scale by what waits there.
  {
    what: 'scaling.metric=queueDepth',
    kind: 'Worker',
    spec: { scaling: { metric: 'queueDepth', target: 10 }, consumes: [{ queue: 'mails' }] },
    code: 'FWY3291',
  },
  {
    what: 'scaling.metric=lag',
    kind: 'Worker',
    spec: { scaling: { metric: 'lag', target: 10 }, consumes: [{ topic: 'mails' }] },
    code: 'FWY3291',
  },
];

const acme = await loadOrganization(acmeFolder);

/** Kinds that compile today: workloads, and those that stand for or describe one. */
function compiled(kind: IntentKind): boolean {
  if ('upcoming' in kind && kind.upcoming !== undefined) return false;
  return kind.layer === 'workload' || kind.layer === 'alias' || kind.kind === 'Delivery';
}

/** Kinds of one layer share their parts, so a field of `runtime` counts for all workloads. */
function scopeOf({ layer, kind }: IntentKind): string {
  return layer === 'workload' ? '' : `${kind}: `;
}

/** Everything that a shape offers: each field by its path, each value of an enumeration as `path=value`. */
function offered(shape: Shape, path: string, into: Set<string>): void {
  if (path !== '') into.add(path);
  switch (shape.type) {
    case 'object':
      for (const [name, field] of Object.entries(shape.fields))
        offered(field.shape, path === '' ? name : `${path}.${name}`, into);
      return;
    case 'list':
      return offered(shape.item, `${path}[]`, into);
    case 'map':
      return offered(shape.value, `${path}.*`, into);
    case 'union':
      for (const option of shape.options) offered(option, path, into);
      return;
    case 'string':
      for (const value of shape.values ?? []) into.add(`${path}=${value}`);
      return;
    case 'boolean':
      return;
    default:
      return;
  }
}

/** What a value uses of what its shape offers. */
function used(value: unknown, shape: Shape, path: string, into: Set<string>): void {
  if (value === undefined) return;
  if (path !== '') into.add(path);
  if (shape.type === 'union') for (const option of shape.options) used(value, option, path, into);
  else if (shape.type === 'object' && isObject(value)) {
    for (const [name, field] of Object.entries(shape.fields))
      used(value[name], field.shape, path === '' ? name : `${path}.${name}`, into);
  } else if (shape.type === 'list' && Array.isArray(value))
    for (const item of value as unknown[]) used(item, shape.item, `${path}[]`, into);
  else if (shape.type === 'map' && isObject(value))
    for (const inner of Object.values(value)) used(inner, shape.value, `${path}.*`, into);
  else if (typeof value === 'string') into.add(`${path}=${value}`);
}

const schemas = kindSchemas(acme.platform);
const offers = new Set<string>();
const uses = new Set<string>();
const variable = new Set<string>();
const varied = new Set<string>();

for (const { kind, spec, parts } of new Set(schemas.values())) {
  if (!compiled(kind)) continue;
  const found = new Set<string>();
  offered(spec.v1beta1, '', found);
  for (const one of found) offers.add(scopeOf(kind) + one);
  const vary =
    'vary' in kind
      ? kind.vary
      : parts.flatMap(({ part, at }) => part.vary.map((path) => [...at, path].join('.')));
  for (const path of vary) variable.add(scopeOf(kind) + path);
}
for (const { document, intent } of loadIntents(
  acme.platform,
  acme.definition,
  acme.intents,
  acmeNow.slice(0, 10),
)) {
  const written = document.value as {
    readonly kind: string;
    readonly spec: unknown;
    readonly environments?: object;
  };
  const schema = schemas.get(written.kind);
  if (schema === undefined || intent === undefined || !compiled(schema.kind)) continue;
  const isAlias = schema.kind.layer === 'alias';
  const overrides: unknown[] = isAlias
    ? Object.values(written.environments ?? {})
    : [...intent.overrides.values()].map((one) => one.spec);
  for (const value of [isAlias ? written.spec : intent.spec, ...overrides])
    collect(value, schema.spec.v1beta1, schema.kind, uses);
  for (const value of overrides) collect(value, schema.spec.v1beta1, schema.kind, varied);
}

function collect(value: unknown, shape: Shape, kind: IntentKind, into: Set<string>): void {
  const found = new Set<string>();
  used(value, shape, '', found);
  for (const one of found) into.add(scopeOf(kind) + one);
}

function exempt(path: string): boolean {
  return upcoming.some(
    ({ what }) => path === what || ['.', '[', '='].some((next) => path.startsWith(what + next)),
  );
}

describe('the example organization', () => {
  it('uses every field and every value of an enumeration', () => {
    expect([...offers].filter((one) => !uses.has(one) && !exempt(one))).toEqual([]);
  });

  it('overrides everything that may vary by environment', () => {
    expect([...variable].filter((one) => !varied.has(one) && !exempt(one))).toEqual([]);
  });

  it.each(upcoming)('cannot use $what yet', ({ what, kind, spec, code }) => {
    expect([...offers]).toContain(what);
    expect(uses.has(what)).toBe(false);
    const image = `registry.example.com/shop/web@sha256:${'0123456789abcdef'.repeat(4)}`;
    const { diagnostics } = compileFiles({
      ...baseOrganization,
      'services/web.yaml': JSON.stringify({
        apiVersion: 'platform.example.com/v1beta1',
        kind,
        metadata: { name: 'web' },
        spec: { owner: 'team-a', runtime: { language: 'go', image }, ...spec },
      }),
    });
    const found = diagnostics.find((one) => one.code === code);
    expect(found?.severity).toBe('error');
    expect(found?.message).toMatch(/yet/);
  });
});
