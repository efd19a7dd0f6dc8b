import { isObject, type Path, type PathSegment, type Problem, type Shape } from '@fairway/model';
import { problemOfMissing } from '../validate/problems.ts';

type Report = (problem: Problem, path: Path) => void;
type Fields = { readonly [name: string]: unknown };

const INCOMPLETE = Symbol('incomplete');

/**
 * Reports fields that an entry of the effective spec needs but nobody gives. Overrides and defaults may be partial
 * only where they lie over something whole, which is known after merging. What is missing at the top of `spec`
 * was reported when the document was read.
 *
 * @returns the spec without what is not whole, so that everything else can be judged; the input where nothing is missing.
 */
export function withoutIncomplete(
  spec: Readonly<Record<string, unknown>>,
  shape: Shape,
  report: Report,
): Readonly<Record<string, unknown>> {
  return whole(spec, shape, [], report) as Readonly<Record<string, unknown>>;
}

/** A field that is required, or that has something required below it. */
interface Demand {
  readonly name: string;
  readonly required: boolean;
  readonly shape: Shape;
  /** Whether anything below it is required. */
  readonly below: boolean;
}

type ObjectShape = Extract<Shape, { type: 'object' }>;

const memo = new WeakMap<ObjectShape, readonly Demand[]>();

/** What an object requires; derived once from its shape, as most fields require nothing. */
function demandsOf(shape: ObjectShape): readonly Demand[] {
  let known = memo.get(shape);
  if (known === undefined) {
    known = Object.entries(shape.fields)
      .map(([name, field]) => ({ name, ...field, below: demands(field.shape) }))
      .filter(({ required, below }) => required || below);
    memo.set(shape, known);
  }
  return known;
}

/** Whether a shape requires anything at all below it. */
function demands(shape: Shape): boolean {
  switch (shape.type) {
    case 'object':
      return demandsOf(shape).length > 0;
    case 'map':
      return demands(shape.value);
    case 'list':
      return demands(shape.item);
    default:
      return false;
  }
}

/** @param path where the value stands; the same list is used below, so a report takes a copy. */
function whole(value: unknown, shape: Shape, path: PathSegment[], report: Report): unknown {
  if (shape.type === 'object') return isObject(value) ? wholeObject(value, shape, path, report) : value;
  if (shape.type === 'map') return isObject(value) ? wholeMap(value, shape.value, path, report) : value;
  return shape.type === 'list' && Array.isArray(value) ? wholeList(value, shape.item, path, report) : value;
}

function below(value: unknown, at: PathSegment, shape: Shape, path: PathSegment[], report: Report): unknown {
  path.push(at);
  const checked = whole(value, shape, path, report);
  path.pop();
  return checked;
}

function wholeObject(value: Fields, shape: ObjectShape, path: PathSegment[], report: Report): unknown {
  let missing = false;
  let result: Record<string, unknown> | undefined;
  for (const demand of demandsOf(shape)) {
    const { name } = demand;
    const inner = value[name];
    if (inner === undefined) {
      if (!demand.required || path.length === 0) continue;
      missing = true;
      report(problemOfMissing(path, name, demand.shape.meta.description), [...path, name]);
    } else if (demand.below) {
      const checked = below(inner, name, demand.shape, path, report);
      if (checked !== inner) replace((result ??= { ...value }), name, checked);
    }
  }
  return missing ? INCOMPLETE : (result ?? value);
}

function wholeMap(value: Fields, shape: Shape, path: PathSegment[], report: Report): unknown {
  if (!demands(shape)) return value;
  let result: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const inner = value[name];
    const checked = below(inner, name, shape, path, report);
    if (checked !== inner) replace((result ??= { ...value }), name, checked);
  }
  return result ?? value;
}

function replace(fields: Record<string, unknown>, name: string, value: unknown): void {
  if (value === INCOMPLETE) delete fields[name];
  else fields[name] = value;
}

function wholeList(value: readonly unknown[], shape: Shape, path: PathSegment[], report: Report): unknown {
  if (!demands(shape)) return value;
  let result: unknown[] | undefined;
  for (let index = 0; index < value.length; index += 1) {
    const checked = below(value[index], index, shape, path, report);
    if (checked !== value[index]) result ??= value.slice(0, index);
    if (checked !== INCOMPLETE) result?.push(checked);
  }
  return result ?? value;
}
