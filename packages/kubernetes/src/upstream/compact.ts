import type { FieldPath } from '../field-path/index.ts';
import { isRecord, kindOfValue, type Report } from './reading.ts';
import { readRules } from './rules.ts';
import type { Schema } from './schema.ts';

/** As deep as any real schema goes, and far from what the stack bears. */
const MAXIMUM_DEPTH = 100;

const TYPES: ReadonlySet<unknown> = new Set(['object', 'array', 'string', 'integer', 'number', 'boolean']);

/** What is wrong with words that only the schema around restrictions can hold. */
export const INSIDE_BRANCH = 'not allowed inside allOf, anyOf, oneOf, and not';

/** How the words of a schema are spelled in compact form, and what they hold. */
const WORDS: ReadonlyMap<string, readonly [word: string, holds: Holds]> = new Map([
  ['type', ['type', 'type']],
  ['format', ['format', 'text']],
  ['pattern', ['pattern', 'text']],
  ['minimum', ['minimum', 'number']],
  ['maximum', ['maximum', 'number']],
  ['multipleOf', ['multipleOf', 'number']],
  ['exclusiveMinimum', ['exclusiveMinimum', 'flag']],
  ['exclusiveMaximum', ['exclusiveMaximum', 'flag']],
  ['minLength', ['minLength', 'count']],
  ['maxLength', ['maxLength', 'count']],
  ['minItems', ['minItems', 'count']],
  ['maxItems', ['maxItems', 'count']],
  ['minProperties', ['minProperties', 'count']],
  ['maxProperties', ['maxProperties', 'count']],
  ['uniqueItems', ['uniqueItems', 'flag']],
  ['nullable', ['nullable', 'flag']],
  ['required', ['required', 'texts']],
  ['enum', ['enum', 'list']],
  ['default', ['default', 'any']],
  ['properties', ['properties', 'schemas']],
  ['items', ['items', 'schema']],
  ['additionalProperties', ['additionalProperties', 'schema or flag']],
  ['not', ['not', 'branch']],
  ['allOf', ['allOf', 'branches']],
  ['anyOf', ['anyOf', 'branches']],
  ['oneOf', ['oneOf', 'branches']],
  ['x-kubernetes-int-or-string', ['intOrString', 'flag']],
  ['x-kubernetes-preserve-unknown-fields', ['preserveUnknownFields', 'true']],
  ['x-kubernetes-embedded-resource', ['embeddedResource', 'flag']],
  ['x-kubernetes-list-type', ['listType', 'list type']],
  ['x-kubernetes-list-map-keys', ['listMapKeys', 'texts']],
  ['x-kubernetes-map-type', ['mapType', 'map type']],
  ['x-kubernetes-validations', ['rules', 'rules']],
]);

/** Words of JSON schema that definitions cannot hold, and why. Most may stand there empty. */
const UNSUPPORTED: ReadonlyMap<string, string> = new Map([
  ['$ref', 'a definition cannot refer to other schemas'],
  ...['$schema', 'id', 'definitions', 'patternProperties', 'additionalItems', 'dependencies'].map(
    (word) => [word, 'definitions of resources cannot use this word'] as const,
  ),
]);

const PROSE: ReadonlySet<string> = new Set(['title', 'description']);

const ORIGINAL: ReadonlyMap<string, string> = new Map(
  Array.from(WORDS, ([original, [word]]) => [word, original]),
);

/** How a resource definition spells a word of a compact schema: `x-kubernetes-validations` for `rules`. */
export function originalWord(word: string): string {
  return ORIGINAL.get(word) ?? word;
}

type Holds =
  | 'type'
  | 'text'
  | 'number'
  | 'count'
  | 'flag'
  | 'true'
  | 'texts'
  | 'list'
  | 'any'
  | 'schema'
  | 'schema or flag'
  | 'schemas'
  | 'branch'
  | 'branches'
  | 'list type'
  | 'map type'
  | 'rules';

interface Reading {
  readonly report: Report;
  /** The schemas around the present one, to meet loops. */
  readonly around: Set<unknown>;
  /** Inside allOf, anyOf, oneOf, or not. */
  readonly inBranch?: true;
}

/**
 * A schema of a resource definition (`openAPIV3Schema`) in compact form: prose and unknown words are gone, words whose
 * value says nothing (`nullable: false`, an empty `required`, `additionalProperties: false`: objects are closed anyway)
 * too, and `anyOf` integer or string beside `x-kubernetes-int-or-string`, which means the same. What has a wrong shape
 * is reported and left out.
 */
export function compactSchema(raw: unknown, path: FieldPath, report: Report): Schema {
  const schema = read(raw, path, { report, around: new Set() });
  const properties = isRecord(raw) ? raw['properties'] : undefined;
  const metadata = isRecord(properties) ? properties['metadata'] : undefined;
  if (isRecord(metadata))
    reportProse(metadata, [...path, 'properties', 'metadata'], report, 'metadata cannot be described here');
  return schema;
}

function reportProse(raw: Raw, path: FieldPath, report: Report, message: string): void {
  for (const word of PROSE) if (raw[word]) report([...path, word], message);
}

type Raw = Readonly<Record<string, unknown>>;

