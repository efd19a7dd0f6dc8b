import type { FieldPath } from '../field-path/index.ts';
import { matcherOf } from '../validate/pattern.ts';
import { INSIDE_BRANCH, isIntOrString, originalWord } from './compact.ts';
import { checkListType } from './list-types.ts';
import type { Report } from './reading.ts';
import { checkRulePaths } from './rules.ts';
import type { Schema } from './schema.ts';

/** What a kind with a subresource for status cannot say of its objects as a whole. */
const NOT_WITH_STATUS = [
  'enum',
  'minProperties',
  'maxProperties',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'intOrString',
  'embeddedResource',
  'mapType',
] as const;

/**
 * Reports why the API server would refuse the schema of a resource definition as not structural: a value without a
 * type, and `allOf`, `anyOf`, `oneOf`, `not` that say more than a restriction or speak of fields named nowhere else.
 * Rules: "Specifying a structural schema" of the Kubernetes documentation of resource definitions, and
 * `pkg/apis/apiextensions/validation` of apiextensions-apiserver.
 *
 * @param status whether the kind has a subresource for status
 */
export function checkStructural(schema: Schema, path: FieldPath, report: Report, status: boolean): void {
  if (schema.type !== undefined && schema.type !== 'object')
    report(at(path, 'type'), 'the schema of a kind has the type object');
  for (const word of ['additionalProperties', 'nullable', 'default'] as const)
    if (schema[word] !== undefined) report(at(path, word), 'not allowed at the root of a kind');
  for (const word of status ? NOT_WITH_STATUS : [])
    if (schema[word] !== undefined)
      report(at(path, originalWord(word)), 'not allowed at the root of a kind that has a status');
  checkMetadata(schema, path, report);
  checkValue(schema, path, report, true);
}

/** Of `metadata` a definition may restrict only the names. None of the fields that every object has has a default. */
function checkMetadata({ properties = {} }: Schema, path: FieldPath, report: Report): void {
  checkObjectFields(properties, path, report);
  const { apiVersion, kind, metadata } = properties;
  const { generateName, name } = metadata?.properties ?? {};
  for (const [one, steps] of [
    [apiVersion, ['apiVersion']],
    [kind, ['kind']],
    [metadata, ['metadata']],
    [name, ['metadata', 'properties', 'name']],
    [generateName, ['metadata', 'properties', 'generateName']],
  ] as const)
    if (one?.default !== undefined)
      report(at(path, 'properties', ...steps, 'default'), 'these fields cannot have a default');
  if (metadata === undefined) return;
  const names = Object.keys(metadata.properties ?? {});
  const others = Object.keys(metadata).filter((word) => !['type', 'properties', 'default'].includes(word));
  if (others.length > 0 || names.some((one) => one !== 'name' && one !== 'generateName'))
    report(at(path, 'properties', 'metadata'), 'only name and generateName may be restricted');
}

const OBJECT_FIELDS = { apiVersion: 'string', kind: 'string', metadata: 'object' } as const;

function checkObjectFields(properties: Schema['properties'], path: FieldPath, report: Report): void {
  for (const [name, type] of Object.entries(OBJECT_FIELDS)) {
    const property = properties?.[name];
    if (property !== undefined && property.type !== type)
      report(at(path, 'properties', name, 'type'), `must be ${type}`);
  }
}

function checkValue(schema: Schema, path: FieldPath, report: Report, root = false): void {
  const { additionalProperties, embeddedResource, intOrString, items, preserveUnknownFields } = schema;
  const typed = schema.type !== undefined || intOrString === true || preserveUnknownFields === true;
  if (!typed)
    report(at(path, 'type'), root ? 'the schema of a kind has the type object' : 'the type is missing');
  if (intOrString === true && preserveUnknownFields === true)
    report(path, 'x-kubernetes-int-or-string and x-kubernetes-preserve-unknown-fields exclude each other');
  if (schema.type === 'array' && items === undefined)
    report(at(path, 'items'), 'a list needs a schema of its items');
  if (schema.properties !== undefined && typeof additionalProperties === 'object')
    report(path, 'properties and additionalProperties exclude each other');
  checkPlain(schema, path, report);
  checkListType(schema, path, report);
  checkRulePaths(schema, path, report);
  if (embeddedResource === true) checkEmbedded(schema, path, report);
  checkBranches(withoutTypes(schema), root ? [schema] : undefined, path, report);
  for (const [name, property] of Object.entries(schema.properties ?? {}))
    checkValue(property, at(path, 'properties', name), report);
  if (items !== undefined) checkValue(items, at(path, 'items'), report);
  if (additionalProperties !== undefined && additionalProperties !== true)
    checkValue(additionalProperties, at(path, 'additionalProperties'), report);
}

/** What holds inside restrictions too. */
function checkPlain({ pattern, uniqueItems }: Schema, path: FieldPath, report: Report): void {
  if (uniqueItems === true) report(at(path, 'uniqueItems'), 'not allowed; use x-kubernetes-list-type');
  if (pattern !== undefined && matcherOf(pattern) === undefined)
    report(at(path, 'pattern'), 'this is no regular expression that Go reads (RE2)');
}

function checkEmbedded(schema: Schema, path: FieldPath, report: Report): void {
  checkObjectFields(schema.properties, path, report);
  if (schema.type !== 'object') report(at(path, 'type'), 'an embedded resource is an object');
  if (schema.intOrString === true)
    report(path, 'x-kubernetes-int-or-string and x-kubernetes-embedded-resource exclude each other');
  if (schema.additionalProperties !== undefined)
    report(at(path, 'additionalProperties'), 'not allowed in an embedded resource');
  if (schema.preserveUnknownFields !== true && schema.properties === undefined)
    report(
      at(path, 'properties'),
      'an embedded resource has properties or x-kubernetes-preserve-unknown-fields',
    );
}

/** Without the two restrictions that may name types: integer or string in `anyOf`, or so in the first of `allOf`. */
function withoutTypes(schema: Schema): Schema {
  const { allOf = [], anyOf = [] } = schema;
  if (allOf.length === 0 && anyOf.length === 0) return schema;
  const [first, ...rest] = allOf;
  return {
    ...schema,
    anyOf: isIntOrString(anyOf) ? [] : anyOf,
    allOf: isIntOrString(first?.anyOf) ? [{ ...first, anyOf: [] }, ...rest] : allOf,
  };
}

/**
 * Walks the restrictions of `schema`; `outer` are the schemas that say what the value is. Like the API server, only
 * the restrictions at the root of a kind are held against them; below, it takes any.
 */
type Outer = readonly Schema[] | undefined;

function checkBranches(schema: Schema, outer: Outer, path: FieldPath, report: Report): void {
  for (const word of ['allOf', 'anyOf', 'oneOf'] as const)
    for (const [index, branch] of (schema[word] ?? []).entries())
      checkBranch(branch, outer, [...at(path, word), index], report);
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
    if (branch[word] !== undefined) report(at(path, originalWord(word)), INSIDE_BRANCH);
  }
  checkPlain(branch, path, report);
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
