import type { Minor, Schema, SourceKind, UpstreamKind } from '../upstream/index.ts';
import { builtinFormat } from './builtin/formats.ts';
import { builtinResolver, finalizerFormatOf, nameFormatOf } from './builtin/index.ts';
import { withoutGoNulls } from './builtin/nulls.ts';
import { createCompiler } from './compile.ts';
import type { Compiler } from './compiler.ts';
import { defaulterOf } from './defaults.ts';
import { openMetadata } from './embedded.ts';
import { formatCheck } from './formats.ts';
import { metadataCheck, withGeneratedName } from './metadata.ts';
import type { Node } from './node.ts';
import type { Check, Found } from './problem.ts';
import { isRecord, join, joinBelow, problem, quote } from './problem.ts';
import { rulesCheck } from './rules.ts';
import { INT32 } from './scalars.ts';

/** Judges whole objects. */
export type KindCheck = (object: Readonly<Record<string, unknown>>) => Found;

/** The check of whole objects of a kind. */
export function kindCheck(kind: UpstreamKind, kubernetes: Minor): KindCheck {
  const minor = Number(kubernetes.slice(2));
  return kind.source.minor === undefined ? customCheck(kind, minor) : builtinCheck(kind, minor);
}

const TEXT: Node = { type: 'string' };
const NOTHING = (): undefined => undefined;

/** Kinds of Kubernetes itself: types by OpenAPI, all else by `builtin/`. */
function builtinCheck(upstream: UpstreamKind, minor: number): KindCheck {
  const { apiVersion, kind, schema } = upstream;
  const resolve = builtinResolver(upstream.resolve, minor);
  let nulls = false;
  const onNull = (): void => {
    nulls = true;
  };
  const compiler = createCompiler({
    mode: 'builtin',
    resolve,
    format: (name) => builtinFormat(name, minor),
    rules: (node) => rulesCheck(node, { resolve, minor, root: false }),
    onNull,
  });
  const definition = sourceKind(upstream)?.definition;
  const node = definition === undefined ? schema : resolve(definition);
  const metadata = metadataCheck(nameFormatOf(apiVersion, kind, minor), onNull, finalizerFormatOf(kind));
  const check = compiler.check(
    rootNode(
      node,
      metadata,
      typedStatus(upstream, (name) => builtinFormat(name, minor)),
    ),
  );
  return (object) => {
    nulls = false;
    const found = check(object);
    return nulls && found === undefined ? check(withoutGoNulls(object, node, resolve)) : found;
  };
}

/** The minor from which numbers of custom resources must fit into their formats. */
const NUMBER_FORMATS_SINCE = 36;

/** Resources of a CustomResourceDefinition: defaults are filled in first, then all words of the schema count. */
function customCheck(upstream: UpstreamKind, minor: number): KindCheck {
  const { resolve, schema } = upstream;
  // Who has a subresource for status cannot write it here: only its types are looked at, then it is dropped.
  const dropped = sourceKind(upstream)?.status === true ? typedStatus(upstream, NOTHING) : undefined;
  const body = dropped === undefined ? schema : withoutStatus(schema);
  const compiler = createCompiler({
    mode: 'custom',
    resolve,
    format: (name) => formatCheck(name, minor),
    numberFormats: minor >= NUMBER_FORMATS_SINCE,
    rules: (node) => (node === root ? rootRules(schema) : rulesCheck(node, { resolve, minor, root: false })),
    onNull: NOTHING,
    embedded: metadataCheck(undefined),
  });
  const rootRules = (all: Schema): Check | undefined => {
    const rules = rulesCheck(all, { resolve, minor, root: true });
    return rules === undefined ? undefined : (object) => rules(withNamedMetadata(object));
  };
  const metadata = metadataCheck('dns-subdomain');
  const restricted = schema.properties?.['metadata'];
  const more =
    restricted?.properties === undefined && restricted?.rules === undefined
      ? undefined
      : compiler.check(openMetadata(restricted));
  const both: Check =
    more === undefined ? metadata : (value) => metadata(value) ?? more(withGeneratedName(value));
  const root = rootNode(body, both, undefined);
  const check = compiler.check(root);
  const fill = defaulterOf(body, resolve) ?? ((value: unknown): unknown => value);
  const scale = scaleCheck(sourceKind(upstream));
  const judge: KindCheck = (object) => {
    const full = fill(object);
    return join(check(full), scale?.(full));
  };
  return dropped === undefined ? judge : withDropped(judge, dropped);
}

/** As rules see it: with a name, which the API server makes before where one is to be generated. */
function withNamedMetadata(object: unknown): unknown {
  if (!isRecord(object)) return object;
  const metadata = withGeneratedName(object['metadata']);
  return metadata === object['metadata'] ? object : { ...object, metadata };
}

/** Where a kind can be scaled, its number of replicas is one: `ValidateScaleSpec` of apiextensions-apiserver. */
function scaleCheck(kind: SourceKind | undefined): Check | undefined {
  const path = kind?.scale?.specReplicasPath.replace(/^\./, '').split('.');
  if (path === undefined) return undefined;
  return (object) => {
    let value: unknown = object;
    for (const name of path) value = isRecord(value) ? value[name] : undefined;
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < INT32) return undefined;
    return problem('range', `${quote(value)} is no number of replicas`, ...path);
  };
}

function withDropped(judge: KindCheck, status: Check): KindCheck {
  return (object) => {
    if (object['status'] === undefined) return judge(object);
    const { status: given, ...rest } = object;
    const wrong = given === null ? undefined : status(given);
    const found = judge(rest);
    return wrong === undefined ? found : join(joinBelow(undefined, wrong, 'status'), found);
  };
}

function withoutStatus(schema: Schema): Schema {
  if (schema.properties?.['status'] === undefined) return schema;
  const { status: _status, ...properties } = schema.properties;
  return { ...schema, properties };
}

function rootNode(schema: Node, metadata: Check, status: Check | undefined): Node {
  return {
    ...schema,
    type: 'object',
    properties: {
      ...schema.properties,
      apiVersion: schema.properties?.['apiVersion'] ?? TEXT,
      kind: schema.properties?.['kind'] ?? TEXT,
      metadata: { use: metadata },
      ...(status === undefined ? {} : { status: { use: status } }),
    },
    required: [...new Set([...(schema.required ?? []), 'metadata'])],
  };
}

function sourceKind({ apiVersion, kind, source }: UpstreamKind): SourceKind | undefined {
  return source.kinds.find((one) => one.apiVersion === apiVersion && one.kind === kind);
}

/** The check of a status that is dropped: unknown fields, wrong types, and what Go cannot decode are refused before. */
function typedStatus({ resolve, schema }: UpstreamKind, format: Compiler['format']): Check | undefined {
  const status = schema.properties?.['status'];
  if (status === undefined) return undefined;
  return createCompiler({ mode: 'typed', resolve, format, rules: NOTHING, onNull: NOTHING }).check(status);
}
