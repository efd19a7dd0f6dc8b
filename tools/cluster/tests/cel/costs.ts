import type { ValueCase } from './values.ts';

const text = (maxLength?: number) => ({ type: 'string', ...(maxLength === undefined ? {} : { maxLength }) });
const list = (items: unknown, maxItems?: number) => ({
  type: 'array',
  items,
  ...(maxItems === undefined ? {} : { maxItems }),
});
const map = (values: unknown, maxProperties?: number) => ({
  type: 'object',
  additionalProperties: values,
  ...(maxProperties === undefined ? {} : { maxProperties }),
});
const object = (properties: Readonly<Record<string, unknown>>, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  ...(required.length === 0 ? {} : { required }),
});

function on(schema: Readonly<Record<string, unknown>>, ...rules: readonly string[]): ValueCase[] {
  return rules.map((rule) => ({ schema, rule, values: [] }));
}

const strings = [
  "self.all(x, x.startsWith('a'))",
  'self.all(x, self.exists(y, x == y))',
  'self.all(x, self.exists_one(y, x == y))',
  'self.isSorted()',
  "self.join(',').size() < 9",
  "self.map(x, x + 'a').all(y, y.size() < 9)",
  "self.filter(x, x.contains('abcdefghijklmnopqrst')).size() < 9",
  "self.all(x, x.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'))",
  "self.map(x, x.split(',')).all(y, y.all(z, z.size() < 9))",
  "self.all(i, x, x.replace('a', 'bb').size() > i)",
  'self == oldSelf',
  'self.min() < self.max()',
  "self.exists(x, x in ['a', 'b'])",
  'self.all(x, self.all(y, self.all(z, x == y || y == z)))',
  "self.all(x, isQuantity(x) && quantity(x).isGreaterThan(quantity('1')))",
  "self.all(x, isURL(x) && url(x).getHost() != '')",
  "self.all(x, isCIDR(x) && cidr(x).containsIP('10.0.0.1'))",
  'self.all(x, !format.dns1123Label().validate(x).hasValue())',
  "sets.contains(self, ['a', 'b'])",
  'sets.equivalent(self, self)',
  "self.transformList(i, x, x + 'a').exists(x, x == 'ba')",
  'self.map(x, {x: x}).all(m, m.size() == 1)',
  "self.map(x, x.size() > 1, x.upperAscii()).indexOf('A') == 0",
  "'a' in self",
  "(self + ['a']).all(x, x.size() < 5)",
  'self.?self.hasValue()',
  "self[?0].optMap(x, x.startsWith('a')).orValue(true)",
  "self.all(x, x.find('[a-z]+') == x)",
];

const places = [
  'self.all(k, self[k].size() < 5)',
  "self.all(k, k.startsWith('a') && self[k] == 'b')",
  'self.exists(k, v, k == v)',
  'self.transformMap(k, v, v + k).size() < 5',
  'self == oldSelf',
  'self.all(k, self.exists(l, self[l] == k))',
];

const items = [
  'self.all(x, x.name.size() > 0)',
  'self.all(x, self.exists_one(y, x.name == y.name))',
  "self.filter(x, has(x.value)).map(x, x.value).all(v, v.startsWith('a'))",
  'self.all(x, x.tags.all(t, t.size() < 5))',
  'self.all(x, x.tags.all(t, self.exists(y, t in y.tags)))',
];

const item = (length?: number, count?: number) =>
  object({ name: text(length), value: text(length), tags: list(text(length), count) }, ['name']);

