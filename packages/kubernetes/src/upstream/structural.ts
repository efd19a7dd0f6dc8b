import type { FieldPath } from '../field-path/index.ts';
import { originalWord, type Report } from './compact.ts';
import { matcherOf } from '../validate/pattern.ts';
import type { Schema } from './schema.ts';

/**
 * Reports why the API server would refuse the schema of a resource definition as not structural: a value without a
 * type, and `allOf`, `anyOf`, `oneOf`, `not` that say more than a restriction or speak of fields named nowhere else.
 * Rules: "Specifying a structural schema" of the Kubernetes documentation of resource definitions.
 */
export function checkStructural(schema: Schema, path: FieldPath, report: Report): void {
  if (schema.type !== 'object') report(at(path, 'type'), 'the schema of a kind has the type object');
  if (schema.additionalProperties !== undefined) {
    report(at(path, 'additionalProperties'), 'not allowed at the root of a kind');
  }
  checkMetadata(schema, path, report);
  checkValue(schema, path, report, true);
}

/** Of `metadata` a definition may restrict only the names; `apiVersion` and `kind` are texts. */
function checkMetadata({ properties = {} }: Schema, path: FieldPath, report: Report): void {
  for (const name of ['apiVersion', 'kind']) {
    const property = properties[name];
    if (property !== undefined && property.type !== 'string')
      report(at(path, 'properties', name, 'type'), 'must be string');
  }
  const { metadata } = properties;
  if (metadata === undefined) return;
  const names = Object.keys(metadata.properties ?? {});
  const others = Object.keys(metadata).filter((word) => !['type', 'properties', 'default'].includes(word));
  if (metadata.type !== 'object')
    report(at(path, 'properties', 'metadata', 'type'), 'metadata must be an object');
  if (others.length > 0 || names.some((name) => name !== 'name' && name !== 'generateName'))
    report(at(path, 'properties', 'metadata'), 'only name and generateName may be restricted');
}

function checkValue(schema: Schema, path: FieldPath, report: Report, root = false): void {
  const { additionalProperties, embeddedResource, intOrString, items, preserveUnknownFields } = schema;
  const typed = schema.type !== undefined || intOrString === true || preserveUnknownFields === true;
  if (!root && !typed) report(at(path, 'type'), 'the type is missing');
  if (intOrString === true && preserveUnknownFields === true)
    report(path, 'x-kubernetes-int-or-string and x-kubernetes-preserve-unknown-fields exclude each other');
  if (schema.type === 'array' && items === undefined)
    report(at(path, 'items'), 'a list needs a schema of its items');
  if (schema.uniqueItems === true) report(at(path, 'uniqueItems'), 'not allowed; use x-kubernetes-list-type');
  if (schema.properties !== undefined && additionalProperties !== undefined)
    report(path, 'properties and additionalProperties exclude each other');
  checkPattern(schema, path, report);
  if (embeddedResource === true) checkEmbedded(schema, path, report);
  if (schema.listType === 'map' && schema.listMapKeys === undefined)
    report(at(path, 'x-kubernetes-list-map-keys'), 'a list of type map needs keys');
  checkBranches(schema, root ? [schema] : undefined, path, report);
  for (const [name, property] of Object.entries(schema.properties ?? {}))
    checkValue(property, at(path, 'properties', name), report);
  if (items !== undefined) checkValue(items, at(path, 'items'), report);
  if (additionalProperties !== undefined && additionalProperties !== true)
    checkValue(additionalProperties, at(path, 'additionalProperties'), report);
}

function checkPattern({ pattern }: Schema, path: FieldPath, report: Report): void {
  if (pattern !== undefined && matcherOf(pattern) === undefined)
    report(at(path, 'pattern'), 'this is no regular expression that Go reads (RE2)');
}

function checkEmbedded(schema: Schema, path: FieldPath, report: Report): void {
  if (schema.type !== 'object') report(at(path, 'type'), 'an embedded resource is an object');
  if (schema.additionalProperties !== undefined)
    report(at(path, 'additionalProperties'), 'not allowed in an embedded resource');
  if (schema.preserveUnknownFields !== true && schema.properties === undefined)
    report(
      at(path, 'properties'),
      'an embedded resource has properties or x-kubernetes-preserve-unknown-fields',
    );
}

/**
 * Walks the restrictions of `schema`; `outer` are the schemas that say what the value is. Like the API server, only
 * the restrictions at the root of a kind are held against them; below, it takes any.
 */
type Outer = readonly Schema[] | undefined;

function checkBranches(schema: Schema, outer: Outer, path: FieldPath, report: Report): void {
  for (const word of ['allOf', 'anyOf', 'oneOf'] as const) {
    const branches = schema[word] ?? [];
    for (const [index, branch] of branches.entries()) {
      checkBranch(branch, outer, [...at(path, word), index], report);
    }
  }
  if (schema.not !== undefined) checkBranch(schema.not, outer, at(path, 'not'), report);
}

const FORBIDDEN = [
  'type',
  'default',
  'additionalProperties',
  'nullable',
  'preserveUnknownFields',
  'embeddedResource',
  'intOrString',
  'listType',
  'listMapKeys',
  'mapType',
  'rules',
] as const;

function checkBranch(branch: Schema, outer: Outer, path: FieldPath, report: Report): void {
  for (const word of FORBIDDEN) {
    if (branch[word] !== undefined)
      report(at(path, originalWord(word)), 'not allowed inside allOf, anyOf, oneOf, and not');
  }
  checkPattern(branch, path, report);
  checkBranches(branch, outer, path, report);
  for (const [name, property] of Object.entries(branch.properties ?? {})) {
    const within = outer?.flatMap((one) => one.properties?.[name] ?? []);
    const here = at(path, 'properties', name);
    if (name === 'metadata') report(here, 'metadata cannot be restricted here');
    else if (within?.length === 0)
      report(here, 'the field is not defined outside allOf, anyOf, oneOf, and not');
    checkBranch(property, within, here, report);
  }
  if (branch.items === undefined) return;
  const within = outer?.flatMap((one) => one.items ?? []);
  if (within?.length === 0) report(at(path, 'items'), 'the items are not defined outside');
  checkBranch(branch.items, within, at(path, 'items'), report);
}

function at(path: FieldPath, ...steps: readonly string[]): FieldPath {
  return [...path, ...steps];
}
