import type { Schema } from '../upstream/index.ts';
import { isRecord } from './problem.ts';

/** Gives a value with defaults filled in: the same value where there is nothing to fill in. */
export type Defaulter = (value: unknown) => unknown;

type Resolve = (ref: string) => Schema;

/**
 * Fills in the defaults of a schema as the API server does before it validates custom resources.
 * Objects are copied only where a default is missing in them. `undefined` if no default stands below the schema.
 */
export function defaulterOf(schema: Schema, resolve: Resolve): Defaulter | undefined {
  return make(schema, { resolve, made: new Map() });
}

interface Making {
  readonly resolve: Resolve;
  readonly made: Map<Schema, Defaulter | undefined>;
}

function make(schema: Schema, making: Making): Defaulter | undefined {
  const { made, resolve } = making;
  if (made.has(schema)) return made.get(schema);
  // Structural schemas hold no loops; should one come along, its inner round fills in nothing.
  made.set(schema, undefined);
  const target = schema.ref === undefined ? schema : resolve(schema.ref);
  const defaulter = target === schema ? makeOwn(schema, making) : make(target, making);
  made.set(schema, defaulter);
  return defaulter;
}

function makeOwn(schema: Schema, making: Making): Defaulter | undefined {
  if (schema.items !== undefined) return listDefaulter(schema.items, making);
  const rest = schema.additionalProperties;
  const each = typeof rest === 'object' ? makeEach(rest, making) : undefined;
  const inner: (readonly [string, Defaulter])[] = [];
  const missing: Preset[] = [];
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const defaulter = make(property, making);
    if (defaulter !== undefined) inner.push([name, defaulter]);
    const preset = defaultOf(property, making.resolve);
    if (preset !== undefined)
      missing.push({
        name,
        preset: defaulter === undefined ? preset : defaulter(preset),
        nullable: property.nullable === true,
      });
  }
  if (each !== undefined) return mapDefaulter(each);
  return inner.length === 0 && missing.length === 0 ? undefined : objectDefaulter(inner, missing);
}

/** Of the items of a list or the values of a map, of which one that is null and cannot be takes the default too. */
function makeEach(schema: Schema, making: Making): Defaulter | undefined {
  const inner = make(schema, making);
  const preset = defaultOf(schema, making.resolve);
  if (preset === undefined || schema.nullable === true) return inner;
  return (value) => {
    const given = value === null ? preset : value;
    return inner === undefined ? given : inner(given);
  };
}

interface Preset {
  readonly name: string;
  readonly preset: unknown;
  /** Null stays null; elsewhere the default takes its place. */
  readonly nullable: boolean;
}

function defaultOf(schema: Schema, resolve: Resolve): unknown {
  if (schema.default !== undefined || schema.ref === undefined) return schema.default;
  return resolve(schema.ref).default;
}

function objectDefaulter(
  inner: readonly (readonly [string, Defaulter])[],
  missing: readonly Preset[],
): Defaulter {
  return (value) => {
    if (!isRecord(value)) return value;
    let filled = value;
    for (const { name, preset, nullable } of missing)
      if (value[name] === undefined || (value[name] === null && !nullable)) {
        if (filled === value) filled = { ...value };
        filled[name] = preset;
      }
    for (const [name, defaulter] of inner) {
      const item = value[name];
      if (item === undefined || item === null) continue;
      const full = defaulter(item);
      if (full === item) continue;
      if (filled === value) filled = { ...value };
      filled[name] = full;
    }
    return filled;
  };
}

function mapDefaulter(each: Defaulter): Defaulter {
  return (value) => {
    if (!isRecord(value)) return value;
    let filled = value;
    for (const name in value) {
      const full = each(value[name]);
      if (full === value[name]) continue;
      if (filled === value) filled = { ...value };
      filled[name] = full;
    }
    return filled;
  };
}

function listDefaulter(items: Schema, making: Making): Defaulter | undefined {
  const each = makeEach(items, making);
  if (each === undefined) return undefined;
  return (value) => {
    if (!Array.isArray(value)) return value;
    let filled: unknown[] | undefined;
    for (const [at, item] of value.entries()) {
      const full = each(item);
      if (full === item) continue;
      filled ??= [...(value as readonly unknown[])];
      filled[at] = full;
    }
    return filled ?? value;
  };
}