/** Rules whose estimated cost is near, far below, and far above what a server allows. No values: they only compile. */
export const costCases: readonly ValueCase[] = [
  ...on(list(text()), ...strings),
  ...on(list(text(10)), ...strings),
  ...on(list(text(), 10), ...strings),
  ...on(list(text(64), 100), ...strings),
  ...on(list(text(253), 1000), ...strings),
  ...on(map(text()), ...places),
  ...on(map(text(63), 64), ...places),
  ...on(map(text(253), 2000), ...places),
  ...on(list(item()), ...items),
  ...on(list(item(63, 16), 16), ...items),
  ...on(list(item(253, 100), 100), ...items),
  ...on(
    list(object({ name: { type: 'string', enum: ['a', 'bcd'] }, tags: list(text(), 4) }, ['name'])),
    ...items,
  ),
  ...on(
    list({ 'x-kubernetes-int-or-string': true }),
    'self.all(x, string(x).size() < 5)',
    'self.all(x, type(x) == int)',
  ),
  ...on(
    list({ type: 'string', format: 'date-time' }),
    "self.all(x, x > timestamp('2020-01-01T00:00:00Z'))",
    'self.isSorted()',
  ),
  ...on(
    list({ type: 'integer' }),
    'self.sum() > 0',
    'self.all(x, self.all(y, x >= y || y > x))',
    'self.max() > 1',
  ),
];

/** Schemas whose rules stand below lists and maps: how often they are evaluated counts, and so does their sum. */
export const nestedSchemas: Readonly<Record<string, Readonly<Record<string, unknown>>>> = (() => {
  const rule = (text: string) => ({ 'x-kubernetes-validations': [{ rule: text, message: 'no' }] });
  const message = (messageExpression: string) => ({
    'x-kubernetes-validations': [{ rule: 'true', messageExpression }],
  });
  const cheap = rule('self.size() > 0');
  const dear = rule("self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')");
  const many = Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [`f${i}`, list({ ...text(300), ...dear }, 20_000)]),
  );
  return {
    'cheap, unbounded': list({ ...text(), ...cheap }),
    'cheap, two lists': list(list({ ...text(), ...cheap })),
    'dear, unbounded': list({ ...text(), ...dear }),
    'dear, short texts': list({ ...text(30), ...dear }),
    'dear, bounded': list({ ...text(63), ...dear }, 100),
    'dear, bounded twice': list(list({ ...text(63), ...dear }, 1000), 1000),
    'dear, bounded outside only': list(list({ ...text(63), ...dear }), 10),
    'in a map': map({ ...text(63), ...dear }, 1000),
    'in a map, unbounded': map({ ...text(63), ...dear }),
    'objects with required fields': list({
      ...object({ a: text(), b: text() }, ['a', 'b']),
      ...rule('self.a == self.b'),
    }),
    'objects without': list({ ...object({ a: text(9), b: text(9) }), ...rule('self.a == self.b') }),
    'many together': object(many),
    'old values below keys': {
      ...list(
        { ...object({ name: text(9), value: text(9) }, ['name']), ...rule('self.value == oldSelf.value') },
        10,
      ),
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
    },
    'old values below a list': list({ ...text(9), ...rule('self == oldSelf') }, 10),
    'old values below a set': {
      ...list({ ...text(9), ...rule('self == oldSelf') }, 10),
      'x-kubernetes-list-type': 'set',
    },
    'old values below a map': map({ ...text(9), ...rule('self == oldSelf') }, 10),
    'optional old values': {
      ...text(9),
      'x-kubernetes-validations': [{ rule: 'oldSelf.hasValue() || self == "a"', optionalOldSelf: true }],
    },
    'optional old values, unused': {
      ...text(9),
      'x-kubernetes-validations': [{ rule: 'self == "a"', optionalOldSelf: true }],
    },
    'a message that is no text': {
      ...text(9),
      'x-kubernetes-validations': [{ rule: 'self == "a"', messageExpression: '1' }],
    },
    'a message with a type error': {
      ...text(9),
      'x-kubernetes-validations': [{ rule: 'self == "a"', messageExpression: 'self + 1' }],
    },
    'a message of a list': { ...list(text()), ...message("self.join(', ')") },
    'a message of a short list': { ...list(text(63), 9), ...message("self.join(', ')") },
    'a rule that is no boolean': { ...text(9), ...rule('self') },
  };
})();
