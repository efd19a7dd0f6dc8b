import { isObject, type Constraint, type Shape } from '@fairway/model';

/** A field: names, `[]` for the entry of a list, `{}` for the value of a map. */
export type Place = readonly string[];

/** The one entry of every map in a sample has a name that its keys admit. */
const keys = ['a', 'A', 'a/b'];

const texts =
  'a A 1 /a a/b 1Mi 1s 10.0.0.0/8 2027-03-31 1.0.0 a.b a:b a@b spec.template https://example.com/a.git'.split(
    ' ',
  );

const formats: Readonly<Record<string, string>> = {
  cron: '*/5 * * * *',
  image: 'registry.example.com/shop/web:1.2.3',
  timeZone: 'Europe/Berlin',
};

type Scalar = string | number | boolean;
type Values = Record<string, unknown>;

/** The least value that a shape admits. Objects and lists that may be empty are. */
export function leastOf(shape: Shape): unknown {
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.fields)
          .filter(([, { required }]) => required)
          .map(([name, field]) => [name, leastOf(field.shape)]),
      );
    case 'map':
      return {};
    case 'list':
      return Array.from({ length: shape.minItems ?? 0 }, () => leastOf(shape.item));
    case 'string':
      return textOf(shape);
    case 'integer':
    case 'number':
      return shape.minimum ?? Math.min(1, shape.maximum ?? 1);
    case 'boolean':
      return shape.only ?? true;
    case 'union':
      return leastOf(shape.options[0] as Shape);
    case 'any':
      return 'a';
  }
}

function textOf(shape: Extract<Shape, { type: 'string' }>): string {
  const { values, pattern, minLength = 0, maxLength = 1000, meta } = shape;
  if (values !== undefined) return values[0] as string;
  const format = formats[meta.format ?? ''];
  if (format !== undefined) return format;
  const expression = new RegExp(pattern ?? '', 'u');
  const found = texts.find(
    (text) => expression.test(text) && text.length >= minLength && text.length <= maxLength,
  );
  if (found === undefined) throw new Error(`no sample matches ${pattern}`);
  return found;
}

/** The name of the entry of a map in samples. */
export function keyOf(shape: Extract<Shape, { type: 'map' }>): string {
  if (shape.key.type !== 'string') throw new Error('keys are text');
  const { values, pattern } = shape.key;
  const found = values?.[0] ?? keys.find((key) => new RegExp(pattern ?? '', 'u').test(key));
  if (found === undefined) throw new Error(`no key matches ${pattern}`);
  return found;
}

/** Every place below a shape with the shape there, the shape itself first; unions are leaves. */
export function placesOf(shape: Shape, at: Place = []): (readonly [Place, Shape])[] {
  const below = (): (readonly [Place, Shape])[] => {
    if (shape.type === 'list') return placesOf(shape.item, [...at, '[]']);
    if (shape.type === 'map') return placesOf(shape.value, [...at, '{}']);
    if (shape.type !== 'object') return [];
    return Object.entries(shape.fields).flatMap(([name, field]) => placesOf(field.shape, [...at, name]));
  };
  return [[at, shape], ...below()];
}

/** The least value of a shape that has something at a place. */
export function sampleAt(shape: Shape, place: Place): unknown {
  const [name, ...rest] = place;
  if (name === undefined) return leastOf(shape);
  switch (shape.type) {
    case 'list': {
      const [, ...others] = leastOf(shape) as unknown[];
      return [sampleAt(shape.item, rest), ...others];
    }
    case 'map':
      return { [keyOf(shape)]: sampleAt(shape.value, rest) };
    case 'object': {
      const field = shape.fields[name];
      if (field === undefined) throw new Error(`no field ${name}`);
      return { ...(leastOf(shape) as Values), [name]: sampleAt(field.shape, rest) };
    }
    default:
      throw new Error(`nothing stands below ${shape.type}`);
  }
}

/** The shape with only those fields required that `filter` lets through. */
export function requiringOnly(shape: Shape, filter: (place: Place) => boolean, at: Place = []): Shape {
  switch (shape.type) {
    case 'object':
      return {
        ...shape,
        fields: Object.fromEntries(
          Object.entries(shape.fields).map(([name, field]) => {
            const place = [...at, name];
            const required = field.required && filter(place);
            return [name, { shape: requiringOnly(field.shape, filter, place), required }];
          }),
        ),
      };
    case 'map':
      return { ...shape, value: requiringOnly(shape.value, filter, [...at, '{}']) };
    case 'list':
      return { ...shape, item: requiringOnly(shape.item, filter, [...at, '[]']) };
    default:
      return shape;
  }
}

