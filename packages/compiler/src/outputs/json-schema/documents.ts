import { compareText, definitionApiVersion, definitionKinds, shapeOf } from '@fairway/model';
import { metadataShape } from '../../load/metadata.ts';
import { constraintSentence } from '../sentences.ts';
import {
  defaultsOf,
  fileNameOf,
  overrideShape,
  publishedKinds,
  publishedVersions,
  type OutputSource,
  type PublishedKind,
  type PublishedVersion,
} from '../source.ts';
import { jsonSchemaOf, type JsonSchema } from './json-schema.ts';

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** The schema that covers every document: an editor needs no other. */
export const organizationSchemaFile = 'organization.json';

/**
 * JSON Schemas (draft-07) for editors, by file name: one per kind and API version, one per kind of the definition,
 * and `organization.json`, which leads to them by `apiVersion` and `kind`.
 */
export function editorSchemas(source: OutputSource): Map<string, JsonSchema> {
  const files = new Map<string, JsonSchema>();
  const branches: Branch[] = [];
  for (const kind of publishedKinds(source)) {
    for (const version of publishedVersions(source)) {
      const file = `kinds/${fileNameOf(kind.name)}_${version.name}.json`;
      files.set(file, documentSchema(source, kind, version));
      branches.push({ apiVersion: version.apiVersion, kinds: kind.spellings, file });
    }
  }
  for (const [file, kind, schema] of definitionSchemas()) {
    files.set(file, schema);
    branches.push({ apiVersion: definitionApiVersion, kinds: [kind], file });
  }
  files.set(organizationSchemaFile, organizationSchema(branches));
  return new Map([...files].sort(([a], [b]) => compareText(a, b)));
}

interface Branch {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  readonly file: string;
}

function documentSchema(source: OutputSource, kind: PublishedKind, version: PublishedVersion): JsonSchema {
  const { schema } = kind;
  const rules = schema.constraints.map(constraintSentence).join(' ');
  const spec = jsonSchemaOf(schema.spec[version.schema], {
    editor: true,
    defaults: defaultsOf(kind, version.schema),
  });
  const override = jsonSchemaOf(overrideShape(kind, version.schema), { editor: true, partial: true });
  const environment = { $ref: '#/definitions/environment' };
  const names = source.definition.all('Environment').map(({ name }) => name);
  const { deprecated } = version;
  return {
    $schema: DRAFT,
    title: `${kind.name} (${version.apiVersion})`,
    description: [schema.kind.description, rules].filter((text) => text !== '').join(' '),
    ...(deprecated === undefined
      ? {}
      : {
          deprecationMessage: `${version.apiVersion} is removed on ${deprecated.removal}; use ${deprecated.replacement}.`,
        }),
    type: 'object',
    additionalProperties: false,
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: { const: version.apiVersion },
      kind: kind.spellings.length === 1 ? { const: kind.name } : { enum: kind.spellings },
      metadata: jsonSchemaOf(metadataShape, { editor: true }),
      spec,
      environments: {
        type: 'object',
        description:
          'What differs by environment: the name of an environment, and below it values in the shape of spec.',
        propertyNames: { pattern: '^[a-z]([-a-z0-9]*[a-z0-9])?$' },
        properties: Object.fromEntries(names.map((name) => [name, environment])),
        additionalProperties: environment,
      },
    },
    definitions: {
      environment: { ...override, description: 'Values of one environment; only fields that may vary.' },
    },
  };
}

function definitionSchemas(): (readonly [file: string, kind: string, schema: JsonSchema])[] {
  return definitionKinds.map((kind) => [
    `definition/${fileNameOf(kind.kind)}.json`,
    kind.kind,
    {
      $schema: DRAFT,
      title: `${kind.kind} (${definitionApiVersion})`,
      description: [kind.description, ...kind.constraints.map(constraintSentence)].join(' '),
      type: 'object',
      additionalProperties: false,
      required: ['apiVersion', 'kind', 'metadata', 'spec'],
      properties: {
        apiVersion: { const: definitionApiVersion },
        kind: { const: kind.kind },
        metadata: jsonSchemaOf(metadataShape, { editor: true }),
        spec: jsonSchemaOf(shapeOf(kind.spec), { editor: true }),
      },
    },
  ]);
}

function organizationSchema(branches: readonly Branch[]): JsonSchema {
  const unique = (values: readonly string[]): string[] => [...new Set(values)].sort();
  return {
    $schema: DRAFT,
    title: 'A document of the organization',
    type: 'object',
    required: ['apiVersion', 'kind'],
    properties: {
      apiVersion: { enum: unique(branches.map(({ apiVersion }) => apiVersion)) },
      kind: { enum: unique(branches.flatMap(({ kinds }) => kinds)) },
    },
    allOf: branches.map(({ apiVersion, kinds, file }) => {
      const properties = { apiVersion: { const: apiVersion }, kind: { enum: kinds } };
      return Object.fromEntries(
        new Map<string, JsonSchema>([
          ['if', { required: ['apiVersion', 'kind'], properties }],
          ['then', { $ref: file }],
        ]),
      );
    }),
  };
}
