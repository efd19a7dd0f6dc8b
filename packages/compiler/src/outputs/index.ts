export { resourceDefinitionFiles, resourceDefinitions, type ResourceDefinition } from './crd/crd.ts';
export { formFiles, type Form, type FormField, type Widget } from './form/form.ts';
export { editorSchemas, organizationSchemaFile } from './json-schema/documents.ts';
export { jsonSchemaOf, type JsonSchema, type JsonSchemaOptions } from './json-schema/json-schema.ts';
export { openApiDocument } from './openapi/openapi.ts';
export { referencePages, type ReferenceNotes } from './reference/reference.ts';
export {
  fileNameOf,
  publishedKinds,
  publishedVersions,
  type OutputSource,
  type PublishedKind,
  type PublishedVersion,
} from './source.ts';
export { typeFiles } from './types/types.ts';
