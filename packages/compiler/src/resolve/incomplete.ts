import { isObject, type Path, type Problem, type Shape } from '@fairway/model';
import { problemOfMissing } from '../validate/problems.ts';

type Report = (problem: Problem, path: Path) => void;

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

const memo = new WeakMap<Shape, boolean>();

/** Whether a shape requires anything at all below it. */
function demands(shape: Shape): boolean {
  let known = memo.get(shape);
  if (known === undefined) {
    known = demandsAnew(shape);
    memo.set(shape, known);
  }
  return known;
}

function demandsAnew(shape: Shape): boolean {
  switch (shape.type) {
    case 'object':
      return Object.values(shape.fields).some((field) => field.required || demands(field.shape));
    case 'map':
      return demands(shape.value);
    case 'list':
      return demands(shape.item);
    default:
      return false;
  }
}

function whole(value: unknown, shape: Shape, path: Path, report: Report): unknown {
  if (!demands(shape)) return value;
  if (shape.type === 'object' && isObject(value)) return wholeObject(value, shape, path, report);
  if (shape.type === 'map' && isObject(value)) {
    return wholeFields(value, () => shape.value, path, report);
  }
  if (shape.type !== 'list' || !Array.isArray(value)) return value;
  const entries = value.map((entry, index) => whole(entry, shape.item, [...path, index], report));
  return entries.every((entry, index) => entry === value[index])
    ? value
    : entries.filter((entry) => entry !== INCOMPLETE);
}

function wholeObject(
  value: { readonly [name: string]: unknown },
  shape: Extract<Shape, { type: 'object' }>,
  path: Path,
  report: Report,
): unknown {
  let missing = false;
  for (const name in shape.fields) {
    const field = shape.fields[name];
    if (field?.required !== true || path.length === 0 || value[name] !== undefined) continue;
    missing = true;
    report(problemOfMissing(path, name, field.shape.meta.description), [...path, name]);
  }
  const rest = wholeFields(value, (name) => shape.fields[name]?.shape, path, report);
  return missing ? INCOMPLETE : rest;
}

function wholeFields(
  value: { readonly [name: string]: unknown },
  shapeOf: (name: string) => Shape | undefined,
  path: Path,
  report: Report,
): { readonly [name: string]: unknown } {
  let result: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const inner = value[name];
    const shape = shapeOf(name);
    const checked =
      shape === undefined || !demands(shape) ? inner : whole(inner, shape, [...path, name], report);
    if (checked === inner) continue;
    result ??= { ...value };
    if (checked === INCOMPLETE) delete result[name];
    else result[name] = checked;
  }
  return result ?? value;
}
