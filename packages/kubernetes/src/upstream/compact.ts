import type { FieldPath } from '../field-path/index.ts';
import type { Rule, Schema } from './schema.ts';

/** Takes what is wrong with a schema: where in the object that holds it, and what. */
export type Report = (path: FieldPath, message: string) => void;

/** As deep as any real schema goes, and far from what the stack bears. */
const MAXIMUM_DEPTH = 100;

const TYPES: ReadonlySet<unknown> = new Set(['object', 'array', 'string', 'integer', 'number', 'boolean']);

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
  ['not', ['not', 'schema']],
  ['allOf', ['allOf', 'branches']],
  ['anyOf', ['anyOf', 'branches']],
  ['oneOf', ['oneOf', 'branches']],
  ['x-kubernetes-int-or-string', ['intOrString', 'flag']],
  ['x-kubernetes-preserve-unknown-fields', ['preserveUnknownFields', 'flag']],
  ['x-kubernetes-embedded-resource', ['embeddedResource', 'flag']],
  ['x-kubernetes-list-type', ['listType', 'list type']],
  ['x-kubernetes-list-map-keys', ['listMapKeys', 'texts']],
  ['x-kubernetes-map-type', ['mapType', 'map type']],
  ['x-kubernetes-validations', ['rules', 'rules']],
]);

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
  | 'texts'
  | 'list'
  | 'any'
  | 'schema'
  | 'schema or flag'
  | 'schemas'
  | 'branches'
  | 'list type'
  | 'map type'
  | 'rules';

interface Reading {
  readonly report: Report;
  /** The schemas around the present one, to meet loops. */
  readonly around: Set<unknown>;
}

/**
 * A schema of a resource definition (`openAPIV3Schema`) in compact form: prose and unknown words are gone, words whose
 * value says nothing (`nullable: false`, an empty `required`, `additionalProperties: false`: objects are closed anyway)
 * too, and `anyOf` integer or string beside `x-kubernetes-int-or-string`, which means the same. What has a wrong shape
 * is reported and left out.
 */
export function compactSchema(raw: unknown, path: FieldPath, report: Report): Schema {
  return read(raw, path, { report, around: new Set() });
}

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
  if (raw['additionalProperties'] === false && raw['properties'] !== undefined)
    report([...path, 'additionalProperties'], 'properties and additionalProperties exclude each other');
  const source = raw['x-kubernetes-int-or-string'] === true ? withoutIntOrString(raw) : raw;
  const schema: Record<string, unknown> = {};
  for (const key of Object.keys(source).sort()) {
    const entry = WORDS.get(key);
    const value = source[key];
    if (entry === undefined) {
      if (key === '$ref') report([...path, key], 'a definition cannot refer to other schemas');
      continue;
    }
    if (value === null && key !== 'default') continue;
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
    case 'schemas':
      return readSchemas(value, path, reading);
    case 'branches': {
      if (!Array.isArray(value)) return wrong('a list of schemas', value, path, reading);
      const found = value.map((branch, index) => read(branch, [...path, index], reading));
      return found.length === 0 ? undefined : found;
    }
    case 'rules':
      return readRules(value, path, reading);
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

type PlainHolds = Exclude<Holds, 'schema' | 'schema or flag' | 'schemas' | 'branches' | 'rules'>;

const EXPECTED: Readonly<Record<PlainHolds, readonly [name: string, holds: (value: unknown) => boolean]>> = {
  type: ['one of object, array, string, integer, number, boolean', (value) => TYPES.has(value)],
  text: ['text', (value) => typeof value === 'string'],
  number: ['a number', (value) => typeof value === 'number'],
  count: ['a whole number from 0', (value) => Number.isInteger(value) && Number(value) >= 0],
  flag: ['true or false', (value) => typeof value === 'boolean'],
  texts: ['a list of texts', (value) => Array.isArray(value) && value.every((one) => typeof one === 'string')],
  list: ['a list', (value) => Array.isArray(value)],
  any: ['a value', () => true],
  'list type': ['map, set, or atomic', (value) => value === 'map' || value === 'set' || value === 'atomic'],
  'map type': ['atomic or granular', (value) => value === 'atomic' || value === 'granular'],
};

function readPlain(holds: PlainHolds, value: unknown, path: FieldPath, reading: Reading): unknown {
  const [expected, fits] = EXPECTED[holds];
  // An empty text is how Go writes "not set".
  if (value === '' && holds !== 'any') return undefined;
  if (!fits(value)) return wrong(expected, value, path, reading);
  if (holds === 'flag') return value === true ? true : undefined;
  if (Array.isArray(value) && value.length === 0 && holds !== 'any') return undefined;
  return holds === 'any' || holds === 'list' ? sortKeys(value) : value;
}

const RULE_TEXTS = ['message', 'messageExpression', 'reason', 'fieldPath'] as const;

function readRules(value: unknown, path: FieldPath, reading: Reading): readonly Rule[] | undefined {
  if (!Array.isArray(value)) return wrong('a list of rules', value, path, reading);
  const rules: Rule[] = [];
  for (const [index, raw] of value.entries()) {
    const at = [...path, index];
    if (!isRecord(raw) || typeof raw['rule'] !== 'string' || raw['rule'].trim() === '') {
      reading.report(at, 'a rule needs the CEL expression in `rule`');
      continue;
    }
    const rule: Record<string, unknown> = { rule: raw['rule'] };
    for (const word of RULE_TEXTS) {
      const text = raw[word];
      if (text === undefined || text === null || text === '') continue;
      if (typeof text === 'string') rule[word] = text;
      else wrong('text', text, [...at, word], reading);
    }
    if (raw['optionalOldSelf'] === true) rule['optionalOldSelf'] = true;
    rules.push(rule as unknown as Rule);
  }
  return rules.length === 0 ? undefined : rules;
}

function wrong(expected: string, value: unknown, path: FieldPath, { report }: Reading): undefined {
  report(path, `expected ${expected}; this is ${kindOfValue(value)}`);
  return undefined;
}

/** Without the branches that only repeat what `x-kubernetes-int-or-string` says, in the two forms that are allowed. */
function withoutIntOrString(raw: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { allOf, anyOf, ...others } = raw;
  if (isIntOrString(anyOf)) return allOf === undefined ? others : { ...others, allOf };
  if (!Array.isArray(allOf)) return raw;
  const left = (allOf as unknown[]).filter((one) => !isRecord(one) || !isIntOrString(one['anyOf']));
  return { ...others, ...(anyOf === undefined ? {} : { anyOf }), allOf: left };
}

function isIntOrString(branches: unknown): boolean {
  if (!Array.isArray(branches) || branches.length !== 2) return false;
  const types = (branches as unknown[]).map((one) =>
    isRecord(one) && Object.keys(one).length === 1 ? one['type'] : undefined,
  );
  return types.includes('integer') && types.includes('string');
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

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOfValue(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `${JSON.stringify(value)}`;
}
