import { checkDefinitionRules } from '../../cel/index.ts';
import { parseFieldPath } from '../../field-path/index.ts';
import { createUpstream, readDefinitions } from '../../upstream/index.ts';
import type { Schema, UpstreamKind, UpstreamSource } from '../../upstream/index.ts';
import { createCompiler } from '../compile.ts';
import { formatCheck } from '../formats.ts';
import { metadataCheck } from '../metadata.ts';
import type { Check, Finding, Found } from '../problem.ts';
import { isRecord, join, onObject, problem } from '../problem.ts';
import { rulesCheck } from '../rules.ts';
import { identity } from '../scalars.ts';
import type { Fields } from './fields.ts';
import { recordsOf } from './fields.ts';

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/**
 * The check of a definition as a whole: its name, one stored version, sound schemas (`ValidateCustomResourceDefinition`).
 *
 * @param minor the number after the dot
 */
export function definitionCheck(minor: number): Check {
  return onObject((object) => definition(object, minor));
}

function definition(object: Fields, minor: number): Found {
  const { spec, metadata } = object;
  if (!isRecord(spec)) return undefined;
  const names = isRecord(spec['names']) ? spec['names'] : {};
  const name = `${textOf(names['plural'])}.${textOf(spec['group'])}`;
  let found: Found;
  if (isRecord(metadata) && metadata['name'] !== name)
    found = join(found, problem('name', `it must be ${name}, the plural and the group`, 'metadata', 'name'));
  const versions = recordsOf(spec['versions']);
  const stored = versions.filter((version) => version['storage'] === true).length;
  if (stored !== 1)
    found = join(
      found,
      problem('combination', `${stored} versions are stored; it must be one`, 'spec', 'versions'),
    );
  if (!textOf(spec['group']).includes('.'))
    found = join(found, problem('name', 'it is a domain with at least one dot', 'spec', 'group'));
  if (PROTECTED.test(textOf(spec['group']))) found = join(found, approval(metadata));
  found = join(found, selectable(versions));
  const read = readDefinitions([object], { name: '' }, 'all');
  for (const { message, path } of read.problems) {
    const parsed = parseFieldPath(path);
    const [finding] = problem('combination', message, ...(parsed.ok ? parsed.path : []));
    found = join(found, [finding as Finding]);
  }
  return join(found, schemas(read.source, minor));
}

/** Groups of the Kubernetes project, and the annotation by which it agrees. */
const PROTECTED = /(?:^|\.)(?:k8s|kubernetes)\.io$/;
const APPROVAL = 'api-approved.kubernetes.io';

function approval(metadata: unknown): Found {
  const annotations = isRecord(metadata) ? metadata['annotations'] : undefined;
  const given = isRecord(annotations) ? textOf(annotations[APPROVAL]) : '';
  if (/^(?:unapproved|[a-z][-+.a-z0-9]*:\/\/[^/])/i.test(given)) return undefined;
  const message = 'a group of Kubernetes itself needs a URL here, or a reason that starts with unapproved';
  return problem(given === '' ? 'required' : 'format', message, 'metadata', 'annotations', APPROVAL);
}

/** Where all versions have the same schema, API servers look for selectable fields that are the same too, and nowhere else. */
function selectable(versions: readonly Fields[]): Found {
  const shared = (word: string): boolean =>
    new Set(versions.map((version) => identity(version[word] ?? []))).size === 1;
  const some = versions.some(({ selectableFields }) => recordsOf(selectableFields).length > 0);
  if (!some || shared('schema') === shared('selectableFields')) return undefined;
  const message = 'the schemas of all versions are the same, or selectableFields are, but not both or none';
  return problem('combination', message, 'spec', 'versions');
}

/** The rules of every version compile, and defaults are valid by the schema where they stand. */
function schemas(source: UpstreamSource, minor: number): Found {
  const upstream = createUpstream([source]);
  let found: Found;
  for (const { apiVersion, kind } of source.kinds) {
    const known = upstream.kindOf(apiVersion, kind, `1.${minor}` as '1.35');
    if (known === undefined) continue;
    const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
    const root = ['spec', 'versions', { key: 'name', value: version }, 'schema', 'openAPIV3Schema'] as const;
    const broken = checkDefinitionRules(known.schema, known.resolve, { minor: `1.${minor}` });
    for (const { field, index, message, schemaPath } of broken) {
      const place = index === undefined ? [] : [RULES, index, field === 'cost' ? 'rule' : field];
      found = join(found, problem('format', message, ...root, ...schemaPath, ...place));
    }
    for (const { message, schemaPath } of wrongDefaults(known, minor, broken.length === 0))
      found = join(found, problem('format', message, ...root, ...schemaPath, 'default'));
  }
  return found;
}

const RULES = 'x-kubernetes-validations';

interface WrongDefault {
  readonly message: string;
  readonly schemaPath: readonly string[];
}

/** Defaults that break what the schema says where they stand; API servers look at none inside maps, nor for what comes twice. */
function* wrongDefaults(kind: UpstreamKind, minor: number, withRules: boolean): Generator<WrongDefault> {
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
  const waiting: (readonly [Schema, readonly string[]])[] = [[root, []]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [schema, schemaPath] = next;
    if (seen.has(schema)) continue;
    seen.add(schema);
    if (schema.ref !== undefined) waiting.push([resolve(schema.ref), schemaPath]);
    const { default: preset, items, properties = {} } = schema;
    const found = preset === undefined ? undefined : compiler.check(schema)(preset);
    const wrong = found?.find(({ reason }) => reason !== 'duplicate');
    if (wrong !== undefined) yield { message: `the default is not valid: ${wrong.message}`, schemaPath };
    for (const [name, property] of Object.entries(properties))
      waiting.push([property, [...schemaPath, 'properties', name]]);
    if (items !== undefined) waiting.push([items, [...schemaPath, 'items']]);
  }
}
