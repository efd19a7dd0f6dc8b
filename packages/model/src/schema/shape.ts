import type { z } from 'zod';

/** Formats of strings that Fairway knows beyond a pattern. The compiler turns each into a sentence. */
export type Format =
  | 'cpu'
  | 'bytes'
  | 'duration'
  | 'name'
  | 'host'
  | 'path'
  | 'secretPath'
  | 'image'
  | 'cron'
  | 'timeZone'
  | 'date'
  | 'cidr'
  | 'semver'
  | 'environmentVariable'
  | 'labelValue'
  | 'fieldPath'
  | 'group';

/**
 * What a field says about itself beyond its type. Written with `.meta({...})` on a zod schema.
 * Everything here is data: documentation, editor schemas, definitions and checks are derived from it.
 */
export interface FieldMeta {
  readonly description?: string;
  readonly format?: Format;
  /** The value names a document of this kind (or of one of these kinds). */
  readonly reference?: string;
  /** Lists of objects: the field that tells entries apart. Such lists merge by key. */
  readonly listKey?: string;
  /** The built-in documents always give a value, so lowering may count on it; the author may omit it. */
  readonly defaulted?: boolean;
  /** Unit of a number, as printed in documentation and errors. */
  readonly unit?: string;
  readonly examples?: readonly unknown[];
  /** Says why no manifest field depends on it; at most five fields of all kinds carry this. */
  readonly informational?: string;
  /** Placeholders such as `{environment}` are replaced in the value. */
  readonly placeholders?: boolean;
}

interface Common {
  readonly meta: FieldMeta;
}

/** A schema as plain data: what every output and check reads. Derived from zod by {@link shapeOf}. */
export type Shape =
  | (Common & {
      readonly type: 'object';
      readonly fields: Readonly<Record<string, Field>>;
      readonly open: boolean;
    })
  | (Common & { readonly type: 'map'; readonly key: Shape; readonly value: Shape })
  | (Common & {
      readonly type: 'list';
      readonly item: Shape;
      readonly minItems?: number;
      readonly maxItems?: number;
    })
  | (Common & {
      readonly type: 'string';
      readonly values?: readonly string[];
      readonly pattern?: string;
      readonly minLength?: number;
      readonly maxLength?: number;
    })
  | (Common & { readonly type: 'integer' | 'number'; readonly minimum?: number; readonly maximum?: number })
  | (Common & { readonly type: 'boolean'; readonly only?: boolean })
  | (Common & { readonly type: 'union'; readonly options: readonly Shape[] })
  | (Common & { readonly type: 'any' });

export interface Field {
  readonly shape: Shape;
  readonly required: boolean;
}

interface Check {
  readonly _zod: { readonly def: Readonly<Record<string, unknown>> };
}

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly catchall?: z.ZodType;
  readonly element?: z.ZodType;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
  readonly checks?: readonly Check[];
  readonly format?: string;
}

const cache = new WeakMap<z.ZodType, Shape>();

/**
 * The plain-data form of a zod schema. Supports what API schemas may contain (structure only);
 * throws for anything else, which is a mistake of the schema's author.
 */
export function shapeOf(schema: z.ZodType): Shape {
  const known = cache.get(schema);
  if (known !== undefined) return known;
  const shape = derive(schema);
  cache.set(schema, shape);
  return shape;
}

/** Whether an object field may be left out by the author. */
export function isRequired(schema: z.ZodType): boolean {
  const definition = schema._zod.def as unknown as Definition;
  return definition.type !== 'optional' && metaOf(schema).defaulted !== true;
}

function metaOf(schema: z.ZodType): FieldMeta {
  return (schema.meta() ?? {}) as FieldMeta;
}

function derive(schema: z.ZodType): Shape {
  const definition = schema._zod.def as unknown as Definition;
  const meta = metaOf(schema);
  switch (definition.type) {
    case 'optional': {
      const inner = shapeOf(definition.innerType as z.ZodType);
      return { ...inner, meta: { ...inner.meta, ...meta } };
    }
    case 'object':
      return {
        type: 'object',
        meta,
        fields: fieldsOf(definition.shape ?? {}),
        open: isOpen(definition.catchall),
      };
    case 'record':
      return {
        type: 'map',
        meta,
        key: shapeOf(definition.keyType as z.ZodType),
        value: shapeOf(definition.valueType as z.ZodType),
      };
    case 'array':
      return {
        type: 'list',
        meta,
        item: shapeOf(definition.element as z.ZodType),
        ...lengths(definition, 'Items'),
      };
    case 'union':
      return { type: 'union', meta, options: (definition.options ?? []).map(shapeOf) };
    case 'any':
    case 'unknown':
      return { type: 'any', meta };
    default:
      return deriveScalar(definition, meta);
  }
}

function deriveScalar(definition: Definition, meta: FieldMeta): Shape {
  switch (definition.type) {
    case 'string':
      return { type: 'string', meta, ...patternOf(definition), ...lengths(definition, 'Length') };
    case 'enum':
      return { type: 'string', meta, values: Object.values(definition.entries ?? {}).map(String) };
    case 'literal': {
      const [only] = definition.values ?? [];
      if (typeof only === 'boolean') return { type: 'boolean', meta, only };
      return { type: 'string', meta, values: (definition.values ?? []).map(String) };
    }
    case 'number':
      return { type: isInteger(definition) ? 'integer' : 'number', meta, ...bounds(definition) };
    case 'boolean':
      return { type: 'boolean', meta };
    default:
      throw new Error(`API schemas hold structure only; zod type "${definition.type}" is not supported`);
  }
}

function fieldsOf(shape: Readonly<Record<string, z.ZodType>>): Record<string, Field> {
  const fields: Record<string, Field> = {};
  for (const [name, schema] of Object.entries(shape)) {
    fields[name] = { shape: shapeOf(schema), required: isRequired(schema) };
  }
  return fields;
}

function isOpen(catchall: z.ZodType | undefined): boolean {
  if (catchall === undefined) return false;
  return (catchall._zod.def as unknown as Definition).type !== 'never';
}

function checksOf(definition: Definition): readonly Readonly<Record<string, unknown>>[] {
  return (definition.checks ?? []).map((check) => check._zod.def);
}

function isInteger(definition: Definition): boolean {
  return definition.format === 'safeint' || checksOf(definition).some((check) => check['format'] === 'safeint');
}

function patternOf(definition: Definition): { pattern?: string } {
  for (const check of checksOf(definition)) {
    if (check['check'] === 'string_format' && check['pattern'] instanceof RegExp)
      return { pattern: check['pattern'].source };
  }
  return {};
}

function lengths(definition: Definition, suffix: 'Items' | 'Length'): Record<string, number> {
  const found: Record<string, number> = {};
  for (const check of checksOf(definition)) {
    if (check['check'] === 'min_length') found[`min${suffix}`] = check['minimum'] as number;
    if (check['check'] === 'max_length') found[`max${suffix}`] = check['maximum'] as number;
  }
  return found;
}

function bounds(definition: Definition): { minimum?: number; maximum?: number } {
  const found: { minimum?: number; maximum?: number } = {};
  for (const check of checksOf(definition)) {
    if (check['check'] === 'greater_than' && check['inclusive'] === true)
      found.minimum = check['value'] as number;
    if (check['check'] === 'less_than' && check['inclusive'] === true) found.maximum = check['value'] as number;
  }
  return found;
}
