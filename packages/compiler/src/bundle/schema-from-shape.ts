import { schemaTools, type SchemaTools, type Shape } from '@fairway/model';

const { z } = schemaTools;
type Schema = Parameters<SchemaTools['withMeta']>[0];

/** The fields of an object as a part declares them: the inverse of `shapeOf`. */
export function fieldsFromShape(shape: Extract<Shape, { type: 'object' }>): Record<string, Schema> {
  const fields: Record<string, Schema> = {};
  for (const [name, { shape: field, required }] of Object.entries(shape.fields)) {
    const schema = schemaFromShape(field);
    fields[name] = required || field.meta.defaulted === true ? schema : schema.optional();
  }
  return fields;
}

/** A schema with the given shape: `shapeOf(schemaFromShape(shape))` is the shape again. */
export function schemaFromShape(shape: Shape): Schema {
  return bare(shape).meta({ ...shape.meta });
}

function bare(shape: Shape): Schema {
  switch (shape.type) {
    case 'object': {
      const fields = fieldsFromShape(shape);
      return shape.open ? z.looseObject(fields) : z.strictObject(fields);
    }
    case 'map':
      return z.record(schemaFromShape(shape.key) as ReturnType<typeof z.string>, schemaFromShape(shape.value));
    case 'list': {
      const list = z.array(schemaFromShape(shape.item));
      const least = shape.minItems === undefined ? list : list.min(shape.minItems);
      return shape.maxItems === undefined ? least : least.max(shape.maxItems);
    }
    case 'union':
      return z.union(shape.options.map(schemaFromShape));
    case 'any':
      return z.unknown();
    default:
      return scalar(shape);
  }
}

function scalar(shape: Extract<Shape, { type: 'string' | 'integer' | 'number' | 'boolean' }>): Schema {
  if (shape.type === 'boolean') return shape.only === undefined ? z.boolean() : z.literal(shape.only);
  if (shape.type === 'string') {
    if (shape.values !== undefined) return z.enum(shape.values as [string, ...string[]]);
    let text = z.string();
    if (shape.pattern !== undefined) text = text.regex(new RegExp(shape.pattern));
    if (shape.minLength !== undefined) text = text.min(shape.minLength);
    return shape.maxLength === undefined ? text : text.max(shape.maxLength);
  }
  const number = shape.type === 'integer' ? z.int() : z.number();
  const least = shape.minimum === undefined ? number : number.min(shape.minimum);
  return shape.maximum === undefined ? least : least.max(shape.maximum);
}
