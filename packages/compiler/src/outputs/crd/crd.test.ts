import { createPlatform, defineKind, definePart, type Platform } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { definitionOf, plainHash } from '../../definition/example-definition.ts';
import { celName } from './cel.ts';
import { resourceDefinitionFiles, resourceDefinitions, type ResourceDefinition } from './crd.ts';

const part = definePart({
  name: 'sample',
  docs: { summary: 'A sample.' },
  schema: ({ z, fields, withMeta }) => ({
    system: fields.reference('System', 'The system.').optional(),
    size: fields
      .object({ low: fields.bytes('Low.').optional(), high: fields.bytes('High.').optional() }, 'Sizes.')
      .optional(),
    wait: fields
      .object({ low: fields.duration('Low.').optional(), high: fields.duration('High.').optional() }, 'Waits.')
      .optional(),
    scaling: fields
      .object(
        {
          minimum: fields.integer(0, 9, 'Least.').optional(),
          maximum: fields.integer(0, 9, 'Most.').optional(),
        },
        'Scaling.',
      )
      .optional(),
    entries: fields
      .keyedList(
        fields.object(
          {
            name: fields.name('Key.'),
            as: fields.choice(['file', 'env'], 'How.').optional(),
            keys: fields.text('Keys.').optional(),
          },
          'One.',
        ),
        'name',
        'Entries.',
      )
      .optional(),
    either: fields
      .keyedList(
        fields.object({ a: fields.text('A.').optional(), b: fields.text('B.').optional() }, 'One.'),
        'a|b',
        'Either.',
      )
      .optional(),
    env: fields
      .map(withMeta(z.string().regex(/^[A-Z]+$/), { description: 'Name.' }), z.string(), 'Variables.')
      .optional(),
    free: z.unknown().meta({ description: 'Anything.' }).optional(),
    mixed: z
      .union([fields.list(z.string(), 'Many.'), fields.text('One.')])
      .meta({ description: 'Mixed.' })
      .optional(),
  }),
  vary: ['scaling', 'env', 'entries[].as', 'either'],
  constraints: [
    { rule: 'immutable', path: 'system' },
    { rule: 'atMost', path: 'size.low', other: 'size.high' },
    { rule: 'atMost', path: 'wait.low', other: 'wait.high' },
    { rule: 'atMost', path: 'scaling.minimum', other: 'scaling.maximum' },
    { rule: 'requires', at: 'entries', path: 'as', values: ['env'], other: 'keys' },
    { rule: 'exactlyOne', at: 'either', fields: ['a', 'b'] },
    { rule: 'requires', path: 'scaling', other: 'mixed' },
    { rule: 'requires', path: 'free', other: 'system' },
    { rule: 'requires', path: 'size.low', values: ['1Mi'], other: 'mixed' },
    { rule: 'exactlyOne', fields: ['mixed', 'free'] },
  ],
  lower: () => [],
});

function platformWith(renamed: boolean): Platform {
  const conversions = { v1alpha1: [{ step: 'rename', from: 'scaling.least', to: 'scaling.minimum' }] } as const;
  const own = renamed ? { ...part, conversions } : part;
  const kind = defineKind({
    layer: 'workload',
    kind: 'SampleService',
    plural: 'sampleservices',
    description: 'A sample.',
    shape: 'service',
    parts: [own],
    defaultPlacement: 'each',
  });
  return createPlatform({ plugins: [{ apiVersion: 1, name: 'fairway', kinds: [kind] }], sha256: plainHash });
}

function definitionFor(renamed: boolean): ResourceDefinition {
  const [definition] = resourceDefinitions({
    platform: platformWith(renamed),
    definition: definitionOf({}).definition,
  });
  if (definition === undefined) throw new Error('no definition');
  return definition;
}

interface Node {
  readonly [keyword: string]: unknown;
}

