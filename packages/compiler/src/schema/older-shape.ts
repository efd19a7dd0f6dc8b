import type { ConversionStep, Field, Shape } from '@fairway/model';
import { stepPath } from './steps.ts';

type ObjectShape = Extract<Shape, { type: 'object' }>;

/**
 * The shape of an older version: the hub's, with the declared steps taken back.
 * @throws Error where a step names a field that the hub does not have: a mistake in a part.
 */
export function olderShape(hub: ObjectShape, steps: readonly ConversionStep[]): ObjectShape {
  return steps.toReversed().reduce<ObjectShape>((shape, step) => takeBack(shape, step), hub);
}

function takeBack(shape: ObjectShape, step: ConversionStep): ObjectShape {
  switch (step.step) {
    case 'rename':
    case 'move': {
      const to = stepPath(step.to);
      const field = fieldAt(shape, to, step.to);
      const meta = { ...field.shape.meta };
      const spelled: Field = { ...field, shape: { ...field.shape, meta } as Shape };
      return insert(remove(shape, to), stepPath(step.from), spelled) as ObjectShape;
    }
    case 'mapValues': {
      const path = stepPath(step.path);
      const field = fieldAt(shape, path, step.path);
      if (field.shape.type !== 'string' || field.shape.values === undefined) {
        throw new Error(`mapValues needs an enumeration at ${step.path}`);
      }
      const older = Object.fromEntries(Object.entries(step.values).map(([from, to]) => [to, from]));
      const values = field.shape.values.map((value) => older[value] ?? value);
      return insert(remove(shape, path), path, { ...field, shape: { ...field.shape, values } }) as ObjectShape;
    }
    case 'split': {
      const at = stepPath(step.at);
      const targets = [...new Set(Object.values(step.into))];
      const sample = fieldAt(shape, [...at, targets[0] as string], step.at);
      const without = targets.reduce<Shape>((rest, name) => remove(rest, [...at, name]), shape);
      const selector: Shape = {
        type: 'string',
        values: Object.keys(step.into),
        meta: { description: `What ${step.value} is: it stands for the field of that name in newer versions.` },
      };
      const value: Field = { required: true, shape: sample.shape };
      return insert(
        insert(without, [...at, step.selector], { required: true, shape: selector }),
        [...at, step.value],
        value,
      ) as ObjectShape;
    }
  }
}

function fieldAt(shape: Shape, path: readonly string[], text: string): Field {
  const [name, ...rest] = path;
  if (name === '[]') {
    if (shape.type !== 'list') throw new Error(`no list on the way to ${text}`);
    return fieldAt(shape.item, rest, text);
  }
  const field = shape.type === 'object' && name !== undefined ? shape.fields[name] : undefined;
  if (field === undefined) throw new Error(`the hub schema has no field ${text}`);
  return rest.length === 0 ? field : fieldAt(field.shape, rest, text);
}

/** A copy without the field at a path; objects that become empty go with it. */
function remove(shape: Shape, path: readonly string[]): Shape {
  const [name, ...rest] = path;
  if (name === '[]') return shape.type === 'list' ? { ...shape, item: remove(shape.item, rest) } : shape;
  if (shape.type !== 'object' || name === undefined) return shape;
  const fields = { ...shape.fields };
  const field = fields[name];
  if (field === undefined) return shape;
  if (rest.length === 0) {
    delete fields[name];
    return { ...shape, fields };
  }
  const inner = remove(field.shape, rest);
  if (inner.type === 'object' && Object.keys(inner.fields).length === 0) delete fields[name];
  else fields[name] = { ...field, shape: inner };
  return { ...shape, fields };
}

/** A copy with a field at a path; missing objects on the way are made. */
function insert(shape: Shape, path: readonly string[], field: Field): Shape {
  const [name, ...rest] = path;
  if (name === '[]') return shape.type === 'list' ? { ...shape, item: insert(shape.item, rest, field) } : shape;
  if (shape.type !== 'object' || name === undefined) return shape;
  if (rest.length === 0) return { ...shape, fields: { ...shape.fields, [name]: field } };
  const empty: Shape = { type: 'object', meta: {}, fields: {}, open: false };
  const existing = shape.fields[name] ?? { required: false, shape: empty };
  const inner = insert(existing.shape, rest, field);
  return { ...shape, fields: { ...shape.fields, [name]: { ...existing, shape: inner } } };
}