/** A copy of a sample with another value at a place; `undefined` leaves it out. The place must be there. */
export function withValue(sample: unknown, place: Place, value: unknown): unknown {
  const [name, ...rest] = place;
  if (name === undefined) return value;
  if (Array.isArray(sample)) {
    const [first, ...others] = sample as unknown[];
    return [withValue(first, rest, value), ...others];
  }
  if (!isObject(sample)) throw new Error(`nothing stands at ${place.join('.')}`);
  const key = name === '{}' ? (Object.keys(sample)[0] as string) : name;
  const next = withValue(sample[key], rest, value);
  if (next !== undefined) return { ...sample, [key]: next };
  return Object.fromEntries(Object.entries(sample).filter(([other]) => other !== key));
}

/** What stands at a place of a sample: always in the first entry of lists and maps. */
export function valueIn(sample: unknown, place: Place): unknown {
  let here = sample;
  for (const name of place) {
    if (Array.isArray(here)) here = here[0];
    else if (isObject(here)) here = here[name === '{}' ? (Object.keys(here)[0] ?? '') : name];
    else return undefined;
  }
  return here;
}

/** The shape at a place, for a place that is there. */
export function shapeIn(shape: Shape, place: Place): Shape {
  const found = placesOf(shape).find(([at]) => at.join('.') === place.join('.'));
  if (found === undefined) throw new Error(`no place ${place.join('.')}`);
  return found[1];
}

/** Where the objects stand that a constraint speaks of. */
export function baseOf(shape: Shape, constraint: Constraint): Place {
  const at = 'at' in constraint ? (constraint.at?.replace(/\[\]$/, '') ?? '') : '';
  const place = at === '' ? [] : at.split('.');
  return place.length > 0 && shapeIn(shape, place).type === 'list' ? [...place, '[]'] : place;
}

/** The sample, changed least so that it keeps all constraints; `kept` stays. */
export function satisfying(
  sample: unknown,
  shape: Shape,
  constraints: readonly Constraint[],
  kept: Place,
): unknown {
  let now = sample;
  for (let round = 0; round < 5; round++) {
    const before = now;
    for (const constraint of constraints) {
      const base = baseOf(shape, constraint);
      if (valueIn(now, base) !== undefined) now = repaired(now, shape, constraint, { base, kept });
    }
    if (now === before) break;
  }
  return now;
}

function repaired(
  sample: unknown,
  shape: Shape,
  constraint: Constraint,
  { base, kept }: { readonly base: Place; readonly kept: Place },
): unknown {
  const place = (path: string): Place => [...base, ...path.split('.')];
  const at = (path: string): unknown => valueIn(sample, place(path));
  const put = (path: string): unknown => merged(sample, sampleAt(shape, place(path)));
  switch (constraint.rule) {
    case 'immutable':
      return sample;
    case 'requires': {
      const { path, values, other } = constraint;
      const speaks = at(path) !== undefined && (values?.includes(at(path) as Scalar) ?? true);
      return speaks && at(other) === undefined ? put(other) : sample;
    }
    case 'exactlyOne': {
      const set = constraint.fields.filter((field) => at(field) !== undefined);
      if (set.length === 0) return put(constraint.fields[0] as string);
      const text = kept.join('.');
      const keep = set.find((field) => `${text}.`.startsWith(`${place(field).join('.')}.`)) ?? set.at(-1);
      const rest = set.filter((field) => field !== keep);
      return rest.reduce<unknown>((whole, field) => withValue(whole, place(field), undefined), sample);
    }
    case 'oneOfWhen': {
      const { path, values, when } = constraint;
      const speaks = when.values.includes(at(when.path) as Scalar) && at(path) !== undefined;
      return speaks && !values.includes(at(path) as Scalar)
        ? withValue(sample, place(path), values[0])
        : sample;
    }
    case 'atMost': {
      const { path, other } = constraint;
      if (at(path) === undefined || at(other) === undefined || at(path) === at(other)) return sample;
      return withValue(sample, place(other), at(path));
    }
  }
}

/** Both together; where both say something, the first counts. */
export function merged(a: unknown, b: unknown): unknown {
  if (Array.isArray(a) && Array.isArray(b)) return a.map((entry, index) => merged(entry, b[index]));
  if (!isObject(a) || !isObject(b)) return a === undefined ? b : a;
  return Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [key, merged(a[key], b[key])]),
  );
}
