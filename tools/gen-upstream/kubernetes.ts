import type { Schema, SourceKind, Union } from '@fairway/kubernetes';
import { immutableFields } from './immutable.ts';

/** A file of Kubernetes' OpenAPI v3 documents, as far as it is read. */
export interface OpenApiDocument {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, OpenApiSchema>> };
}

/** A schema of such a file: the words that occur in them. */
export interface OpenApiSchema {
  readonly $ref?: string;
  readonly type?: Schema['type'];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema;
  readonly allOf?: readonly OpenApiSchema[];
  readonly 'x-kubernetes-list-type'?: 'map' | 'set' | 'atomic';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular';
  readonly 'x-kubernetes-unions'?: readonly {
    readonly discriminator?: string;
    readonly 'fields-to-discriminateBy': Readonly<Record<string, string>>;
  }[];
}

/** Kinds with their definitions. */
export interface KindsRead {
  readonly kinds: readonly SourceKind[];
  readonly definitions: Readonly<Record<string, Schema>>;
}

/** Types whose Go code reads more or less than their OpenAPI says; they stand wherever they are used. */
const SPECIAL: Readonly<Record<string, Schema>> = {
  'resource.Quantity': { format: 'quantity' },
  'intstr.IntOrString': { intOrString: true },
  'meta.v1.Time': { type: 'string', format: 'date-time' },
  'meta.v1.MicroTime': { type: 'string', format: 'date-time' },
  'meta.v1.FieldsV1': { type: 'object', preserveUnknownFields: true },
  'runtime.RawExtension': { type: 'object', preserveUnknownFields: true },
  'apiextensions.v1.JSON': { preserveUnknownFields: true },
  'apiextensions.v1.JSONSchemaPropsOrBool': { preserveUnknownFields: true },
  'apiextensions.v1.JSONSchemaPropsOrArray': { preserveUnknownFields: true },
  'apiextensions.v1.JSONSchemaPropsOrStringArray': { preserveUnknownFields: true },
};

/**
 * The kinds of the API groups that `documents` describe, in the versions that are stable, as far as objects of them
 * can be created, and their definitions under short names (`core.v1.PodSpec`).
 */
export function readKubernetes(documents: readonly OpenApiDocument[], skipped: ReadonlySet<string>): KindsRead {
  const schemas = new Map<string, OpenApiSchema>();
  const kinds = new Map<string, SourceKind>();
  for (const { components, paths = {} } of documents) {
    for (const [name, schema] of Object.entries(components?.schemas ?? {}))
      schemas.set(shortName(name), schema);
    for (const [path, operations] of Object.entries(paths)) {
      const kind = kindOfPath(path, operations);
      if (kind !== undefined && !skipped.has(kind.kind)) kinds.set(`${kind.apiVersion} ${kind.kind}`, kind);
    }
  }
  const definitions: Record<string, Schema> = {};
  const add = (name: string): void => {
    if (name in definitions) return;
    const schema = schemas.get(name);
    if (schema === undefined) throw new Error(`the OpenAPI documents have no schema ${name}`);
    definitions[name] = {};
    definitions[name] = convertDefinition(name, schema, add);
  };
  for (const { definition } of kinds.values()) add(definition);
  return { kinds: [...kinds.keys()].sort().flatMap((key) => kinds.get(key) ?? []), definitions };
}

/** `io.k8s.api.core.v1.PodSpec` as `core.v1.PodSpec`: what tells types apart. */
function shortName(name: string): string {
  return name
    .replace(
      /^(?:io\.k8s|\w+\.k8s\.io)\.(?:api|kube-aggregator\.pkg\.apis|apiextensions-apiserver\.pkg\.apis)\./,
      '',
    )
    .replace(/^io\.k8s\.apimachinery\.pkg\.(?:apis|api|util)\./, '')
    .replace(/^io\.k8s\.apimachinery\.pkg\./, '');
}

const COLLECTION = /^\/(?:api|apis\/([^/]+))\/(v\d+)(\/namespaces\/\{namespace\})?\/([a-z]+)$/;

/** The kind that can be created at a path, if it is in a stable version. */
function kindOfPath(path: string, operations: Readonly<Record<string, unknown>>): SourceKind | undefined {
  const match = COLLECTION.exec(path);
  const post = operations['post'] as Readonly<Record<string, unknown>> | undefined;
  if (match === null || post === undefined) return undefined;
  const [, group, version = '', namespace, plural = ''] = match;
  const { kind } = post['x-kubernetes-group-version-kind'] as { readonly kind: string };
  return {
    apiVersion: group === undefined ? version : `${group}/${version}`,
    kind,
    plural,
    scope: namespace === undefined ? 'Cluster' : 'Namespaced',
    definition: `${(group ?? 'core').split('.')[0]}.${version}.${kind}`,
  };
}

type Add = (name: string) => void;

function convertDefinition(name: string, source: OpenApiSchema, add: Add): Schema {
  const schema = convert(source, add);
  const frozen = immutableFields(name);
  const { properties } = schema;
  if (frozen === undefined || properties === undefined) return schema;
  const unknown = Object.keys(frozen).filter((field) => !(field in properties));
  if (unknown.length > 0) throw new Error(`${name} has no field ${unknown.join(', ')}`);
  const all = Object.entries(properties).map(([field, one]) => [field, { ...one, ...frozen[field] }]);
  return { ...schema, properties: Object.fromEntries(all) as Readonly<Record<string, Schema>> };
}

function convert(source: OpenApiSchema, add: Add): Schema {
  const { additionalProperties, default: value, format, items, properties, required, type } = source;
  const only = source.allOf?.length === 1 ? source.allOf[0]?.$ref : source.$ref;
  const unions = source['x-kubernetes-unions']?.map(convertUnion);
  return {
    ...(only === undefined ? {} : referTo(only, add)),
    ...(type === undefined ? {} : { type }),
    ...(format === undefined ? {} : { format }),
    ...(source.enum === undefined ? {} : { enum: source.enum }),
    ...(isEmptyDefault(value) ? {} : { default: value }),
    ...(required === undefined ? {} : { required }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, one]) => [name, convert(one, add)]),
          ),
        }),
    ...(items === undefined ? {} : { items: convert(items, add) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: convert(additionalProperties, add) }),
    ...spelled('listType', source['x-kubernetes-list-type']),
    ...spelled('listMapKeys', source['x-kubernetes-list-map-keys']),
    ...spelled('mapType', source['x-kubernetes-map-type']),
    ...spelled('unions', unions),
  };
}

function spelled<Word extends keyof Schema>(word: Word, value: Schema[Word] | undefined): Pick<Schema, never> {
  return value === undefined ? {} : { [word]: value };
}

function referTo($ref: string, add: Add): Schema {
  const name = shortName($ref.slice($ref.lastIndexOf('/') + 1));
  const special = SPECIAL[name];
  if (special !== undefined) return special;
  add(name);
  return { ref: name };
}

/** What Go writes for fields that are never absent; the API server does not set it. */
function isEmptyDefault(value: unknown): boolean {
  if (value === undefined || value === '' || value === 0 || value === false) return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function convertUnion(union: NonNullable<OpenApiSchema['x-kubernetes-unions']>[number]): Union {
  const { discriminator } = union;
  const fields = Object.keys(union['fields-to-discriminateBy']).sort();
  return discriminator === undefined ? { fields } : { discriminator, fields };
}
