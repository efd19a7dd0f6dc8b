import type { Schema } from '../upstream/index.ts';
import {
  boolType,
  bytesType,
  type CelField,
  type CelType,
  doubleType,
  durationType,
  dynType,
  intType,
  listOf,
  mapOf,
  stringType,
  timestampType,
} from './types.ts';

/** Gives the schema that a `ref` names. */
export type Resolve = (ref: string) => Schema;

/** The largest request that an API server takes: what bounds lists and texts without a limit of their own. */
const REQUEST = 3 * 1024 * 1024;

const RESERVED: ReadonlySet<string> = new Set(
  (
    'true false null in as break const continue else for function if import let loop package namespace return ' +
    'var void while'
  ).split(' '),
);

/**
 * A property's name as expressions write it: `a-b` is `a__dash__b`, `namespace` is `__namespace__`.
 * `undefined` if no expression can reach it.
 */
export function escapeName(name: string): string | undefined {
  if (RESERVED.has(name)) return `__${name}__`;
  if (!/^[A-Za-z_.\-/][\w.\-/]*$/.test(name)) return undefined;
  return name.replace(/__|[-./]/g, (part) => ESCAPES[part] ?? part);
}

const ESCAPES: Readonly<Record<string, string>> = {
  __: '__underscores__',
  '.': '__dot__',
  '-': '__dash__',
  '/': '__slash__',
};

const followed = new WeakMap<Schema, Schema>();

/** The schema itself where a `ref` stands; what stands beside the `ref` is added. */
export function follow(schema: Schema, resolve: Resolve): Schema {
  if (schema.ref === undefined) return schema;
  const known = followed.get(schema);
  if (known !== undefined) return known;
  const { ref, ...beside } = schema;
  const target = follow(resolve(ref), resolve);
  const result = Object.keys(beside).length === 0 ? target : { ...target, ...beside };
  followed.set(schema, result);
  return result;
}

/**
 * The CEL type of what a schema describes, as the API server sees it; `undefined` if expressions cannot see it
 * (no type, or a list or map of such). `name` tells object types apart: fields add theirs to it.
 *
 * - int-or-string is `dyn`; `date-time` and `date` are timestamps, `duration` is a duration, `byte` is bytes.
 * - `root` (or an embedded resource) always has `apiVersion`, `kind`, `metadata.name`, and `metadata.generateName`.
 * - Fields are made when asked for, so that large and recursive schemas cost nothing.
 */
export function celTypeOf(schema: Schema, resolve: Resolve, name = 'self', root = false): CelType | undefined {
  const given = follow(schema, resolve);
  if (given.intOrString) return scalar(dynType, given, textLimit(given), resolve);
  const own = root || given.embeddedResource === true ? asResource(given, resolve) : given;
  switch (own.type) {
    case 'array':
      return listType(own, resolve, name);
    case 'object':
      return typeof own.additionalProperties === 'object'
        ? mapType(own, own.additionalProperties, resolve, name)
        : objectType(own, resolve, name);
    case 'string':
      return textType(own, resolve);
    case 'boolean':
      return scalar(boolType, own, 0, resolve);
    case 'number':
      return scalar(doubleType, own, 0, resolve);
    case 'integer':
      return scalar(intType, own, 0, resolve);
    default:
      return undefined;
  }
}

function scalar(type: CelType, schema: Schema, maximum: number, resolve: Resolve): CelType {
  const nullable = schema.nullable === true;
  return { ...type, origin: { schema, resolve, maximum, nullable, leastBytes: leastOf(schema) } };
}

function listType(schema: Schema, resolve: Resolve, name: string): CelType | undefined {
  const element = schema.items === undefined ? undefined : celTypeOf(schema.items, resolve, `${name}.@idx`);
  if (element === undefined) return undefined;
  const most = Math.floor((REQUEST - 2) / ((element.origin?.leastBytes ?? 0) + 1));
  const maximum = Math.max(schema.maxItems ?? most, 0);
  return {
    ...listOf(element),
    origin: { schema, resolve, maximum, nullable: schema.nullable === true, leastBytes: 2 },
  };
}

function mapType(schema: Schema, values: Schema, resolve: Resolve, name: string): CelType | undefined {
  const value = celTypeOf(values, resolve, `${name}.@elem`);
  if (value === undefined) return undefined;
  const most = Math.floor((REQUEST - 2) / ((value.origin?.leastBytes ?? 0) + 6));
  const maximum = Math.max(schema.maxProperties ?? most, 0);
  const nullable = schema.nullable === true;
  return { ...mapOf(stringType, value), origin: { schema, resolve, maximum, nullable, leastBytes: 2 } };
}

const NONE: Readonly<Record<string, Schema>> = {};

