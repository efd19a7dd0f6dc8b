import type { Constraint, Shape } from '@fairway/model';
import { constraintSentence } from '../sentences.ts';
import { celName, celText, type Validation } from './cel.ts';
import { logicalSchema, type LogicalSchema } from './logical.ts';
import { structuralSchema } from './structural.ts';

/** A rule, in CEL or as a schema, and the object it stands at: names from `spec`, `[]` for the entries of a list. */
export type PlacedRule = { readonly at: readonly string[] } & (
  | { readonly validation: Validation }
  | { readonly schema: LogicalSchema }
);

type Scalar = string | number | boolean;

/**
 * The rules of declared constraints, each at the deepest object that holds all its fields. On fields that CEL cannot
 * see they are schemas where a schema can say them, else they are left to the compiler.
 *
 * @param partial for what an environment sets: only what is wrong whatever stands in `spec`.
 */
export function constraintRules(
  shape: Shape,
  constraints: readonly Constraint[],
  partial: boolean,
): PlacedRule[] {
  const rules: PlacedRule[] = [];
  for (const constraint of constraints) {
    if (partial && constraint.rule === 'requires') continue;
    const at = 'at' in constraint && constraint.at !== undefined ? entriesOf(shape, constraint.at) : [];
    const base = at === undefined ? undefined : shapeAt(shape, at);
    if (at === undefined || base === undefined) continue;
    const paths = pathsOf(constraint).map((path) => path.split('.'));
    if (paths.some((path) => shapeAt(base, path) === undefined)) continue;
    if (paths.some((path) => !isVisible(shapeAt(base, path)))) {
      const schema = partial ? undefined : logicalSchema(constraint);
      if (schema !== undefined) rules.push({ at, schema });
      continue;
    }
    const common = constraint.rule === 'immutable' ? (paths[0] as string[]) : commonPrefix(paths);
    const expression = expressionOf(constraint, base, { skipped: common.length, partial });
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

function expressionOf(
  constraint: Constraint,
  base: Shape,
  { skipped, partial }: { readonly skipped: number; readonly partial: boolean },
): string | undefined {
  const below = (path: string): string[] => path.split('.').slice(skipped);
  const typed = (path: string): Shape => shapeAt(base, path.split('.')) as Shape;
  switch (constraint.rule) {
    case 'immutable':
      return 'self == oldSelf';
    case 'exactlyOne': {
      const set = constraint.fields.map((field) => `(${present(below(field))} ? 1 : 0)`);
      return `${set.join(' + ')} ${partial ? '<=' : '=='} 1`;
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

/** Numbers, quantities, durations. */
function atMost(path: readonly string[], other: readonly string[], shape: Shape): string | undefined {
  const [low, high] = [select(path), select(other)];
  if (shape.type === 'integer' || shape.type === 'number') return `${low} <= ${high}`;
  switch (shape.meta.format) {
    case 'cpu':
    case 'bytes':
      return `quantity(${low}).compareTo(quantity(${high})) <= 0`;
    case 'duration':
      return `${milliseconds(low)} <= ${milliseconds(high)}`;
    default:
      return undefined;
  }
}

/**
 * A duration in milliseconds. CEL knows no days, which stand first: their number is read as hours, 24 for each.
 * Nothing here makes a text or a list of unknown length, whose cost the API server would refuse.
 */
function milliseconds(field: string): string {
  const days = `duration(${field}.substring(0, ${field}.indexOf('d')) + 'h').getHours() * 86400000`;
  const rest = `duration('0s' + ${field}.substring(${field}.indexOf('d') + 1)).getMilliseconds()`;
  return `(${field}.contains('d') ? ${days} + ${rest} : duration(${field}).getMilliseconds())`;
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
