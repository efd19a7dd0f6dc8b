import { valueAt, type Shape } from '@fairway/model';
import fc from 'fast-check';

const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  cpu: ['250m', '2', '0.5'],
  bytes: ['256Mi', '1Gi', '1.5Gi'],
  duration: ['30s', '10m', '1h30m', '7d'],
  cron: ['*/5 * * * *', '0 3 * * 1'],
  image: ['registry.example.com/shop/web:1.2.3'],
  timeZone: ['Europe/Berlin', 'Etc/UTC'],
  date: ['2027-03-31'],
  fieldPath: ['spec.template.metadata'],
};

/** Texts that YAML writers must quote, beside plain ones. */
const WORDS = ['orders', 'a b', 'yes', '1.20', '# no comment', 'a: b', "it's", '', '- x', '0o14', 'é'];

/**
 * Values that a shape admits, for property tests. Objects that may be empty are not: an empty object says nothing.
 * Constraints between fields are not kept.
 */
export function arbitraryOf(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.type) {
    case 'object':
      return objects(shape);
    case 'map':
      return fc.dictionary(arbitraryOf(shape.key) as fc.Arbitrary<string>, arbitraryOf(shape.value), {
        minKeys: 1,
        maxKeys: 3,
      });
    case 'list':
      return lists(shape);
    case 'string':
      return strings(shape);
    case 'integer':
      return fc.integer({ min: shape.minimum ?? -1000, max: shape.maximum ?? 1000 });
    case 'number':
      return fc.integer({ min: Math.ceil(shape.minimum ?? -1000), max: Math.floor(shape.maximum ?? 1000) });
    case 'boolean':
      return shape.only === undefined ? fc.boolean() : fc.constant(shape.only);
    case 'union':
      return fc.oneof(...shape.options.map(arbitraryOf));
    case 'any':
      return fc.constantFrom<unknown>('text', 3, true, { a: [1] });
  }
}

function lists(shape: Extract<Shape, { type: 'list' }>): fc.Arbitrary<unknown> {
  const lengths = { minLength: Math.max(1, shape.minItems ?? 0), maxLength: shape.maxItems ?? 3 };
  const { listKey } = shape.meta;
  if (listKey === undefined) return fc.array(arbitraryOf(shape.item), lengths);
  const paths = listKey.split('|').map((path) => path.split('.'));
  return fc.uniqueArray(arbitraryOf(shape.item), {
    ...lengths,
    selector: (entry) => JSON.stringify(paths.map((path) => valueAt(entry, path) ?? null)),
    comparator: (a, b) =>
      a === b || a.split(',').some((one, index) => one === b.split(',')[index] && !/null/.test(one)),
  });
}

function objects(shape: Extract<Shape, { type: 'object' }>): fc.Arbitrary<unknown> {
  const names = Object.keys(shape.fields);
  if (names.length === 0) return fc.constant({});
  const values = Object.fromEntries(
    names.map((name) => [name, arbitraryOf(shape.fields[name]?.shape as Shape)]),
  );
  const required = names.filter((name) => shape.fields[name]?.required === true);
  const some = fc.record(values, { requiredKeys: required, noNullPrototype: true });
  if (required.length > 0) return some;
  const one = fc.constantFrom(...names);
  return fc
    .tuple(some, one, fc.record(values, { noNullPrototype: true }))
    .map(([value, name, whole]) => (Object.keys(value).length > 0 ? value : { [name]: whole[name] }));
}

function strings(shape: Extract<Shape, { type: 'string' }>): fc.Arbitrary<string> {
  if (shape.values !== undefined) return fc.constantFrom(...shape.values);
  const samples = SAMPLES[shape.meta.format ?? ''];
  if (samples !== undefined) return fc.constantFrom(...samples);
  const { pattern, minLength = 0, maxLength = 40 } = shape;
  if (pattern === undefined)
    return fc.constantFrom(...WORDS.filter((word) => word.length >= minLength && word.length <= maxLength));
  return fc
    .stringMatching(new RegExp(pattern, 'u'))
    .filter((text) => text.length >= minLength && text.length <= maxLength && !text.includes('\n'));
}
