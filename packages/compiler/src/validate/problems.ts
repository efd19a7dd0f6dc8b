import {
  isObject,
  suggest,
  type Diagnostic,
  type Fix,
  type Path,
  type Problem,
  type Shape,
} from '@fairway/model';
import { rangeOf, scalarSource } from '@fairway/kubernetes';
import { nameOf, pathText, valueText, type Walk } from './walk.ts';

const TYPE_WORDS: Readonly<Record<Shape['type'], string>> = {
  object: 'an object',
  map: 'a map',
  list: 'a list',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  union: 'one of several forms',
  any: 'anything',
};

/** A value of the wrong type, in the user's words; text that YAML reads as something else gets its own code. */
export function problemOfType(value: unknown, shape: Shape, walk: Walk): Problem {
  const name = nameOf(walk);
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  if (scalar && wants(shape, 'string')) {
    const written = scalarSource(walk.document, walk.path)?.text ?? String(value);
    return {
      code: 'FWY2009',
      message: `${name} is text, but YAML reads ${written} as ${typeof value === 'number' ? `the number ${value}` : `the boolean ${value}`}`,
      fix: `quote it: "${written}"`,
    };
  }
  return {
    code: 'FWY2002',
    message: `${name} must be ${wanted(shape)}, not ${typeWords(value)}`,
    fix: typeof value === 'string' && scalarWithoutQuotes(value, shape) ? 'remove the quotes' : null,
  };
}

function wants(shape: Shape, type: Shape['type']): boolean {
  return shape.type === type || (shape.type === 'union' && shape.options.some((option) => wants(option, type)));
}

function wanted(shape: Shape): string {
  if (shape.type !== 'union') return TYPE_WORDS[shape.type];
  return [...new Set(shape.options.map(wanted))].join(' or ');
}

function scalarWithoutQuotes(value: string, shape: Shape): boolean {
  if (wants(shape, 'boolean')) return value === 'true' || value === 'false';
  return (wants(shape, 'integer') || wants(shape, 'number')) && /^-?[0-9]+(\.[0-9]+)?$/.test(value);
}

function typeWords(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  if (typeof value === 'string') return `the text "${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  return typeof value === 'number' ? `the number ${value}` : valueText(value);
}

/** A field that the schema does not know, with the nearest one that it does. */
export function problemOfUnknownField(
  key: string,
  siblings: { readonly [key: string]: unknown },
  shape: Extract<Shape, { type: 'object' }>,
  walk: Walk,
): Problem {
  const known = Object.keys(shape.fields);
  const parent = walk.path.length === 1 ? 'here' : `in ${nameOf({ ...walk, path: walk.path.slice(0, -1) })}`;
  const nearest = nearestField(key, siblings, shape);
  return {
    code: 'FWY2001',
    message: `there is no field "${key}" ${parent}${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
    fix: nearest === undefined ? `known fields: ${known.join(', ')}` : renameFix(nearest, key, walk),
  };
}

/** The field that a misspelled one most likely means; never one that is there already. */
export function nearestField(
  key: string,
  siblings: { readonly [key: string]: unknown },
  shape: Extract<Shape, { type: 'object' }>,
): string | undefined {
  const free = Object.keys(shape.fields).filter((name) => !Object.hasOwn(siblings, name));
  return suggest(key, free);
}

function renameFix(name: string, key: string, walk: Walk): Fix | string {
  const range = rangeOf(walk.document, walk.path, 'key');
  const summary = `rename ${key} to ${name}`;
  if (range === undefined) return summary;
  return { summary, edits: [{ file: walk.document.file, start: range.start, end: range.end, newText: name }] };
}

/** A number outside its bounds. */
export function problemOfRange(
  value: number,
  shape: Extract<Shape, { type: 'integer' | 'number' }>,
  name: string,
): Problem | undefined {
  const { minimum, maximum } = shape;
  if ((minimum === undefined || value >= minimum) && (maximum === undefined || value <= maximum))
    return undefined;
  const unit = shape.meta.unit === undefined ? '' : ` (${shape.meta.unit})`;
  const range =
    minimum !== undefined && maximum !== undefined
      ? `from ${minimum} to ${maximum}`
      : minimum === undefined
        ? `at most ${maximum}`
        : `at least ${minimum}`;
  return { code: 'FWY2006', message: `${name} is ${value}${unit}; it must be ${range}` };
}

/** A value that fits none of several forms: the problems of the form that fits best. */
export function problemOfUnion(failures: readonly (readonly Diagnostic[])[], name: string): Problem {
  const best = failures.toSorted((a, b) => a.length - b.length)[0] ?? [];
  const reasons = best.map((one) => one.message).join('; ');
  return { code: 'FWY2002', message: `${name} fits none of its forms: ${reasons}` };
}

/** A required field that is not there. */
export function problemOfMissing(path: Path, name: string, description: string | undefined): Problem {
  const holder = path.length === 0 ? 'the document' : pathText(path);
  const words = description === undefined ? '' : `: ${lowerFirst(description)}`;
  return {
    code: 'FWY2003',
    message: `${pathText([...path, name])} is missing${words}`,
    fix: `add ${name} to ${holder}`,
  };
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
