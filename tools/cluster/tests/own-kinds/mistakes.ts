import type { Constraint, Shape } from '@fairway/model';
import {
  baseOf,
  keyOf,
  leastOf,
  merged,
  placesOf,
  sampleAt,
  satisfying,
  shapeIn,
  valueIn,
  withValue,
  type Place,
} from './sample.ts';

/** A value that everybody must take, and the same with one mistake, that nobody may. */
export interface Mistake {
  /** Such as `spec.scaling.minReplicas: above 100`. */
  readonly name: string;
  readonly good: unknown;
  readonly bad: unknown;
  /** The place that it is about. */
  readonly place: Place;
  /** The constraint that the mistake breaks; absent for one that the schema alone knows. */
  readonly constraint?: Constraint;
}

/** One mistake of every sort at every place of a shape that `filter` lets through. */
export function schemaMistakes(
  shape: Shape,
  constraints: readonly Constraint[],
  filter: (place: Place) => boolean = () => true,
): Mistake[] {
  const places = placesOf(shape).filter(([place]) => filter(place));
  return places.flatMap(([place, here]) => {
    const good = satisfying(sampleAt(shape, place), shape, constraints, place);
    const name = place.join('.') || 'all';
    return mistakesOf(here, valueIn(good, place)).map(([what, value]) => ({
      name: `${name}: ${what}`,
      place,
      good,
      bad: withValue(good, place, value),
    }));
  });
}

type Wrong = readonly [what: string, value: unknown];

function mistakesOf(shape: Shape, good: unknown): Wrong[] {
  if (shape.type === 'any') return [];
  return [...wrongTypes(shape), ...wrongValues(shape, good)];
}

function wrongTypes(shape: Shape): Wrong[] {
  switch (shape.type) {
    case 'object':
    case 'map':
      return [
        ['text for an object', 'a'],
        ['list for an object', ['a']],
      ];
    case 'list':
      return [
        ['object for a list', { a: 1 }],
        ['text for a list', 'a'],
      ];
    case 'string':
      return [
        ['number for a text', 7],
        ['object for a text', { a: 1 }],
      ];
    case 'integer':
      return [
        ['text for a number', '1'],
        ['fraction for a whole number', (shape.minimum ?? 1) + 0.5],
      ];
    case 'number':
      return [['text for a number', '1']];
    case 'boolean':
      return [['text for a flag', 'true']];
    case 'union':
      return shape.options.some(({ type }) => type === 'boolean') ? [] : [['flag', true]];
    default:
      return [];
  }
}

const lengthy = 'a'.repeat(5000);

function wrongValues(shape: Shape, good: unknown): Wrong[] {
  switch (shape.type) {
    case 'object':
      return [
        ...(shape.open ? [] : [['unknown field', { ...(good as object), nonsense: 1 }] as const]),
        ...Object.entries(shape.fields)
          .filter(([, { required }]) => required)
          .map(([name]): Wrong => [`without ${name}`, withValue(good, [name], undefined)]),
      ];
    case 'map': {
      const value = leastOf(shape.value);
      const { key } = shape;
      if (key.type !== 'string' || !taken(key).every((text) => !isWrong(key, text))) return [];
      const bad = badTexts.find((text) => isWrong(key, text));
      return bad === undefined ? [] : [[`key ${JSON.stringify(bad)}`, { [bad]: value }]];
    }
    case 'list':
      return [
        ...(shape.minItems === undefined ? [] : [['no entry', []] as const]),
        ...(shape.maxItems === undefined
          ? []
          : [
              [
                'too many entries',
                Array.from({ length: shape.maxItems + 1 }, () => leastOf(shape.item)),
              ] as const,
            ]),
        ...twice(shape),
      ];
    case 'string':
      return wrongTexts(shape);
    case 'integer':
    case 'number':
      return [
        ...(shape.minimum === undefined ? [] : [[`below ${shape.minimum}`, shape.minimum - 1] as const]),
        ...(shape.maximum === undefined ? [] : [[`above ${shape.maximum}`, shape.maximum + 1] as const]),
      ];
    default:
      return [];
  }
}

function taken(key: Extract<Shape, { type: 'string' }>): readonly string[] {
  return [keyOf({ type: 'map', meta: {}, key, value: key })];
}

/** Two entries of a list that mean the same. */
function twice({ item, meta }: Extract<Shape, { type: 'list' }>): Wrong[] {
  if (meta.listKey === undefined || meta.listKey.includes('|')) return [];
  return [['an entry twice', [leastOf(item), leastOf(item)]]];
}

const badTexts = ['', ' ', '-', '!', 'A A', 'ä', '/'];

function wrongTexts(shape: Extract<Shape, { type: 'string' }>): Wrong[] {
  const { values, pattern, minLength, maxLength } = shape;
  if (values !== undefined) return [['no such choice', 'nonsense']];
  const found = pattern === undefined ? undefined : badTexts.find((text) => isWrong(shape, text));
  return [
    ...(found === undefined ? [] : [[`${JSON.stringify(found)} for ${pattern}`, found] as const]),
    ...(minLength === undefined ? [] : [['empty text', ''] as const]),
    ...(maxLength === undefined ? [] : [['too long', lengthy.slice(0, maxLength + 1)] as const]),
  ];
}

