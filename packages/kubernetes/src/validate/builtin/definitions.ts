import { checkDefinitionRules } from '../../cel/index.ts';
import { parseFieldPath } from '../../field-path/index.ts';
import { createUpstream, readDefinitions } from '../../upstream/index.ts';
import type { Schema, UpstreamSource } from '../../upstream/index.ts';
import { createCompiler } from '../compile.ts';
import { formatCheck } from '../formats.ts';
import type { Node } from '../node.ts';
import type { Finding, Found } from '../problem.ts';
import { isRecord, join, onObject, problem } from '../problem.ts';
import type { Overlay } from './words.ts';
import { subdomain } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What a definition says of itself: its name, one stored version, sound schemas (`ValidateCustomResourceDefinition`). */
function definition(object: Fields, minor: number): Found {
  const { spec, metadata } = object;
  if (!isRecord(spec)) return undefined;
  const names = isRecord(spec['names']) ? spec['names'] : {};
  const name = `${textOf(names['plural'])}.${textOf(spec['group'])}`;
  let found: Found;
  if (isRecord(metadata) && metadata['name'] !== name)
    found = join(found, problem('name', `it must be ${name}, the plural and the group`, 'metadata', 'name'));
  const stored = listOf(spec['versions']).filter((version) => version['storage'] === true).length;
  if (stored !== 1)
    found = join(
      found,
      problem('combination', `${stored} versions are stored; it must be one`, 'spec', 'versions'),
    );
  const read = readDefinitions([object], { name: '' });
  for (const { message, path } of read.problems) {
    const parsed = parseFieldPath(path);
    const [finding] = problem('combination', message, ...(parsed.ok ? parsed.path : []));
    found = join(found, [finding as Finding]);
  }
  return join(found, schemas(read.source, minor));
}

/** The rules of every version compile, and defaults are valid by the schema where they stand. */
function schemas(source: UpstreamSource, minor: number): Found {
  const upstream = createUpstream([source]);
  let found: Found;
  for (const { apiVersion, kind } of source.kinds) {
    const known = upstream.kindOf(apiVersion, kind, `1.${minor}` as '1.35');
    if (known === undefined) continue;
    const place = [
      'spec',
      'versions',
      { key: 'name', value: apiVersion.slice(apiVersion.indexOf('/') + 1) },
    ] as const;
    for (const { message, path } of checkDefinitionRules(known.schema, known.resolve, { minor: `1.${minor}` }))
      found = join(
        found,
        problem('rule', `a rule at ${path === '' ? 'the root' : path}: ${message}`, ...place),
      );
    for (const wrong of wrongDefaults(known.schema, known.resolve, minor))
      found = join(found, problem('combination', wrong, ...place));
  }
  return found;
}

function* wrongDefaults(root: Schema, resolve: (ref: string) => Schema, minor: number): Generator<string> {
  const compiler = createCompiler({
    mode: 'custom',
    resolve,
    format: (format) => formatCheck(format, minor),
    rules: () => undefined,
    onNull: () => undefined,
  });
  const seen = new Set<Schema>();
  const waiting: (readonly [Schema, string])[] = [[root, '']];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [schema, path] = next;
    if (seen.has(schema)) continue;
    seen.add(schema);
    if (schema.ref !== undefined) waiting.push([resolve(schema.ref), path]);
    const { additionalProperties, default: preset, items, properties = {} } = schema;
    const [wrong] =
      (preset === undefined || preset === null ? undefined : compiler.check(schema)(preset)) ?? [];
    if (wrong !== undefined) yield `the default of ${path} is not valid: ${wrong.message}`;
    for (const [name, property] of Object.entries(properties))
      waiting.push([property, path === '' ? name : `${path}.${name}`]);
    if (items !== undefined) waiting.push([items, `${path}.items`]);
    if (typeof additionalProperties === 'object')
      waiting.push([additionalProperties, `${path}.additionalProperties`]);
  }
}

const simplePath: Node = { pattern: String.raw`^\.[A-Za-z_][-\w]*(?:\.[A-Za-z_][-\w]*)*$` };

/** Resource definitions (`apiextensions-apiserver/pkg/apis/apiextensions/validation`), as a minor (the number after the dot) has them. */
export function definitions(minor: number): Overlay {
  return {
    'apiextensions.v1.CustomResourceDefinition': {
      required: ['spec'],
      checks: [onObject((object) => definition(object, minor))],
    },
    'apiextensions.v1.CustomResourceDefinitionSpec': {
      required: ['group', 'names', 'scope', 'versions'],
      properties: {
        group: subdomain,
        scope: { enum: ['Namespaced', 'Cluster'] },
        versions: { minItems: 1, unique: ['name'] },
      },
    },
    'apiextensions.v1.CustomResourceDefinitionNames': {
      required: ['plural', 'kind'],
      properties: {
        plural: { format: 'dns-1035-label' },
        singular: { format: 'dns-1035-label' },
        kind: { pattern: '^[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?$', maxLength: 63 },
        listKind: { pattern: '^[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?$', maxLength: 63 },
        shortNames: { items: { format: 'dns-1035-label' } },
        categories: { items: { format: 'dns-1035-label' } },
      },
    },
    'apiextensions.v1.CustomResourceDefinitionVersion': {
      required: ['name', 'schema'],
      properties: {
        name: { format: 'dns-1035-label' },
        selectableFields: { maxItems: 8, unique: ['jsonPath'] },
      },
    },
    'apiextensions.v1.CustomResourceSubresourceStatus': { additionalProperties: true },
    'apiextensions.v1.SelectableField': {
      required: ['jsonPath'],
      properties: { jsonPath: { pattern: String.raw`^\.` } },
    },
    'apiextensions.v1.CustomResourceSubresourceScale': {
      required: ['specReplicasPath', 'statusReplicasPath'],
      properties: {
        specReplicasPath: { ...simplePath, maxLength: 1000 },
        statusReplicasPath: simplePath,
        labelSelectorPath: simplePath,
      },
    },
    'apiextensions.v1.CustomResourceColumnDefinition': {
      required: ['name', 'type', 'jsonPath'],
      properties: {
        type: { enum: ['boolean', 'date', 'integer', 'number', 'string'] },
        format: { enum: ['int32', 'int64', 'float', 'double', 'byte', 'date', 'date-time', 'password'] },
        jsonPath: { pattern: String.raw`^\.` },
      },
    },
  };
}
