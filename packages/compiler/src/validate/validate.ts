import {
  diagnostic,
  isObject,
  type Diagnostic,
  type Path,
  type Problem,
  type Shape,
  type SourceDocument,
} from '@fairway/model';
import { checkString } from './string.ts';
import {
  nearestField,
  problemOfMissing,
  problemOfRange,
  problemOfType,
  problemOfUnknownField,
  problemOfUnion,
} from './problems.ts';
import { nameOf, pathText, type FoundReference, type Walk, valueText } from './walk.ts';

export { pathText, type FoundReference } from './walk.ts';

export interface ValidateOptions {
  /** The value may leave fields out: environment overrides and defaults. */
  readonly partial?: boolean;
}

export interface ValidationResult {
  /** The value without what is wrong in it, so that later checks can go on; the input itself where nothing is. */
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  readonly references: readonly FoundReference[];
}

const WRONG = Symbol('wrong');

/**
 * Checks a value against a shape and reports every problem at once, with its position.
 * Only structure is judged here: constraints between fields and the existence of references come later.
 */
export function validateShape(
  value: unknown,
  shape: Shape,
  document: SourceDocument,
  path: Path,
  options: ValidateOptions = {},
): ValidationResult {
  const walk: Walk = {
    document,
    path: [...path],
    partial: options.partial ?? false,
    diagnostics: [],
    references: [],
  };
  const checked = check(value, shape, walk);
  return {
    value: checked === WRONG ? undefined : checked,
    diagnostics: walk.diagnostics,
    references: walk.references,
  };
}

/** Reports a problem at the walk's place. */
export function reportAt(walk: Walk, problem: Problem, part: 'key' | 'value' = 'value'): typeof WRONG {
  walk.diagnostics.push(diagnostic(problem, walk.document.locate(walk.path, part)));
  return WRONG;
}

function check(value: unknown, shape: Shape, walk: Walk): unknown {
  if (value === null && shape.type !== 'any') {
    return reportAt(walk, {
      code: 'FWY2008',
      message: `${nameOf(walk)} is empty (null)`,
      fix: 'give it a value, or remove the line',
    });
  }
  switch (shape.type) {
    case 'object':
      return isObject(value)
        ? checkObject(value, shape, walk)
        : reportAt(walk, problemOfType(value, shape, walk));
    case 'map':
      return isObject(value) ? checkMap(value, shape, walk) : reportAt(walk, problemOfType(value, shape, walk));
    case 'list':
      return Array.isArray(value)
        ? checkList(value, shape, walk)
        : reportAt(walk, problemOfType(value, shape, walk));
    case 'string': {
      if (typeof value !== 'string') return reportAt(walk, problemOfType(value, shape, walk));
      const problem = checkString(value, shape, nameOf(walk));
      if (problem !== undefined) return reportAt(walk, problem);
      if (shape.meta.reference !== undefined) {
        walk.references.push({ kind: shape.meta.reference, name: value, path: [...walk.path] });
      }
      return value;
    }
    case 'integer':
    case 'number': {
      if (typeof value !== 'number' || (shape.type === 'integer' && !Number.isInteger(value))) {
        return reportAt(walk, problemOfType(value, shape, walk));
      }
      const problem = problemOfRange(value, shape, nameOf(walk));
      return problem === undefined ? value : reportAt(walk, problem);
    }
    case 'boolean':
      return typeof value === 'boolean' ? value : reportAt(walk, problemOfType(value, shape, walk));
    case 'union':
      return checkUnion(value, shape, walk);
    case 'any':
      return value;
  }
}

function checkObject(
  value: { readonly [key: string]: unknown },
  shape: Extract<Shape, { type: 'object' }>,
  walk: Walk,
): unknown {
  let result: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    walk.path.push(key);
    let checked: unknown;
    if (field !== undefined) checked = check(value[key], field.shape, walk);
    else if (shape.open) checked = value[key];
    else {
      checked = reportAt(walk, problemOfUnknownField(key, value, shape, walk), 'key');
      result = withMeantField(key, value, result ?? { ...value }, shape, walk);
    }
    walk.path.pop();
    if (checked === value[key]) continue;
    result ??= { ...value };
    if (checked === WRONG) delete result[key];
    else result[key] = checked;
  }
  if (!walk.partial) reportMissing({ ...result, ...value }, shape, walk);
  return result ?? value;
}

/**
 * The value of a misspelled field counts as that of the field it most likely means, where it fits,
 * so that what it holds is judged too and nothing is called missing that is only misspelled.
 */
function withMeantField(
  key: string,
  value: { readonly [key: string]: unknown },
  result: Record<string, unknown>,
  shape: Extract<Shape, { type: 'object' }>,
  walk: Walk,
): Record<string, unknown> {
  const meant = nearestField(key, value, shape);
  const field = meant === undefined ? undefined : shape.fields[meant];
  if (meant === undefined || field === undefined || Object.hasOwn(result, meant)) return result;
  const trial: Walk = { ...walk, diagnostics: [], references: [] };
  const checked = check(value[key], field.shape, trial);
  const fits =
    trial.diagnostics.length === 0 || (typeof value[key] === 'object' && sameType(value[key], field.shape));
  if (!fits || checked === WRONG) return result;
  walk.diagnostics.push(...trial.diagnostics);
  walk.references.push(...trial.references);
  return { ...result, [meant]: checked };
}

