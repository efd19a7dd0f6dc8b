import { hubVersion, isObject, type Json, type Shape } from '@fairway/model';
import { FORMATS } from '../../validate/string.ts';
import { constraintSentence } from '../sentences.ts';
import { defaultsOf, fileNameOf, publishedKinds, type OutputSource, type PublishedKind } from '../source.ts';
import type { VaryTree } from '../../schema/vary.ts';

/** How a form shows a field. */
export type Widget =
  | 'group'
  | 'keyValue'
  | 'list'
  | 'lines'
  | 'text'
  | 'select'
  | 'reference'
  | 'quantity'
  | 'duration'
  | 'schedule'
  | 'date'
  | 'number'
  | 'switch'
  | 'alternatives'
  | 'yaml';

/** One field of a form; everything is plain data, in the order to show. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly widget: Widget;
  readonly required: boolean;
  /** Whether environments may set it. */
  readonly varies: boolean;
  readonly description?: string;
  readonly default?: Json;
  readonly choices?: readonly string[];
  /** Kind whose documents are offered. */
  readonly reference?: string;
  /** What the text must be, for a hint. */
  readonly hint?: string;
  readonly unit?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  /** The field that tells entries of a list apart. */
  readonly listKey?: string;
  readonly examples?: readonly unknown[];
  readonly fields?: readonly FormField[];
  /** Entries of a list or map, or one alternative after the other. */
  readonly items?: readonly FormField[];
}

export interface Form {
  readonly kind: string;
  readonly group: string;
  readonly description: string;
  /** Sections in order: a part of the kind each, with the names of its fields. */
  readonly sections: readonly {
    readonly name: string;
    readonly label: string;
    readonly description: string;
    readonly fields: readonly string[];
  }[];
  readonly fields: readonly FormField[];
  readonly constraints: readonly string[];
}

/** Form metadata of every kind in the hub's spelling, by file name. */
export function formFiles(source: OutputSource): Map<string, Form> {
  const { group } = source.definition.organization.api;
  return new Map(publishedKinds(source).map((kind) => [`${fileNameOf(kind.name)}.json`, formOf(kind, group)]));
}

function formOf(kind: PublishedKind, group: string): Form {
  const { schema } = kind;
  return {
    kind: kind.name,
    group,
    description: schema.kind.description,
    sections: schema.parts.map(({ part, fields }) => ({
      name: part.name,
      label: labelOf(part.name),
      description: part.docs.summary,
      fields,
    })),
    fields: fieldsOf(schema.spec[hubVersion], defaultsOf(kind, hubVersion), schema.vary),
    constraints: schema.constraints.map(constraintSentence),
  };
}

function fieldsOf(shape: Shape, fallback: unknown, vary: VaryTree | true | undefined): FormField[] {
  if (shape.type !== 'object') return [];
  return Object.entries(shape.fields).map(([name, field]) => {
    const below =
      vary === true ? true : vary !== undefined && Object.hasOwn(vary, name) ? vary[name] : undefined;
    const value = isObject(fallback) && Object.hasOwn(fallback, name) ? fallback[name] : undefined;
    return formField(name, field.shape, field.required, value, below);
  });
}

function formField(
  name: string,
  shape: Shape,
  required: boolean,
  fallback: unknown,
  vary: VaryTree | true | undefined,
): FormField {
  const { description, reference, unit, listKey, format, examples } = shape.meta;
  return {
    name,
    label: labelOf(name),
    widget: widgetOf(shape),
    required,
    varies: vary === true,
    ...(description === undefined ? {} : { description }),
    ...(fallback === undefined || shape.type === 'object' ? {} : { default: fallback as Json }),
    ...(reference === undefined ? {} : { reference }),
    ...(format === undefined ? {} : { hint: FORMATS[format] }),
    ...(unit === undefined ? {} : { unit }),
    ...(listKey === undefined ? {} : { listKey }),
    ...(examples === undefined ? {} : { examples }),
    ...bounds(shape),
    ...inside(shape, fallback, vary),
  };
}

function bounds(shape: Shape): Partial<FormField> {
  if (shape.type === 'integer' || shape.type === 'number') {
    return {
      ...(shape.minimum === undefined ? {} : { minimum: shape.minimum }),
      ...(shape.maximum === undefined ? {} : { maximum: shape.maximum }),
    };
  }
  if (shape.type !== 'string') return {};
  return {
    ...(shape.values === undefined ? {} : { choices: shape.values }),
    ...(shape.pattern === undefined ? {} : { pattern: shape.pattern }),
  };
}

function inside(shape: Shape, fallback: unknown, vary: VaryTree | true | undefined): Partial<FormField> {
  switch (shape.type) {
    case 'object':
      return { fields: fieldsOf(shape, fallback, vary) };
    case 'list':
      return { items: [formField('entry', shape.item, true, undefined, vary)] };
    case 'map':
      return {
        items: [
          formField('key', shape.key, true, undefined, vary),
          formField('value', shape.value, true, undefined, vary),
        ],
      };
    case 'union':
      return { items: shape.options.map((option) => formField(option.type, option, true, undefined, vary)) };
    default:
      return {};
  }
}

function widgetOf(shape: Shape): Widget {
  switch (shape.type) {
    case 'object':
      return 'group';
    case 'map':
      return 'keyValue';
    case 'list':
      return shape.item.type === 'string' ? 'lines' : 'list';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'switch';
    case 'union':
      return 'alternatives';
    case 'any':
      return 'yaml';
    case 'string':
      return textWidget(shape);
  }
}

function textWidget({ values, meta }: Extract<Shape, { type: 'string' }>): Widget {
  if (values !== undefined) return 'select';
  if (meta.reference !== undefined) return 'reference';
  switch (meta.format) {
    case 'cpu':
    case 'bytes':
      return 'quantity';
    case 'duration':
      return 'duration';
    case 'cron':
      return 'schedule';
    case 'date':
      return 'date';
    default:
      return 'text';
  }
}

/** `minReplicas` as people read it: `Min replicas`. */
function labelOf(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