function objectType(schema: Schema, resolve: Resolve, name: string): CelType {
  const properties = schema.properties ?? NONE;
  const keys = new Map<string, string>();
  for (const key of Object.keys(properties)) {
    const escaped = escapeName(key);
    if (escaped !== undefined) keys.set(escaped, key);
  }
  const fields = new Map<string, CelField | undefined>();
  const field = (given: string): CelField | undefined => {
    const escaped = !keys.has(given) && RESERVED.has(given) ? `__${given}__` : given;
    if (fields.has(escaped)) return fields.get(escaped);
    const key = keys.get(escaped);
    const type =
      key === undefined ? undefined : celTypeOf(properties[key] as Schema, resolve, `${name}.${escaped}`);
    const made = key === undefined || type === undefined ? undefined : { key, type };
    fields.set(escaped, made);
    return made;
  };
  let least: number | undefined;
  return {
    kind: 'object',
    name,
    parameters: [],
    field,
    origin: {
      schema,
      resolve,
      maximum: 0,
      nullable: schema.nullable === true,
      get leastBytes() {
        return (least ??= leastOfObject(schema, resolve, 0));
      },
    },
  };
}

/** Required properties without a default must be there; each takes its name, quotes, a colon, and a comma. */
function leastOfObject(schema: Schema, resolve: Resolve, depth: number): number {
  if (depth > 40) return 2;
  let least = 2;
  for (const key of schema.required ?? []) {
    const property = schema.properties?.[key];
    if (property === undefined || property.default !== undefined) continue;
    const own = follow(property, resolve);
    if (own.default !== undefined || !isVisible(own, resolve)) continue;
    const plain = own.type === 'object' && typeof own.additionalProperties !== 'object' && !own.intOrString;
    least += key.length + 4 + (plain ? leastOfObject(own, resolve, depth + 1) : leastOf(own));
  }
  return least;
}

function isVisible(schema: Schema, resolve: Resolve): boolean {
  const own = follow(schema, resolve);
  if (own.intOrString) return true;
  if (own.type === 'array') return own.items !== undefined && isVisible(own.items, resolve);
  if (own.type === 'object' && typeof own.additionalProperties === 'object') {
    return isVisible(own.additionalProperties, resolve);
  }
  return own.type !== undefined;
}

/** The least bytes of anything but an object with declared fields. */
function leastOf(schema: Schema): number {
  if (schema.intOrString) return 1;
  switch (schema.type) {
    case 'boolean':
      return 4;
    case 'integer':
    case 'number':
      return 1;
    case 'string':
      return LEAST[schema.format ?? ''] ?? 2;
    default:
      return 2;
  }
}

const LEAST: Readonly<Record<string, number>> = { duration: 3, date: 12, 'date-time': 21 };
const MOST: Readonly<Record<string, number>> = { duration: 32, date: 12, 'date-time': 32 };
const TEXTS: Readonly<Record<string, CelType>> = {
  byte: bytesType,
  duration: durationType,
  date: timestampType,
  'date-time': timestampType,
};

function textType(schema: Schema, resolve: Resolve): CelType {
  const format = schema.format ?? '';
  const type = TEXTS[format] ?? stringType;
  if (format === 'byte') return scalar(type, schema, schema.maxLength ?? REQUEST - 2, resolve);
  return scalar(type, schema, MOST[format] ?? textLimit(schema), resolve);
}

/** In bytes: a character can take four. */
function textLimit(schema: Schema): number {
  if (schema.maxLength !== undefined) return Math.max(schema.maxLength, 0) * 4;
  if (schema.enum === undefined || schema.enum.length === 0 || schema.intOrString) return REQUEST - 2;
  const bytes = (value: unknown): number =>
    typeof value === 'string' ? new TextEncoder().encode(value).length : 0;
  return Math.max(...schema.enum.map(bytes));
}

const TEXT: Schema = { type: 'string' };
const resources = new WeakMap<Schema, Schema>();

function asResource(schema: Schema, resolve: Resolve): Schema {
  const known = resources.get(schema);
  if (known !== undefined) return known;
  const { kind, apiVersion, metadata } = schema.properties ?? {};
  const meta = metadata === undefined ? undefined : follow(metadata, resolve);
  const complete =
    kind?.type === 'string' &&
    apiVersion?.type === 'string' &&
    meta?.type === 'object' &&
    meta.properties?.['name']?.type === 'string' &&
    meta.properties['generateName']?.type === 'string';
  const added = {
    kind: TEXT,
    apiVersion: TEXT,
    metadata: { type: 'object', properties: { name: TEXT, generateName: TEXT } },
  };
  const properties = { ...schema.properties, ...added } as Readonly<Record<string, Schema>>;
  const result = complete ? schema : { ...schema, properties };
  resources.set(schema, result);
  return result;
}
