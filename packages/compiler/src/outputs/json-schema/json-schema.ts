import { isObject, type Shape } from '@fairway/model';
import { FORMATS } from '../../validate/string.ts';
import { limitsSentence } from '../sentences.ts';
import { isKeyOf } from '../source.ts';

export type JsonSchema = { readonly [keyword: string]: unknown };

export interface JsonSchemaOptions {
  /** Fields may be left out: what an environment sets. */
  readonly partial?: boolean;
  /** Values that apply where nothing is written; shown, never filled in. */
  readonly defaults?: unknown;
  /** Wording for editors (`patternErrorMessage`) beside the standard's. */
  readonly editor?: boolean;
}

type List = Extract<Shape, { type: 'list' }>;

/** The JSON Schema of a shape; only keywords that draft-07 and draft 2020-12 share. */
export function jsonSchemaOf(shape: Shape, options: JsonSchemaOptions = {}): JsonSchema {
  return build(shape, options, options.defaults, undefined);
}

function build(
  shape: Shape,
  options: JsonSchemaOptions,
  fallback: unknown,
  list: List | undefined,
): JsonSchema {
  const schema: Record<string, unknown> = {};
  const description = [shape.meta.description, limitsSentence(shape)]
    .filter((text) => text !== undefined && text !== '')
    .join(' ');
  if (description !== '') schema['description'] = description;
  Object.assign(schema, structure(shape, options, fallback, list));
  if (fallback !== undefined && shape.type !== 'object') schema['default'] = fallback;
  if (shape.meta.examples !== undefined) schema['examples'] = shape.meta.examples;
  return schema;
}

function structure(
  shape: Shape,
  options: JsonSchemaOptions,
  fallback: unknown,
  list: List | undefined,
): JsonSchema {
  switch (shape.type) {
    case 'object':
      return objectSchema(shape, options, fallback, list);
    case 'map': {
      const key = shape.key.type === 'string' ? stringKeywords(shape.key, options) : {};
      return {
        type: 'object',
        ...(Object.keys(key).length === 0 ? {} : { propertyNames: key }),
        additionalProperties: build(shape.value, options, undefined, undefined),
      };
    }
    case 'list':
      return {
        type: 'array',
        items: build(shape.item, options, undefined, shape),
        ...(shape.minItems === undefined ? {} : { minItems: shape.minItems }),
        ...(shape.maxItems === undefined ? {} : { maxItems: shape.maxItems }),
      };
    case 'string':
      return { type: 'string', ...stringKeywords(shape, options) };
    case 'integer':
    case 'number':
      return {
        type: shape.type,
        ...(shape.minimum === undefined ? {} : { minimum: shape.minimum }),
        ...(shape.maximum === undefined ? {} : { maximum: shape.maximum }),
      };
    case 'boolean':
      return shape.only === undefined ? { type: 'boolean' } : { type: 'boolean', enum: [shape.only] };
    case 'union':
      return { anyOf: shape.options.map((option) => build(option, options, undefined, undefined)) };
    case 'any':
      return {};
  }
}

function objectSchema(
  shape: Extract<Shape, { type: 'object' }>,
  options: JsonSchemaOptions,
  fallback: unknown,
  list: List | undefined,
): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const [name, field] of Object.entries(shape.fields)) {
    const value = isObject(fallback) && Object.hasOwn(fallback, name) ? fallback[name] : undefined;
    properties[name] = build(field.shape, options, value, undefined);
    if (field.required && (options.partial !== true || isKeyOf(list, name))) required.push(name);
  }
  return {
    type: 'object',
    properties,
    ...(required.length === 0 ? {} : { required }),
    ...(shape.open ? {} : { additionalProperties: false }),
  };
}

function stringKeywords(shape: Extract<Shape, { type: 'string' }>, options: JsonSchemaOptions): JsonSchema {
  const { values, pattern, minLength, maxLength, meta } = shape;
  if (values !== undefined) return { enum: values };
  const message = meta.format === undefined ? undefined : `must be ${FORMATS[meta.format]}`;
  return {
    ...(pattern === undefined ? {} : { pattern }),
    ...(pattern !== undefined && message !== undefined && options.editor === true
      ? { patternErrorMessage: message }
      : {}),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
  };
}
