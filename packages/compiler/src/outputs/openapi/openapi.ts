import { metadataShape } from '../../load/metadata.ts';
import { jsonSchemaOf, type JsonSchema } from '../json-schema/json-schema.ts';
import { defaultsOf, overrideShape, publishedKinds, publishedVersions, type OutputSource } from '../source.ts';

/**
 * An OpenAPI 3.1 document whose components are the kinds: `WebService.v1beta1` for the document,
 * `WebService.v1beta1.Spec` and `.Environment` for what is below it, `Metadata` for all of them.
 */
export function openApiDocument(source: OutputSource): JsonSchema {
  const { group, versions } = source.definition.organization.api;
  const schemas: Record<string, JsonSchema> = { Metadata: jsonSchemaOf(metadataShape) };
  for (const kind of publishedKinds(source)) {
    for (const version of publishedVersions(source)) {
      const name = `${kind.name}.${version.name}`;
      schemas[name] = {
        type: 'object',
        description: kind.schema.kind.description,
        ...(version.deprecated === undefined ? {} : { deprecated: true }),
        additionalProperties: false,
        required: ['apiVersion', 'kind', 'metadata', 'spec'],
        properties: {
          apiVersion: { type: 'string', enum: [version.apiVersion] },
          kind: { type: 'string', enum: kind.spellings },
          metadata: { $ref: '#/components/schemas/Metadata' },
          spec: { $ref: `#/components/schemas/${name}.Spec` },
          environments: {
            type: 'object',
            description: 'What differs by environment.',
            additionalProperties: { $ref: `#/components/schemas/${name}.Environment` },
          },
        },
      };
      schemas[`${name}.Spec`] = jsonSchemaOf(kind.schema.spec[version.schema], {
        defaults: defaultsOf(kind, version.schema),
      });
      schemas[`${name}.Environment`] = jsonSchemaOf(overrideShape(kind, version.schema), { partial: true });
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: `Documents of ${group}`, version: versions.at(-1)?.name ?? 'v1beta1' },
    components: { schemas },
  };
}
