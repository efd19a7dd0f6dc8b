import { emitDocument } from '@fairway/kubernetes';
import { compareText, hubVersion } from '@fairway/model';
import {
  overrideShape,
  publishedKinds,
  publishedVersions,
  type OutputSource,
  type PublishedKind,
  type PublishedVersion,
} from '../source.ts';
import { constraintRules, type PlacedRule } from './rules.ts';
import { structuralSchema, type StructuralSchema } from './structural.ts';

/** Environments of one document; the bound that the cost of CEL rules needs. */
const ENVIRONMENTS = 32;

const NAME = {
  rule: "self.metadata.name.size() <= 40 && self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
  message: 'the name must be a DNS label of at most 40 characters that starts with a letter',
} as const;

/** CustomResourceDefinitions of the organization's kinds as YAML, by file name. */
export function resourceDefinitionFiles(source: OutputSource): Map<string, string> {
  const { group } = source.definition.organization.api;
  const definitions = resourceDefinitions(source).map((definition): [string, string] => [
    `${group}_${definition.spec.names.plural}.yaml`,
    emitDocument(definition),
  ]);
  return new Map(definitions.sort(([a], [b]) => compareText(a, b)));
}

export interface ResourceDefinition {
  readonly apiVersion: 'apiextensions.k8s.io/v1';
  readonly kind: 'CustomResourceDefinition';
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly scope: 'Namespaced';
    readonly names: {
      readonly kind: string;
      readonly listKind: string;
      readonly plural: string;
      readonly singular: string;
      readonly shortNames?: readonly string[];
      readonly categories: readonly string[];
    };
    readonly versions: readonly ResourceVersion[];
  };
}

export interface ResourceVersion {
  readonly name: string;
  readonly served: true;
  readonly storage: boolean;
  readonly deprecated?: true;
  readonly deprecationWarning?: string;
  readonly schema: { readonly openAPIV3Schema: StructuralSchema };
  readonly subresources: { readonly status: object };
  readonly additionalPrinterColumns: readonly object[];
}

/** One CustomResourceDefinition per kind, for the organization's own group and version names. */
export function resourceDefinitions(source: OutputSource): ResourceDefinition[] {
  const { group } = source.definition.organization.api;
  const kinds = publishedKinds(source);
  const short = shortNames(kinds);
  return kinds.map((kind) => {
    const { plural } = kind.schema.kind;
    const initials = short.get(kind.name);
    return {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${plural}.${group}` },
      spec: {
        group,
        scope: 'Namespaced',
        names: {
          kind: kind.name,
          listKind: `${kind.name}List`,
          plural,
          singular: kind.name.toLowerCase(),
          ...(initials === undefined ? {} : { shortNames: [initials] }),
          categories: ['fairway'],
        },
        versions: servedVersions(kind, publishedVersions(source)),
      },
    };
  });
}

/**
 * The versions that one definition may list: those whose schema equals the hub's. Without a conversion webhook the API
 * server only rewrites `apiVersion`, so a field that another version spells differently would be lost without a word.
 */
function servedVersions(kind: PublishedKind, versions: readonly PublishedVersion[]): ResourceVersion[] {
  const hub = rootSchema(kind, hubVersion);
  const text = JSON.stringify(hub);
  const equal = versions.filter(
    ({ schema }) => schema === hubVersion || JSON.stringify(rootSchema(kind, schema)) === text,
  );
  const storage =
    equal.find(({ name }) => name === hubVersion) ?? equal.findLast(({ schema }) => schema === hubVersion);
  const owner = hasOwner(kind);
  return equal.map((version) => ({
    name: version.name,
    served: true,
    storage: version === (storage ?? equal.at(-1)),
    ...(version.deprecated === undefined
      ? {}
      : {
          deprecated: true as const,
          deprecationWarning: `${version.apiVersion} is removed on ${version.deprecated.removal}; use ${version.deprecated.replacement}`,
        }),
    schema: { openAPIV3Schema: hub },
    subresources: { status: {} },
    additionalPrinterColumns: [
      ...(owner ? [{ name: 'Owner', type: 'string', jsonPath: '.spec.owner' }] : []),
      { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
    ],
  }));
}

function hasOwner({ schema }: PublishedKind): boolean {
  return Object.hasOwn(schema.spec[hubVersion].fields, 'owner');
}

function rootSchema(kind: PublishedKind, version: PublishedVersion['schema']): StructuralSchema {
  const { constraints } = kind.schema;
  const spec = kind.schema.spec[version];
  const override = overrideShape(kind, version);
  const ruled = (schema: StructuralSchema, rules: readonly PlacedRule[]): StructuralSchema =>
    rules.reduce((whole, rule) => withRule(whole, rule.at, rule), schema);
  const environment = ruled(structuralSchema(override, true), constraintRules(override, constraints, true));
  return {
    type: 'object',
    description: kind.schema.kind.description,
    required: ['spec'],
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
      spec: ruled(structuralSchema(spec), constraintRules(spec, constraints, false)),
      environments: {
        type: 'object',
        description: 'What differs by environment: its name, and below it values in the shape of spec.',
        additionalProperties: environment,
        maxProperties: ENVIRONMENTS,
      },
      status: STATUS,
    },
    'x-kubernetes-validations': [NAME],
  };
}

/** A copy with a rule at a path of names and `[]`. */
function withRule(schema: StructuralSchema, at: readonly string[], rule: PlacedRule): StructuralSchema {
  const [name, ...rest] = at;
  if (name === undefined) {
    const [keyword, value] =
      'schema' in rule ? ['allOf', rule.schema] : ['x-kubernetes-validations', rule.validation];
    return { ...schema, [keyword]: [...((schema[keyword] ?? []) as readonly unknown[]), value] };
  }
  if (name === '[]') return { ...schema, items: withRule(schema['items'] as StructuralSchema, rest, rule) };
  const properties = schema['properties'] as Readonly<Record<string, StructuralSchema>>;
  return {
    ...schema,
    properties: { ...properties, [name]: withRule(properties[name] as StructuralSchema, rest, rule) },
  };
}

const TEXT = { type: 'string' } as const;

const STATUS: StructuralSchema = {
  type: 'object',
  description: 'What controllers report.',
  properties: {
    observedGeneration: { type: 'integer', format: 'int64' },
    conditions: {
      type: 'array',
      items: {
        type: 'object',
        required: ['type', 'status', 'lastTransitionTime', 'reason', 'message'],
        properties: {
          type: TEXT,
          status: { type: 'string', enum: ['True', 'False', 'Unknown'] },
          observedGeneration: { type: 'integer', format: 'int64' },
          lastTransitionTime: { type: 'string', format: 'date-time' },
          reason: TEXT,
          message: TEXT,
        },
      },
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['type'],
    },
  },
};

/** Initials of kinds of several words, where no other kind has the same: `ws` for WebService. */
function shortNames(kinds: readonly PublishedKind[]): Map<string, string> {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (const { name } of kinds) {
    const initials = name.replaceAll(/[^A-Z]/g, '').toLowerCase();
    if (initials.length < 2 || taken.has(initials)) continue;
    taken.add(initials);
    found.set(name, initials);
  }
  return found;
}