function reportMissing(
  value: { readonly [key: string]: unknown },
  shape: Extract<Shape, { type: 'object' }>,
  walk: Walk,
): void {
  for (const name in shape.fields) {
    const field = shape.fields[name];
    if (field?.required !== true || Object.hasOwn(value, name)) continue;
    reportAt(walk, problemOfMissing(walk.path, name, field.shape.meta.description), 'key');
  }
}

function checkMap(
  value: { readonly [key: string]: unknown },
  shape: Extract<Shape, { type: 'map' }>,
  walk: Walk,
): unknown {
  let result: Record<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    walk.path.push(key);
    const keyProblem = shape.key.type === 'string' ? checkString(key, shape.key, `the key ${key}`) : undefined;
    const checked =
      keyProblem === undefined ? check(value[key], shape.value, walk) : reportAt(walk, keyProblem, 'key');
    if (keyProblem === undefined && shape.key.meta.reference !== undefined) {
      walk.references.push({ kind: shape.key.meta.reference, name: key, path: [...walk.path] });
    }
    walk.path.pop();
    if (checked === value[key]) continue;
    result ??= { ...value };
    if (checked === WRONG) delete result[key];
    else result[key] = checked;
  }
  return result ?? value;
}

function checkList(value: readonly unknown[], shape: Extract<Shape, { type: 'list' }>, walk: Walk): unknown {
  const { minItems, maxItems } = shape;
  if (
    (minItems !== undefined && value.length < minItems) ||
    (maxItems !== undefined && value.length > maxItems)
  ) {
    return reportAt(walk, {
      code: 'FWY2007',
      message: `${nameOf(walk)} has ${value.length} entries; ${boundsText(minItems, maxItems)}`,
    });
  }
  let result: unknown[] | undefined;
  for (let index = 0; index < value.length; index += 1) {
    walk.path.push(index);
    const checked = check(value[index], shape.item, walk);
    walk.path.pop();
    if (checked !== value[index]) result ??= value.slice(0, index);
    if (result !== undefined && checked !== WRONG) result.push(checked);
  }
  const entries = result ?? value;
  if (shape.meta.listKey !== undefined) reportDuplicateKeys(value, shape.meta.listKey, walk);
  return entries;
}

function reportDuplicateKeys(value: readonly unknown[], listKey: string, walk: Walk): void {
  const seen = new Map<unknown, number>();
  for (let index = 0; index < value.length; index += 1) {
    const key = keyOfEntry(value[index], listKey);
    if (key === undefined) continue;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, index);
      continue;
    }
    const { file, line, column } = walk.document.locate([...walk.path, first]);
    walk.path.push(index);
    reportAt(walk, {
      code: 'FWY2017',
      message: `${pathText(walk.path.slice(0, -1))} has two entries for ${key}`,
      fix: 'keep one of them',
      related: [{ message: 'the first one', file, line, column }],
    });
    walk.path.pop();
  }
}

/**
 * The key of a keyed list's entry. `a|b.c` means: the first of these fields that is set;
 * the answer then starts with the field's name, so entries of different fields never meet.
 */
export function keyOfEntry(entry: unknown, listKey: string): string | undefined {
  if (!isObject(entry)) return undefined;
  if (!listKey.includes('|') && !listKey.includes('.')) {
    const value = entry[listKey];
    return value === undefined ? undefined : valueText(value);
  }
  for (const option of listKey.split('|')) {
    let here: unknown = entry;
    for (const segment of option.split('.')) here = isObject(here) ? here[segment] : undefined;
    if (here !== undefined) return `${option} ${valueText(here)}`;
  }
  return undefined;
}

function checkUnion(value: unknown, shape: Extract<Shape, { type: 'union' }>, walk: Walk): unknown {
  const matching = shape.options.filter((option) => sameType(value, option));
  if (matching.length === 0) return reportAt(walk, problemOfType(value, shape, walk));
  if (matching.length === 1) return check(value, matching[0] as Shape, walk);
  const failures: Diagnostic[][] = [];
  for (const option of matching) {
    const trial: Walk = { ...walk, path: [...walk.path], diagnostics: [], references: [] };
    const checked = check(value, option, trial);
    if (trial.diagnostics.length === 0) {
      walk.references.push(...trial.references);
      return checked;
    }
    failures.push(trial.diagnostics);
  }
  return reportAt(walk, problemOfUnion(failures, nameOf(walk)));
}

function sameType(value: unknown, shape: Shape): boolean {
  switch (shape.type) {
    case 'object':
    case 'map':
      return isObject(value);
    case 'list':
      return Array.isArray(value);
    case 'string':
      return typeof value === 'string';
    case 'integer':
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'union':
      return shape.options.some((option) => sameType(value, option));
    case 'any':
      return true;
  }
}

function boundsText(minimum: number | undefined, maximum: number | undefined): string {
  if (minimum === undefined) return `at most ${maximum} are allowed`;
  if (maximum === undefined) return `at least ${minimum} are needed`;
  return `${minimum} to ${maximum} are allowed`;
}