const FORBIDDEN = [
  '$ref',
  'definitions',
  'dependencies',
  'deprecated',
  'discriminator',
  'id',
  'patternProperties',
  'readOnly',
  'writeOnly',
  'uniqueItems',
  'default',
  'examples',
  'const',
  'propertyNames',
];

/** The rules of structural schemas (Kubernetes, "Specifying a structural schema"), and of fields that rules name. */
function structuralProblems(node: Node, at = ''): string[] {
  const problems: string[] = [];
  const preserves = node['x-kubernetes-preserve-unknown-fields'] === true;
  if (node['type'] === undefined && !preserves && node['x-kubernetes-int-or-string'] !== true)
    problems.push(`${at}: no type`);
  for (const keyword of FORBIDDEN) if (keyword in node) problems.push(`${at}: ${keyword}`);
  if (node['additionalProperties'] === false || ('additionalProperties' in node && 'properties' in node))
    problems.push(`${at}: additionalProperties`);
  const properties = (node['properties'] ?? {}) as Record<string, Node>;
  for (const name of (node['required'] ?? []) as string[])
    if (!(name in properties)) problems.push(`${at}: requires ${name}`);
  for (const { rule } of (node['x-kubernetes-validations'] ?? []) as { rule: string }[]) {
    for (const [, path = ''] of rule.matchAll(
      /\bself((?:\.(?!all\(|contains\(|indexOf\(|matches\(|size\(|substring\()\w+)+)/g,
    )) {
      let here: Node | undefined = node;
      for (const name of path.slice(1).split('.')) {
        const fields = (here?.['properties'] ?? {}) as Record<string, Node>;
        here = Object.entries(fields).find(([field]) => celName(field) === name)?.[1];
        if (here === undefined && name !== 'name') problems.push(`${at}: ${rule} names ${path}`);
        if (here === undefined) break;
        // A field without a type does not exist for CEL, and the API server refuses the whole definition.
        if (here['type'] === undefined && here['x-kubernetes-int-or-string'] !== true)
          problems.push(`${at}: ${rule} names ${path}, which has no type`);
      }
    }
  }
  if (node['x-kubernetes-list-type'] === 'map') {
    const item = node['items'] as Node;
    for (const key of node['x-kubernetes-list-map-keys'] as string[]) {
      if (!((item['required'] ?? []) as string[]).includes(key))
        problems.push(`${at}: key ${key} is not required`);
    }
  }
  const below: [string, Node][] = Object.entries(properties).map(([name, child]) => [`${at}.${name}`, child]);
  if (node['items'] !== undefined) below.push([`${at}[]`, node['items'] as Node]);
  if (typeof node['additionalProperties'] === 'object')
    below.push([`${at}{}`, node['additionalProperties'] as Node]);
  return [...problems, ...below.flatMap(([path, child]) => structuralProblems(child, path))];
}

function rulesAt(definition: ResourceDefinition, ...path: string[]): string[] {
  let node = definition.spec.versions[0]?.schema.openAPIV3Schema as Node;
  for (const name of path) {
    node = (
      name === '[]'
        ? node['items']
        : name === '{}'
          ? node['additionalProperties']
          : (node['properties'] as Record<string, Node>)[name]
    ) as Node;
  }
  return ((node['x-kubernetes-validations'] ?? []) as { rule: string }[]).map(({ rule }) => rule);
}

/** CEL knows no days: they are read as 24 hours each. */
const span = (name: string): string =>
  `(self.${name}.contains('d') ? duration(self.${name}.substring(0, self.${name}.indexOf('d')) + 'h').getHours() * 86400000 + ` +
  `duration('0s' + self.${name}.substring(self.${name}.indexOf('d') + 1)).getMilliseconds() : ` +
  `duration(self.${name}).getMilliseconds())`;

describe('CustomResourceDefinitions', () => {
  it('are structural and their rules name declared fields', () => {
    for (const version of definitionFor(true).spec.versions)
      expect(structuralProblems(version.schema.openAPIV3Schema)).toEqual([]);
  });

  it('carry the names of the organization', () => {
    const definition = definitionFor(false);
    expect(definition.metadata.name).toBe('sampleservices.platform.example.com');
    expect(definition.spec.group).toBe('platform.example.com');
    expect(definition.spec.names).toMatchObject({
      kind: 'SampleService',
      plural: 'sampleservices',
      singular: 'sampleservice',
      shortNames: ['ss'],
    });
  });

  it('list several versions only where their schemas are equal, and store one', () => {
    expect(definitionFor(false).spec.versions.map(({ name }) => name)).toEqual(['v1alpha1', 'v1beta1', 'v1']);
    const renamed = definitionFor(true).spec.versions;
    expect(renamed.map(({ name }) => name)).toEqual(['v1beta1', 'v1']);
    expect(renamed.filter(({ storage }) => storage).map(({ name }) => name)).toEqual(['v1beta1']);
  });

  it.each([
    [['spec', 'system'], 'self == oldSelf'],
    [
      ['spec', 'size'],
      '!(has(self.low) && has(self.high)) || quantity(self.low).compareTo(quantity(self.high)) <= 0',
    ],
    [['spec', 'wait'], `!(has(self.low) && has(self.high)) || ${span('low')} <= ${span('high')}`],
    [['spec', 'scaling'], '!(has(self.minimum) && has(self.maximum)) || self.minimum <= self.maximum'],
    [['spec', 'entries', '[]'], "!(has(self.__as__) && self.__as__ == 'env') || has(self.keys)"],
    [['spec', 'either', '[]'], '(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) == 1'],
    [['spec', 'env'], "self.all(key, key.matches('^[A-Z]+$'))"],
    [['environments', '{}', 'either', '[]'], '(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) <= 1'],
    [
      ['environments', '{}', 'scaling'],
      '!(has(self.minimum) && has(self.maximum)) || self.minimum <= self.maximum',
    ],
  ])('say the constraint at %j', (path, rule) => {
    expect(rulesAt(definitionFor(true), ...path)).toContain(rule);
  });

  it.each([
    [{ anyOf: [{ not: { required: ['scaling'] } }, { required: ['mixed'] }] }],
    [{ anyOf: [{ not: { required: ['free'] } }, { required: ['system'] }] }],
    [{ oneOf: [{ required: ['mixed'] }, { required: ['free'] }] }],
    [
      {
        anyOf: [
          {
            not: {
              required: ['size'],
              properties: { size: { required: ['low'], properties: { low: { enum: ['1Mi'] } } } },
            },
          },
          { required: ['mixed'] },
        ],
      },
    ],
  ])('say the constraint on a field that CEL cannot see as the schema %j', (schema) => {
    const root = definitionFor(true).spec.versions[0]?.schema.openAPIV3Schema as Node;
    expect(((root['properties'] as Node)['spec'] as Node)['allOf']).toContainEqual(schema);
  });

  it('let environments set only what may vary', () => {
    const root = definitionFor(true).spec.versions[0]?.schema.openAPIV3Schema as Node;
    const environments = (root['properties'] as Record<string, Node>)['environments'] as Node;
    const override = environments['additionalProperties'] as Node;
    const properties = override['properties'] as Record<string, Node>;
    expect(Object.keys(properties)).toEqual(['scaling', 'entries', 'either', 'env']);
    const entry = (properties['entries'] as Node)['items'] as Node;
    expect(Object.keys(entry['properties'] as Node)).toEqual(['as', 'name']);
    expect(entry['required']).toEqual(['name']);
  });

  it('are files named by group and plural', () => {
    const source = { platform: platformWith(true), definition: definitionOf({}).definition };
    const [[file, text] = ['', '']] = [...resourceDefinitionFiles(source)];
    expect(file).toBe('platform.example.com_sampleservices.yaml');
    expect(text).toMatch(/^apiVersion: apiextensions.k8s.io\/v1\nkind: CustomResourceDefinition\n/);
  });
});
