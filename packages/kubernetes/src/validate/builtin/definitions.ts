import { checkDefinitionRules } from '../../cel/index.ts';
import { parseFieldPath } from '../../field-path/index.ts';
import { createUpstream, readDefinitions } from '../../upstream/index.ts';
import type { Schema, UpstreamKind, UpstreamSource } from '../../upstream/index.ts';
import { createCompiler } from '../compile.ts';
import { formatCheck } from '../formats.ts';
import { metadataCheck } from '../metadata.ts';
import type { Finding, Found } from '../problem.ts';
import { isRecord, join, onObject, problem } from '../problem.ts';
import { rulesCheck } from '../rules.ts';
import type { Overlay } from './words.ts';
import { port, subdomain } from './words.ts';

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
  if (!textOf(spec['group']).includes('.'))
    found = join(found, problem('name', 'it is a domain with at least one dot', 'spec', 'group'));
  const read = readDefinitions([object], { name: '' }, 'all');
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
    const broken = checkDefinitionRules(known.schema, known.resolve, { minor: `1.${minor}` });
    for (const { message, path } of broken)
      found = join(
        found,
        problem('rule', `a rule at ${path === '' ? 'the root' : path}: ${message}`, ...place),
      );
    for (const wrong of wrongDefaults(known, minor, broken.length === 0))
      found = join(found, problem('combination', wrong, ...place));
  }
  return found;
}

/** Defaults that break what the schema says where they stand; API servers look at none inside maps, nor for what comes twice. */
function* wrongDefaults(kind: UpstreamKind, minor: number, withRules: boolean): Generator<string> {
  const { resolve, schema: root } = kind;
  const compiler = createCompiler({
    mode: 'custom',
    resolve,
    format: (format) => formatCheck(format, minor),
    rules: (node) => (withRules ? rulesCheck(node, { resolve, minor, root: false }) : undefined),
    onNull: () => undefined,
    embedded: metadataCheck(undefined),
  });
  const seen = new Set<Schema>();
  const waiting: (readonly [Schema, string])[] = [[root, '']];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [schema, path] = next;
    if (seen.has(schema)) continue;
    seen.add(schema);
    if (schema.ref !== undefined) waiting.push([resolve(schema.ref), path]);
    const { default: preset, items, properties = {} } = schema;
    const found = preset === undefined || preset === null ? undefined : compiler.check(schema)(preset);
    const wrong = found?.find(({ reason }) => reason !== 'duplicate');
    if (wrong !== undefined) yield `the default of ${path} is not valid: ${wrong.message}`;
    for (const [name, property] of Object.entries(properties))
      waiting.push([property, path === '' ? name : `${path}.${name}`]);
    if (items !== undefined) waiting.push([items, `${path}.items`]);
  }
}

const REVIEWS: ReadonlySet<unknown> = new Set(['v1', 'v1beta1']);

/** A webhook is there where it converts, and only there. */
function conversion({ strategy, webhook }: Fields): Found {
  if (strategy !== 'Webhook')
    return isRecord(webhook)
      ? problem('forbidden', 'it is only for the strategy Webhook', 'webhook')
      : undefined;
  if (!isRecord(webhook)) return problem('required', 'the strategy Webhook needs it', 'webhook');
  const { clientConfig, conversionReviewVersions } = webhook;
  let found: Found;
  if (!isRecord(clientConfig))
    found = problem('required', 'the strategy Webhook needs it', 'webhook', 'clientConfig');
  if (!Array.isArray(conversionReviewVersions) || !conversionReviewVersions.some((one) => REVIEWS.has(one)))
    found = join(found, problem('enum', 'v1 or v1beta1 is one of them', 'webhook', 'conversionReviewVersions'));
  return found;
}

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const SEGMENT = String.raw`${LABEL}(?:\.${LABEL})*`;

const WORDS: Overlay = {
  'apiextensions.v1.CustomResourceDefinitionSpec': {
    required: ['group', 'names', 'scope', 'versions'],
    properties: {
      group: subdomain,
      scope: { enum: ['Namespaced', 'Cluster'] },
      preserveUnknownFields: { enum: [false] },
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
    checks: [
      onObject(({ kind, listKind }) =>
        kind !== '' && kind !== undefined && kind === listKind
          ? problem('combination', 'it cannot be the same as the kind', 'listKind')
          : undefined,
      ),
    ],
  },
  'apiextensions.v1.CustomResourceConversion': {
    properties: { strategy: { enum: ['None', 'Webhook'] } },
    checks: [onObject(conversion)],
  },
  'apiextensions.v1.WebhookConversion': {
    properties: { conversionReviewVersions: { items: { format: 'dns-1035-label' }, unique: [] } },
  },
  'apiextensions.v1.WebhookClientConfig': {
    exactlyOne: ['url', 'service'],
    properties: { url: { pattern: String.raw`^https://[^\s/?#@]+(?:/[^\s?#]*)?$` } },
  },
  'apiextensions.v1.ServiceReference': {
    properties: { path: { pattern: `^/(?:${SEGMENT}(?:/${SEGMENT})*/?)?$` }, port },
  },
  'apiextensions.v1.CustomResourceDefinitionVersion': {
    required: ['name', 'schema'],
    properties: {
      name: { format: 'dns-1035-label' },
      deprecationWarning: {
        minLength: 1,
        maxLength: 256,
        pattern: String.raw`^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$`,
      },
      selectableFields: { maxItems: 8, unique: ['jsonPath'] },
    },
    checks: [
      onObject(({ deprecated, deprecationWarning }) =>
        typeof deprecationWarning === 'string' && deprecated !== true
          ? problem('forbidden', 'it is only for deprecated versions', 'deprecationWarning')
          : undefined,
      ),
    ],
  },
  'apiextensions.v1.CustomResourceSubresourceStatus': { additionalProperties: true },
  'apiextensions.v1.SelectableField': {
    required: ['jsonPath'],
    properties: { jsonPath: { pattern: String.raw`^\.` } },
  },
  'apiextensions.v1.CustomResourceSubresourceScale': {
    required: ['specReplicasPath', 'statusReplicasPath'],
    properties: {
      specReplicasPath: { pattern: String.raw`^\.spec\.` },
      statusReplicasPath: { pattern: String.raw`^\.status\.` },
      labelSelectorPath: { pattern: String.raw`^\.(?:spec|status)\.` },
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

/** Resource definitions (`apiextensions-apiserver/pkg/apis/apiextensions/validation`), as a minor (the number after the dot) has them. */
export function definitions(minor: number): Overlay {
  return {
    ...WORDS,
    'apiextensions.v1.CustomResourceDefinition': {
      required: ['spec'],
      checks: [onObject((object) => definition(object, minor))],
    },
  };
}
