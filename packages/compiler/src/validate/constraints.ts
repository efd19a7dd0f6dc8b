import { parseDuration, parseQuantity } from '@fairway/kubernetes';
import { isObject, valueAt, type Constraint, type Path, type Problem } from '@fairway/model';
import { pathText, valueText } from './walk.ts';

/** A broken constraint and the place it is reported at, relative to the root that was checked. */
export interface ConstraintProblem {
  readonly problem: Problem;
  readonly path: Path;
  /** Every path that takes part. */
  readonly involved: readonly Path[];
}

/**
 * Checks constraints between fields on a spec, also an incomplete one: a constraint speaks only where its fields are set.
 * `immutable` needs two versions of a document and is checked where both are at hand.
 *
 * @param spelled how the author of the document spells a path, for the words of the problems
 */
export function checkConstraints(
  root: unknown,
  constraints: readonly Constraint[],
  spelled: Spelling = asItIs,
): ConstraintProblem[] {
  const problems: ConstraintProblem[] = [];
  for (const { constraint, at, speaks } of preparedOf(constraints)) {
    const base = valueAt(root, at);
    if (Array.isArray(base)) {
      for (let index = 0; index < base.length; index += 1) {
        const entry: unknown = base[index];
        if (speaks !== undefined && valueAt(entry, speaks) === undefined) continue;
        const problem = checkOne(entry, constraint, { at: [...at, index], spelled });
        if (problem !== undefined) problems.push(problem);
      }
    } else if (base !== undefined && (speaks === undefined || valueAt(base, speaks) !== undefined)) {
      const problem = checkOne(base, constraint, { at, spelled });
      if (problem !== undefined) problems.push(problem);
    }
  }
  return problems;
}

/** A path in the spelling of its author: older API versions call some fields otherwise. */
export type Spelling = (path: Path) => Path;

const asItIs: Spelling = (path) => path;

/** The object that a constraint is held to, and how its author spells it. */
interface Place {
  readonly at: Path;
  readonly spelled: Spelling;
}

/** A constraint with its paths taken apart. */
interface Prepared {
  readonly constraint: Constraint;
  /** Where it holds: for each entry of a list, or for the one object. */
  readonly at: Path;
  /** The field without which it says nothing; most fields of most documents are not set. */
  readonly speaks: Path | undefined;
}

const prepared = new WeakMap<readonly Constraint[], readonly Prepared[]>();

function preparedOf(constraints: readonly Constraint[]): readonly Prepared[] {
  let known = prepared.get(constraints);
  if (known === undefined) {
    known = constraints.flatMap((constraint) => {
      if (constraint.rule === 'immutable') return [];
      const { at = '' } = constraint;
      const path = at.endsWith('[]') ? at.slice(0, -2) : at;
      return [
        {
          constraint,
          at: path === '' ? [] : split(path),
          speaks: constraint.rule === 'exactlyOne' ? undefined : split(constraint.path),
        },
      ];
    });
    prepared.set(constraints, known);
  }
  return known;
}

const segments = new Map<string, readonly string[]>();

/** The path of a declared constraint; there are as many as schemas declare. */
function split(path: string): readonly string[] {
  let found = segments.get(path);
  if (found === undefined) segments.set(path, (found = path.split('.')));
  return found;
}

function checkOne(base: unknown, constraint: Constraint, place: Place): ConstraintProblem | undefined {
  switch (constraint.rule) {
    case 'atMost':
      return checkAtMost(base, constraint, place);
    case 'requires':
      return checkRequires(base, constraint, place);
    case 'exactlyOne':
      return checkExactlyOne(base, constraint, place);
    case 'oneOfWhen':
      return checkOneOfWhen(base, constraint, place);
    case 'immutable':
      return undefined;
  }
}

function checkAtMost(
  base: unknown,
  { path, other }: Extract<Constraint, { rule: 'atMost' }>,
  place: Place,
): ConstraintProblem | undefined {
  const { at } = place;
  const low = valueAt(base, split(path));
  const high = valueAt(base, split(other));
  if (low === undefined || high === undefined) return undefined;
  const comparison = compareValues(low, high);
  if (comparison === undefined || comparison <= 0) return undefined;
  return {
    problem: {
      code: 'FWY2010',
      message: `${text(place, path)} (${valueText(low)}) is more than ${text(place, other)} (${valueText(high)})`,
      fix: `lower ${name(place, path)} or raise ${name(place, other)}`,
    },
    path: [...at, ...split(path)],
    involved: [
      [...at, ...split(path)],
      [...at, ...split(other)],
    ],
  };
}

