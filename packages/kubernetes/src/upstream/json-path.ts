import type { Schema } from './schema.ts';

const NAME = /\.([^.[\]]+)/y;
const NAME_OR_KEY = /\.([^.[\]]+)|\['((?:[^'\\]|\\.)*)'\]/y;

/**
 * The schema that a simple JSON path leads to: `.spec.replicas` or, where keys are allowed, `.labels['a.b']`.
 * `undefined` if the path is malformed or leads to no field. Items of lists cannot be reached.
 */
export function schemaAt(root: Schema, path: string, steps: 'names' | 'names and keys'): Schema | undefined {
  const step = new RegExp(steps === 'names' ? NAME : NAME_OR_KEY);
  let schema: Schema | undefined = root;
  while (step.lastIndex < path.length) {
    const match = step.exec(path);
    if (match === null || schema === undefined) return undefined;
    const name: string = match[1] ?? (match[2] ?? '').replaceAll(/\\(.)/g, '$1');
    const { additionalProperties, properties }: Schema = schema;
    if (properties === undefined) schema = additionalProperties === true ? {} : additionalProperties;
    else schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
  }
  return schema;
}