function read(raw: unknown, path: FieldPath, reading: Reading): Schema {
  const { around, report } = reading;
  if (!isRecord(raw)) {
    report(path, `a schema is an object; this is ${kindOfValue(raw)}`);
    return {};
  }
  if (around.has(raw) || around.size >= MAXIMUM_DEPTH) {
    report(path, around.has(raw) ? 'the schema contains itself' : `nested over ${MAXIMUM_DEPTH} schemas deep`);
    return {};
  }
  around.add(raw);
  if (raw['additionalProperties'] === false && !isEmpty(raw['properties'] ?? null))
    report([...path, 'additionalProperties'], 'properties and additionalProperties exclude each other');
  if (reading.inBranch === true) reportProse(raw, path, report, INSIDE_BRANCH);
  const source = raw['x-kubernetes-int-or-string'] === true ? withoutIntOrString(raw) : raw;
  const schema: Record<string, unknown> = {};
  for (const key of Object.keys(source).sort()) {
    const entry = WORDS.get(key);
    const value = source[key];
    if (entry === undefined) {
      const unsupported = isEmpty(value) && key !== 'dependencies' ? undefined : UNSUPPORTED.get(key);
      if (unsupported !== undefined) report([...path, key], unsupported);
      if (PROSE.has(key) && typeof (value ?? '') !== 'string') wrong('text', value, [...path, key], reading);
      continue;
    }
    // A default that is null is none.
    if (value === null) continue;
    const [word, holds] = entry;
    const found = readWord(holds, value, [...path, key], reading);
    if (found !== undefined) schema[word] = found;
  }
  around.delete(raw);
  return schema;
}

function readWord(holds: Holds, value: unknown, path: FieldPath, reading: Reading): unknown {
  switch (holds) {
    case 'schema':
      return read(value, path, reading);
    case 'schema or flag':
      return typeof value === 'boolean' ? value || undefined : read(value, path, reading);
    case 'branch':
      return read(value, path, { ...reading, inBranch: true });
    case 'schemas':
      return readSchemas(value, path, reading);
    case 'branches': {
      if (!Array.isArray(value)) return wrong('a list of schemas', value, path, reading);
      const inside = { ...reading, inBranch: true } as const;
      const found = value.map((branch, index) => read(branch, [...path, index], inside));
      return found.length === 0 ? undefined : found;
    }
    case 'rules':
      return readRules(value, path, reading.report);
    default:
      return readPlain(holds, value, path, reading);
  }
}

function readSchemas(value: unknown, path: FieldPath, reading: Reading): unknown {
  if (!isRecord(value)) return wrong('an object of schemas', value, path, reading);
  const names = Object.keys(value).sort();
  if (names.length === 0) return undefined;
  return Object.fromEntries(names.map((name) => [name, read(value[name], [...path, name], reading)]));
}

type PlainHolds = Exclude<Holds, 'schema' | 'schema or flag' | 'schemas' | 'branch' | 'branches' | 'rules'>;

const EXPECTED: Readonly<Record<PlainHolds, readonly [name: string, holds: (value: unknown) => boolean]>> = {
  type: ['one of object, array, string, integer, number, boolean', (value) => TYPES.has(value)],
  text: ['text', (value) => typeof value === 'string'],
  number: ['a number', (value) => typeof value === 'number'],
  count: ['a whole number', (value) => Number.isInteger(value)],
  flag: ['true or false', (value) => typeof value === 'boolean'],
  true: ['true or nothing', (value) => value === true],
  texts: ['a list of texts', (value) => Array.isArray(value) && value.every((one) => typeof one === 'string')],
  list: ['a list', (value) => Array.isArray(value)],
  any: ['a value', () => true],
  'list type': ['map, set, or atomic', (value) => value === 'map' || value === 'set' || value === 'atomic'],
  'map type': ['atomic or granular', (value) => value === 'atomic' || value === 'granular'],
};

function readPlain(holds: PlainHolds, value: unknown, path: FieldPath, reading: Reading): unknown {
  const [expected, fits] = EXPECTED[holds];
  // An empty text is how Go writes "not set".
  if (value === '' && (holds === 'type' || holds === 'text')) return undefined;
  if (!fits(value)) return wrong(expected, value, path, reading);
  if (holds === 'flag') return value === true ? true : undefined;
  if (Array.isArray(value) && value.length === 0 && holds !== 'any') return undefined;
  return holds === 'any' || holds === 'list' ? sortKeys(value) : value;
}

function wrong(expected: string, value: unknown, path: FieldPath, { report }: Reading): undefined {
  report(path, `expected ${expected}; this is ${kindOfValue(value)}`);
  return undefined;
}

/** Without what only repeats `x-kubernetes-int-or-string`, in the two forms that are allowed. */
function withoutIntOrString(raw: Raw): Raw {
  const { allOf, anyOf, ...others } = raw;
  if (isIntOrString(anyOf)) return allOf === undefined ? others : { ...others, allOf };
  if (!Array.isArray(allOf)) return raw;
  const [first, ...rest] = allOf as readonly unknown[];
  if (!isRecord(first) || !isIntOrString(first['anyOf'])) return raw;
  const { anyOf: _, ...more } = first;
  return { ...raw, allOf: Object.keys(more).length === 0 ? rest : [more, ...rest] };
}

/** Whether branches are just integer and string, in this order: the one place where a branch may name a type. */
export function isIntOrString(branches: unknown): boolean {
  if (!Array.isArray(branches) || branches.length !== 2) return false;
  const [integer, text] = (branches as readonly unknown[]).map((one) =>
    isRecord(one) && Object.keys(one).length === 1 ? one['type'] : undefined,
  );
  return integer === 'integer' && text === 'string';
}

/** The same JSON value with the keys of every object in order. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sortKeys(value[key])]),
  );
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === null || (isRecord(value) && Object.keys(value).length === 0);
}