function isWrong({ pattern, values }: Extract<Shape, { type: 'string' }>, text: string): boolean {
  if (values !== undefined) return !values.includes(text);
  return pattern !== undefined && !new RegExp(pattern, 'u').test(text);
}

/** Every way to break a constraint between fields that shows in one document; `immutable` needs two. */
export function constraintMistakes(shape: Shape, constraints: readonly Constraint[]): Mistake[] {
  return constraints.flatMap((constraint) => {
    const base = baseOf(shape, constraint);
    const build = (fields: Readonly<Record<string, unknown>>): unknown =>
      changed(sampleAt(shape, base), base, fields, shape);
    const least = (path: string): unknown => leastOf(shapeIn(shape, [...base, ...path.split('.')]));
    return breaking(constraint, least).map(({ what, good, bad, kept }) => {
      const place = [...base, ...kept.split('.')];
      const whole = satisfying(build(good), shape, constraints, place);
      const broken = changed(whole, base, bad, shape);
      const others = constraints.flatMap((one) => withoutField(one, constraint));
      return {
        name: `${[...base, ''].join('.')}${what}`,
        place,
        constraint,
        good: whole,
        bad: constraint.rule === 'exactlyOne' ? broken : satisfying(broken, shape, others, place),
      };
    });
  });
}

/** The choice between fields that stands beside a broken `requires`: it must not be repaired by what is missing. */
function withoutField(one: Constraint, broken: Constraint): Constraint[] {
  if (one.rule !== 'exactlyOne' || broken.rule !== 'requires') return [];
  return [{ ...one, fields: one.fields.filter((field) => one.at !== broken.at || field !== broken.other) }];
}

interface Break {
  readonly what: string;
  /** Fields that must be there for the constraint to speak. */
  readonly good: Readonly<Record<string, unknown>>;
  /** Fields as they break it; `undefined` leaves one out. */
  readonly bad: Readonly<Record<string, unknown>>;
  readonly kept: string;
}

function breaking(constraint: Constraint, least: (path: string) => unknown): Break[] {
  switch (constraint.rule) {
    case 'immutable':
      return [];
    case 'atMost': {
      const { path, other } = constraint;
      const low = larger(least(path), least(other));
      const good = { [path]: low, [other]: low };
      return moreThan(low).map((value) => ({
        what: `${path} ${value} above ${other} ${String(low)}`,
        good,
        bad: { [path]: value },
        kept: path,
      }));
    }
    case 'requires': {
      const { path, values, other } = constraint;
      return (values ?? [least(path)]).map((value) => ({
        what: `${path}${values === undefined ? '' : ` ${String(value)}`} without ${other}`,
        good: { [path]: value, [other]: least(other) },
        bad: { [other]: undefined },
        kept: path,
      }));
    }
    case 'exactlyOne':
      return constraint.fields.flatMap((field, index) => {
        const good = { [field]: least(field) };
        const second = constraint.fields[(index + 1) % constraint.fields.length] as string;
        return [
          { what: `${field} and ${second}`, good, bad: { [second]: least(second) }, kept: field },
          ...(index > 0
            ? []
            : [
                {
                  what: `none of ${constraint.fields.join(', ')}`,
                  good,
                  bad: { [field]: undefined },
                  kept: field,
                },
              ]),
        ];
      });
    case 'oneOfWhen': {
      const { path, values, when } = constraint;
      return when.values.map((value) => ({
        what: `${path} where ${when.path} is ${String(value)}`,
        good: { [when.path]: value, [path]: values[0] },
        bad: { [path]: least(path) },
        kept: path,
      }));
    }
  }
}

function larger(a: unknown, b: unknown): unknown {
  return typeof a === 'number' && typeof b === 'number' ? Math.max(a, b) : a;
}

/** Values above a sample: a little, and by so much that the unit changes. */
function moreThan(low: unknown): (string | number)[] {
  if (typeof low === 'number') return [low + 1];
  if (low === '1Mi') return ['2Mi', '1Gi', '1.5Mi'];
  if (low === '1s') return ['2s', '1m', '1001ms', '1d', '1h1s'];
  if (low === '1') return ['2', '1001m', '1.5'];
  throw new Error(`nothing is known to be more than ${String(low)}`);
}

/** Sets and removes fields of the object at `base`; a field that is set anew is its least value. */
function changed(
  sample: unknown,
  base: Place,
  fields: Readonly<Record<string, unknown>>,
  shape: Shape,
): unknown {
  return Object.entries(fields).reduce<unknown>((whole, [path, value]) => {
    const place = [...base, ...path.split('.')];
    if (value === undefined || valueIn(whole, place) !== undefined) return withValue(whole, place, value);
    return withValue(merged(whole, sampleAt(shape, place)), place, value);
  }, sample);
}
