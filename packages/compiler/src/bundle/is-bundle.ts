import { isObject } from '@fairway/model';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isNumber: Check = (value) => typeof value === 'number';
const isList =
  (entry: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(entry);
const isMap =
  (entry: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(entry);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
/** An object with at least these fields. */
const has =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && Object.entries(fields).every(([name, check]) => check(value[name]));

const isField = has({ shape: (value) => isShape(value), required: isFlag });

/** What a schema as data holds beside its type, by type. */
const shapes: Readonly<Record<string, Check>> = {
  object: has({ fields: isMap(isField), open: isFlag }),
  map: has({ key: (value) => isShape(value), value: (value) => isShape(value) }),
  list: has({ item: (value) => isShape(value), minItems: optional(isNumber), maxItems: optional(isNumber) }),
  string: has({
    values: optional(isList(isText)),
    pattern: optional((value) => typeof value === 'string' && isPattern(value)),
    minLength: optional(isNumber),
    maxLength: optional(isNumber),
  }),
  integer: has({ minimum: optional(isNumber), maximum: optional(isNumber) }),
  number: has({ minimum: optional(isNumber), maximum: optional(isNumber) }),
  boolean: has({ only: optional(isFlag) }),
  union: has({ options: isList((value) => isShape(value)) }),
  any: () => true,
};

function isShape(value: unknown): boolean {
  if (!isObject(value) || !isMeta(value['meta']) || typeof value['type'] !== 'string') return false;
  return Object.hasOwn(shapes, value['type']) && shapes[value['type']]?.(value) === true;
}

const isMeta = has({
  description: optional(isText),
  format: optional(isText),
  reference: optional(isText),
  listKey: optional(isText),
  unit: optional(isText),
  informational: optional(isText),
  defaulted: optional(isFlag),
  placeholders: optional(isFlag),
  examples: optional(Array.isArray),
});

const isObjectShape: Check = (value) => isObject(value) && value['type'] === 'object' && isShape(value);

/** What a constraint holds beside its rule, by rule. */
const constraints: Readonly<Record<string, Check>> = {
  atMost: has({ at: optional(isText), path: isText, other: isText }),
  requires: has({ at: optional(isText), path: isText, values: optional(Array.isArray), other: isText }),
  exactlyOne: has({ at: optional(isText), fields: isList(isText) }),
  oneOfWhen: has({
    at: optional(isText),
    path: isText,
    values: Array.isArray,
    when: has({ path: isText, values: Array.isArray }),
  }),
  immutable: has({ path: isText }),
};

const isConstraints = optional(
  isList(
    (value) =>
      isObject(value) &&
      typeof value['rule'] === 'string' &&
      Object.hasOwn(constraints, value['rule']) &&
      constraints[value['rule']]?.(value) === true,
  ),
);

const isPart = has({
  name: isText,
  docs: has({ summary: isText, details: optional(isText) }),
  vary: isList(isText),
  stricterOnly: optional(isList(isObject)),
  constraints: isConstraints,
  conversions: optional(isMap(isList(has({ step: isText })))),
  shape: isObjectShape,
});

const isKind: Check = (value) =>
  has({
    layer: isText,
    kind: isText,
    plural: isText,
    description: isText,
    constraints: isConstraints,
    upcoming: optional(isText),
  })(value) &&
  (isObject(value) && value['layer'] === 'workload'
    ? has({
        shape: isText,
        defaultPlacement: isText,
        parts: isList((part) => isText(part) || isPart(part)),
      })(value)
    : has({ vary: isList(isText), aliases: optional(isList(isText)), fields: isObjectShape })(value));

/** Whether a value is what `platformBundle` writes for plugins: everything that is read from it later is there. */
export const isPluginData = has({
  name: isText,
  kinds: isList(isKind),
  extend: isMap(isList(isPart)),
});

function isPattern(text: string): boolean {
  try {
    return new RegExp(text).source !== '';
  } catch {
    return false;
  }
}
