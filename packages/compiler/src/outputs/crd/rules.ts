import type { Constraint, Shape } from '@fairway/model';
import { constraintSentence } from '../sentences.ts';
import { celName, celText, type Validation } from './cel.ts';
import { structuralSchema } from './structural.ts';

/** A rule and the object it stands at: names from `spec`, `[]` for the entries of a list. */
export interface PlacedRule {
  readonly at: readonly string[];
  readonly validation: Validation;
}

type Scalar = string | number | boolean;

/**
 * The CEL rules of declared constraints, each at the deepest object that holds all its fields. Constraints on fields
 * that CEL cannot see are left to the compiler.
 *
 * @param partial for what an environment sets: only rules that speak where all their fields are set.
 */
export function constraintRules(
  shape: Shape,
  constraints: readonly Constraint[],
  partial: boolean,
): PlacedRule[] {
  const rules: PlacedRule[] = [];
  for (const constraint of constraints) {
    if (partial && (constraint.rule === 'exactlyOne' || constraint.rule === 'requires')) continue;
    const at = 'at' in constraint && constraint.at !== undefined ? entriesOf(shape, constraint.at) : [];
    const base = at === undefined ? undefined : shapeAt(shape, at);
    if (at === undefined || base === undefined) continue;
    const paths = pathsOf(constraint).map((path) => path.split('.'));
    if (paths.some((path) => !isVisible(shapeAt(base, path)))) continue;
    const common = constraint.rule === 'immutable' ? (paths[0] as string[]) : commonPrefix(paths);
    const expression = expressionOf(constraint, base, common.length);
    if (expression === undefined) continue;
    const message = constraintSentence(constraint).replaceAll('`', '').replace(/\.$/, '');
    rules.push({ at: [...at, ...common], validation: { rule: expression, message } });
  }
  return rules;
}

function pathsOf(constraint: Constraint): readonly string[] {
  switch (constraint.rule) {
    case 'atMost':
    case 'requires':
      return [constraint.path, constraint.other];
    case 'exactlyOne':
      return constraint.fields;
    case 'oneOfWhen':
      return [constraint.path, constraint.when.path];
    case 'immutable':
      return [constraint.path];
  }
}

function expressionOf(constraint: Constraint, base: Shape, skipped: number): string | undefined {
  const below = (path: string): string[] => path.split('.').slice(skipped);
  const typed = (path: string): Shape => shapeAt(base, path.split('.')) as Shape;
  switch (constraint.rule) {
    case 'immutable':
      return 'self == oldSelf';
    case 'exactlyOne': {
      const set = constraint.fields.map((field) => `(${present(below(field))} ? 1 : 0)`);
      return `${set.join(' + ')} == 1`;
    }
    case 'requires': {
      const { path, values, other } = constraint;
      const condition =
        values === undefined
          ? present(below(path))
          : `${present(below(path))} && ${among(below(path), values)}`;
      return `!(${condition}) || ${grouped(present(below(other)))}`;
    }
    case 'oneOfWhen': {
      const { path, values, when } = constraint;
      const condition = `${present(below(when.path))} && ${among(below(when.path), when.values)} && ${present(below(path))}`;
      return `!(${condition}) || ${among(below(path), values)}`;
    }
    case 'atMost': {
      const { path, other } = constraint;
      const comparison = atMost(below(path), below(other), typed(path));
      if (comparison === undefined) return undefined;
      return `!(${present(below(path))} && ${present(below(other))}) || ${comparison}`;
    }
  }
}

/** Numbers, quantities, durations. CEL's durations have no days: where one is written in days the compiler judges. */
function atMost(path: readonly string[], other: readonly string[], shape: Shape): string | undefined {
  const [low, high] = [select(path), select(other)];
  if (shape.type === 'integer' || shape.type === 'number') return `${low} <= ${high}`;
  switch (shape.meta.format) {
    case 'cpu':
    case 'bytes':
      return `quantity(${low}).compareTo(quantity(${high})) <= 0`;
    case 'duration':
      return `${low}.contains('d') || ${high}.contains('d') || duration(${low}) <= duration(${high})`;
    default:
      return undefined;
  }
}

/** `has(self.a) && has(self.a.b)`: true where the whole path is set. */
function present(path: readonly string[]): string {
  return path.map((_, index) => `has(${select(path.slice(0, index + 1))})`).join(' && ');
}

function grouped(expression: string): string {
  return expression.includes(' && ') ? `(${expression})` : expression;
}

function select(path: readonly string[]): string {
  return ['self', ...path.map(celName)].join('.');
}

function among(path: readonly string[], values: readonly Scalar[]): string {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return `${select(path)} == ${literal(only)}`;
  return `${select(path)} in [${values.map(literal).join(', ')}]`;
}

function literal(value: Scalar): string {
  return typeof value === 'string' ? celText(value) : String(value);
}

/** The path of the objects that `at` names: entries of a list end in `[]`. */
function entriesOf(shape: Shape, at: string): string[] | undefined {
  const path = at.replace(/\[\]$/, '').split('.');
  const found = shapeAt(shape, path);
  if (found === undefined) return undefined;
  return found.type === 'list' ? [...path, '[]'] : path;
}

/** The shape at a path of names and `[]`; `undefined` where there is none. */
export function shapeAt(shape: Shape, path: readonly string[]): Shape | undefined {
  let here: Shape | undefined = shape;
  for (const name of path) {
    if (here === undefined) return undefined;
    if (name === '[]') here = here.type === 'list' ? here.item : undefined;
    else if (here.type === 'object')
      here = Object.hasOwn(here.fields, name) ? here.fields[name]?.shape : undefined;
    else return undefined;
  }
  return here;
}

/** Whether CEL can see a field: one without a type in the structural schema does not exist for it. */
function isVisible(shape: Shape | undefined): boolean {
  if (shape === undefined) return false;
  const { type, 'x-kubernetes-int-or-string': mixed } = structuralSchema(shape);
  return type !== undefined || mixed === true;
}

/** The names that all paths begin with; at least one name of each stays. */
function commonPrefix(paths: readonly (readonly string[])[]): string[] {
  const [first = []] = paths;
  const common: string[] = [];
  for (const [index, name] of first.entries()) {
    if (!paths.every((path) => path[index] === name && path.length > index + 1)) break;
    common.push(name);
  }
  return common;
}
