import type { Schema } from '@fairway/kubernetes';
import type { KubernetesObject } from '../../client.ts';
import type { Steps } from './edit.ts';
import { edited } from './edit.ts';
import type { Variant } from './mutations.ts';
import type { Making } from './plausible.ts';
import { plausible } from './plausible.ts';

/** A variant and the field that it has more. */
export interface Addition extends Variant {
  readonly path: Steps;
}

interface Missing {
  readonly path: Steps;
  readonly schema: Schema;
}

/** Fields that an object could have by its schema and does not; of a list only the first item is looked at. */
function* missingFields(value: unknown, schema: Schema, making: Making, path: Steps = []): Generator<Missing> {
  const target = schema.ref === undefined ? schema : making.resolve(schema.ref);
  if (Array.isArray(value)) {
    if (value.length > 0 && target.items !== undefined)
      yield* missingFields(value[0], target.items, making, [...path, 0]);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, property] of Object.entries(target.properties ?? {})) {
    if (path.length === 0 && (name === 'status' || name === 'metadata')) continue;
    const item = (value as Record<string, unknown>)[name];
    if (item === undefined) yield { path: [...path, name], schema: property };
    else yield* missingFields(item, property, making, [...path, name]);
  }
}

/** An object with one more field each, with a made-up value. The same for the same random numbers. */
export function* additions(object: KubernetesObject, schema: Schema, making: Making): Generator<Addition> {
  for (const { path, schema: field } of missingFields(object, schema, making)) {
    const value = plausible(field, making);
    yield {
      name: `with ${path.join('.')} = ${JSON.stringify(value)}`.slice(0, 200),
      object: edited(object, path, value),
      path,
    };
  }
}
