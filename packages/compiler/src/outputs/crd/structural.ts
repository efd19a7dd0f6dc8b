import type { Shape } from '@fairway/model';
import { isKeyOf, listKeys } from '../source.ts';
import { keyRule, type Validation } from './cel.ts';

/** A node of a structural schema (apiextensions.k8s.io/v1 JSONSchemaProps). */
export interface StructuralSchema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly [keyword: string]: unknown;
}

type List = Extract<Shape, { type: 'list' }>;

interface Place {
  /** Fields may be left out. */
  readonly partial: boolean;
  /** How many lists and maps stand above. */
  readonly depth: number;
  /** The list whose entry this is. */
  readonly list: List | undefined;
}

/** Entries of a list or map directly below `spec`, and of one within another. The cost of CEL rules needs a bound. */
export const limits = { list: 128, map: 256, inner: 32 } as const;

/** Longest text of a format that rules read; far beyond what the format itself admits. */
const LENGTHS: Readonly<Record<string, number>> = { cpu: 40, bytes: 40, duration: 40 };
const REFERENCE_LENGTH = 253;

/**
 * The structural schema of a shape: a type everywhere, no `additionalProperties: false` (the API server prunes),
 * unknown content only where the shape admits anything. Rules between fields are added by the caller.
 */
export function structuralSchema(shape: Shape, partial = false): StructuralSchema {
  return build(shape, { partial, depth: 0, list: undefined });
}

function build(shape: Shape, place: Place): StructuralSchema {
  const { description } = shape.meta;
  return { ...(description === undefined ? {} : { description }), ...structure(shape, place) };
}

function structure(shape: Shape, place: Place): StructuralSchema {
  switch (shape.type) {
    case 'object':
      return objectSchema(shape, place);
    case 'map':
      return mapSchema(shape, place);
    case 'list':
      return listSchema(shape, place);
    case 'string':
      return stringSchema(shape);
    case 'integer':
    case 'number':
      return {
        type: shape.type,
        ...(shape.type === 'integer' ? { format: 'int64' } : {}),
        ...(shape.minimum === undefined ? {} : { minimum: shape.minimum }),
        ...(shape.maximum === undefined ? {} : { maximum: shape.maximum }),
      };
    case 'boolean':
      return shape.only === undefined ? { type: 'boolean' } : { type: 'boolean', enum: [shape.only] };
    case 'union':
      return unionSchema(shape.options, place);
    case 'any':
      return { 'x-kubernetes-preserve-unknown-fields': true };
  }
}

function objectSchema(shape: Extract<Shape, { type: 'object' }>, place: Place): StructuralSchema {
  const properties: Record<string, StructuralSchema> = {};
  const required: string[] = [];
  for (const [name, field] of Object.entries(shape.fields)) {
    properties[name] = build(field.shape, { ...place, list: undefined });
    if (field.required && (!place.partial || isKeyOf(place.list, name))) required.push(name);
  }
  return {
    type: 'object',
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
    ...(required.length === 0 ? {} : { required }),
    ...(shape.open ? { 'x-kubernetes-preserve-unknown-fields': true } : {}),
  };
}

function mapSchema(shape: Extract<Shape, { type: 'map' }>, place: Place): StructuralSchema {
  const rule: Validation | undefined = keyRule(shape.key);
  return {
    type: 'object',
    additionalProperties: build(shape.value, { ...place, depth: place.depth + 1, list: undefined }),
    maxProperties: place.depth === 0 ? limits.map : limits.inner,
    ...(rule === undefined ? {} : { 'x-kubernetes-validations': [rule] }),
  };
}

function listSchema(shape: List, place: Place): StructuralSchema {
  const keys = listKeys(shape);
  const [key] = keys;
  const keyed =
    keys.length === 1 && shape.item.type === 'object' && shape.item.fields[key as string]?.required === true;
  return {
    type: 'array',
    items: build(shape.item, { ...place, depth: place.depth + 1, list: shape }),
    maxItems: shape.maxItems ?? (place.depth === 0 ? limits.list : limits.inner),
    ...(shape.minItems === undefined ? {} : { minItems: shape.minItems }),
    'x-kubernetes-list-type': keyed ? 'map' : 'atomic',
    ...(keyed ? { 'x-kubernetes-list-map-keys': [key] } : {}),
  };
}

function stringSchema(shape: Extract<Shape, { type: 'string' }>): StructuralSchema {
  const { values, pattern, minLength, meta } = shape;
  if (values !== undefined) return { type: 'string', enum: values };
  const longest =
    shape.maxLength ??
    LENGTHS[meta.format ?? ''] ??
    (meta.reference === undefined ? undefined : REFERENCE_LENGTH);
  return {
    type: 'string',
    ...(meta.format === 'date' ? { format: 'date' } : {}),
    ...(pattern === undefined ? {} : { pattern }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(longest === undefined ? {} : { maxLength: longest }),
  };
}

/** Options of one type are joined; whole numbers or text have a form of their own; others cannot be said structurally. */
function unionSchema(options: readonly Shape[], place: Place): StructuralSchema {
  const [first] = options;
  if (first !== undefined && options.every((option) => option.type === 'string')) return { type: 'string' };
  const fields = options.flatMap((option) => (option.type === 'object' ? Object.entries(option.fields) : []));
  if (options.every((option) => option.type === 'object')) {
    const joined = Object.fromEntries(fields.map(([name, field]) => [name, { ...field, required: false }]));
    return objectSchema({ type: 'object', meta: {}, fields: joined, open: false }, place);
  }
  const types = new Set(options.map(({ type }) => type));
  if (types.size === 2 && types.has('integer') && types.has('string'))
    return { 'x-kubernetes-int-or-string': true };
  return { 'x-kubernetes-preserve-unknown-fields': true };
}
