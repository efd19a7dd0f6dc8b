import { z } from 'zod';
import type { FieldMeta, Format } from './shape.ts';

const LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

function formatted(format: Format, description: string, pattern?: RegExp): z.ZodString {
  const base = pattern === undefined ? z.string() : z.string().regex(pattern);
  return base.meta({ format, description });
}

/**
 * The words of the schema language, on top of zod. Every field has a description.
 * Structure only: constraints between fields are data ({@link import('./constraint.ts').Constraint}).
 */
export const fields = {
  /** A DNS-1035 label of at most 40 characters (RFC 1035, INTENT.md "Names"). */
  name: (description: string) => z.string().regex(LABEL).max(40).meta({ format: 'name', description }),
  /** The name of another document of the given kind. */
  reference: (kind: string, description: string) => z.string().min(1).meta({ reference: kind, description }),
  /** Free text that becomes documentation or an annotation. */
  text: (description: string) => z.string().meta({ description }),
  choice: <const V extends readonly [string, ...string[]]>(values: V, description: string) =>
    z.enum(values).meta({ description }),
  flag: (description: string) => z.boolean().meta({ description }),
  integer: (minimum: number, maximum: number, description: string, unit?: string) =>
    z
      .int()
      .min(minimum)
      .max(maximum)
      .meta(unit === undefined ? { description } : { description, unit }),
  /** A plain integer from 0 to 100. */
  percentage: (description: string) => z.int().min(0).max(100).meta({ description, unit: 'percent' }),
  /** A TCP port. */
  port: (description: string) => z.int().min(1).max(65_535).meta({ description }),
  /** A Kubernetes CPU quantity: `250m`, `2`. */
  cpu: (description: string) => formatted('cpu', description, /^([0-9]+m|[0-9]+(\.[0-9]{1,3})?)$/),
  /** A Kubernetes quantity of bytes, binary: `512Mi`, `1Gi`. */
  bytes: (description: string) => formatted('bytes', description, /^[0-9]+(\.[0-9]+)?(Ki|Mi|Gi|Ti|Pi)$/),
  /** A duration: `30s`, `10m`, `1h30m`, `7d` (a day has 24 hours). */
  duration: (description: string) => formatted('duration', description, /^([0-9]+(d|h|ms|m|s))+$/),
  host: (description: string) =>
    formatted('host', description, /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/),
  /** An absolute URL path or file path. */
  path: (description: string) => formatted('path', description, /^\//),
  image: (description: string) => formatted('image', description),
  /** Five fields: minute, hour, day of month, month, day of week. */
  cron: (description: string) => formatted('cron', description),
  /** A date without time: `2026-12-31` (ISO 8601). */
  date: (description: string) => formatted('date', description, /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/),
  cidr: (description: string) => formatted('cidr', description, /^[0-9a-fA-F.:]+\/[0-9]{1,3}$/),
  semver: (description: string) =>
    formatted('semver', description, /^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$/),
  formatted,
  list: <T extends z.ZodType>(item: T, description: string) => z.array(item).meta({ description }),
  /** A list whose entries are told apart by one field; such lists merge by that key. */
  keyedList: <T extends z.ZodType>(item: T, listKey: string, description: string) =>
    z.array(item).meta({ description, listKey }),
  map: <K extends z.ZodString, V extends z.ZodType>(key: K, value: V, description: string) =>
    z.record(key, value).meta({ description }),
  object: <S extends z.ZodRawShape>(shape: S, description: string) =>
    z.strictObject(shape).meta({ description }),
} as const;

/**
 * Marks a field that the built-in documents always fill: the author may omit it,
 * and lowering can count on it. A test holds the built-in documents to that.
 */
export function defaulted<T extends z.ZodType>(schema: T): T {
  return withMeta(schema, { defaulted: true });
}

/** Adds to what a field says about itself. */
export function withMeta<T extends z.ZodType>(schema: T, meta: FieldMeta): T {
  return schema.meta({ ...schema.meta(), ...meta } as Record<string, unknown>) as T;
}

/** What a part's `schema` function receives: zod of the host and the schema language. */
export interface SchemaTools {
  readonly z: typeof z;
  readonly fields: typeof fields;
  readonly defaulted: typeof defaulted;
  readonly withMeta: typeof withMeta;
}

export const schemaTools: SchemaTools = { z, fields, defaulted, withMeta };