function checkRequires(
  base: unknown,
  { path, values, other }: Extract<Constraint, { rule: 'requires' }>,
  place: Place,
): ConstraintProblem | undefined {
  const { at } = place;
  const value = valueAt(base, split(path));
  if (value === undefined || valueAt(base, split(other)) !== undefined) return undefined;
  if (values !== undefined && !values.includes(value as string)) return undefined;
  const condition = values === undefined ? 'is set' : `is ${valueText(value)}`;
  return {
    problem: {
      code: 'FWY2010',
      message: `${text(place, path)} ${condition}, so ${text(place, other)} is needed`,
      fix: `add ${name(place, other)}`,
    },
    path: [...at, ...split(path)],
    involved: [[...at, ...split(path)]],
  };
}

function checkExactlyOne(
  base: unknown,
  { fields }: Extract<Constraint, { rule: 'exactlyOne' }>,
  place: Place,
): ConstraintProblem | undefined {
  const { at } = place;
  if (!isObject(base)) return undefined;
  let count = 0;
  for (const field of fields) if (valueAt(base, split(field)) !== undefined) count += 1;
  if (count === 1) return undefined;
  const set = fields.filter((field) => valueAt(base, split(field)) !== undefined);
  const names = namesOf(place, fields);
  const given = set.map((field) => names[fields.indexOf(field)] as string);
  const found = set.length === 0 ? 'none of them is set' : `${given.join(' and ')} are set`;
  return {
    problem: {
      code: 'FWY2010',
      message: `${at.length === 0 ? 'spec' : pathText(place.spelled(at))} takes exactly one of ${names.join(', ')}; ${found}`,
      fix: set.length === 0 ? `add one of ${names.join(', ')}` : `keep one of ${given.join(', ')}`,
    },
    path: set.length === 0 ? at : [...at, ...split(set[1] as string)],
    involved: set.map((field) => [...at, ...split(field)]),
  };
}

function checkOneOfWhen(
  base: unknown,
  { path, values, when }: Extract<Constraint, { rule: 'oneOfWhen' }>,
  place: Place,
): ConstraintProblem | undefined {
  const { at } = place;
  const value = valueAt(base, split(path));
  const condition = valueAt(base, split(when.path));
  if (value === undefined || !when.values.includes(condition as string) || values.includes(value as string)) {
    return undefined;
  }
  return {
    problem: {
      code: 'FWY2010',
      message: `${text(place, path)} cannot be ${valueText(value)} where ${text(place, when.path)} is ${valueText(condition)}`,
      fix: `one of: ${values.join(', ')}`,
    },
    path: [...at, ...split(path)],
    involved: [
      [...at, ...split(path)],
      [...at, ...split(when.path)],
    ],
  };
}

function text({ at, spelled }: Place, path: string): string {
  return pathText(spelled([...at, ...split(path)]));
}

/** A field as it is called within the object; in full where its author writes it elsewhere. */
function name({ at, spelled }: Place, path: string): string {
  const full = spelled([...at, ...split(path)]);
  const holder = spelled(at);
  return pathText(holder.every((segment, index) => segment === full[index]) ? full.slice(holder.length) : full);
}

/** Fields of which an older version writes several at one place keep their own names. */
function namesOf(place: Place, fields: readonly string[]): readonly string[] {
  const names = fields.map((field) => name(place, field));
  return new Set(names).size === names.length ? names : fields;
}

/** Compares numbers, quantities, and durations; `undefined` where the two cannot be compared. */
function compareValues(a: unknown, b: unknown): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== 'string' || typeof b !== 'string') return undefined;
  const durations = [parseDuration(a), parseDuration(b)] as const;
  if (durations[0].ok && durations[1].ok) return durations[0].value - durations[1].value;
  const quantities = [parseQuantity(a), parseQuantity(b)] as const;
  if (!quantities[0].ok || !quantities[1].ok) return undefined;
  const difference = quantities[0].value - quantities[1].value;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
