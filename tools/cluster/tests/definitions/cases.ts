type Fields = Readonly<Record<string, unknown>>;

/** A definition, sound or broken, and what is the matter with it. */
export type DefinitionCase = readonly [what: string, definition: Fields];

const text = { type: 'string' };
const whole = { type: 'integer' };
const either = { 'x-kubernetes-int-or-string': true };
const open = { 'x-kubernetes-preserve-unknown-fields': true };
const embedded = { type: 'object', 'x-kubernetes-embedded-resource': true };
const atomic = { 'x-kubernetes-map-type': 'atomic' };

const object = (properties: Fields, more: Fields = {}): Fields => ({ type: 'object', properties, ...more });
const name = object({ name: text });
const rule = (more: Fields): Fields => ({ 'x-kubernetes-validations': [{ rule: 'true', ...more }] });
const set = (items: Fields, more: Fields = {}): Fields => ({
  type: 'array',
  items,
  'x-kubernetes-list-type': 'set',
  ...more,
});
const byKeys = (keys: readonly string[], items: Fields): Fields => ({
  type: 'array',
  items,
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': keys,
});

const names = { kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList' };
const sound = object({ spec: text });
const stored = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: sound } };

function definition(spec: Fields, metadata: Fields = {}): Fields {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com', ...metadata },
    spec: { group: 'example.com', names, scope: 'Namespaced', versions: [stored], ...spec },
  };
}

const withVersion = (version: Fields): Fields => definition({ versions: [{ ...stored, ...version }] });
const withRoot = (schema: Fields, version: Fields = {}): Fields =>
  withVersion({ schema: { openAPIV3Schema: schema }, ...version });
const withField = (schema: Fields): Fields => withRoot(object({ spec: schema }));

const all = (
  cases: Readonly<Record<string, Fields>>,
  make: (one: Fields) => Fields,
): readonly DefinitionCase[] => Object.entries(cases).map(([what, one]) => [what, make(one)]);

const structure = all(
  {
    'a sound schema': object({ a: text }),
    'no type': {},
    'a list without items': { type: 'array' },
    'items without a type': { type: 'array', items: {} },
    'a type inside anyOf': { ...text, anyOf: [text] },
    'a default inside not': { ...text, not: { default: 'a' } },
    'nullable inside allOf': { ...text, allOf: [{ nullable: true }] },
    'rules inside allOf': { ...text, allOf: [rule({})] },
    'a title inside anyOf': { ...text, anyOf: [{ title: 'a' }] },
    'a description inside anyOf': { ...text, anyOf: [{ description: 'a' }] },
    'a closed object': { type: 'object', additionalProperties: false },
    'properties, closed': object({ a: text }, { additionalProperties: false }),
    'properties, open': object({ a: text }, { additionalProperties: true }),
    'properties beside a map': object({ a: text }, { additionalProperties: text }),
    'a map of anything': { type: 'object', additionalProperties: true },
    'unique items': { type: 'array', items: text, uniqueItems: true },
    'a field named only in a restriction below': {
      type: 'object',
      anyOf: [{ properties: { a: { enum: ['x'] } } }],
    },
    'a length below zero': { ...text, minLength: -1 },
    'a field that says not to preserve': { type: 'object', 'x-kubernetes-preserve-unknown-fields': false },
    'an identifier': { ...text, id: 'a' },
    definitions: { ...text, definitions: { a: text } },
    'no definitions': { ...text, definitions: {} },
    'patterns of names': { type: 'object', patternProperties: { a: text } },
  },
  withField,
);

const kinds = all(
  {
    'integer or text': either,
    'integer or text, said twice': { ...either, anyOf: [whole, text] },
    'integer or text in another order': { ...either, anyOf: [text, whole] },
    'integer or text, and more': { ...either, allOf: [{ anyOf: [whole, text] }, { pattern: 'a' }] },
    'integer or text, but later': { ...either, allOf: [{ pattern: 'a' }, { anyOf: [whole, text] }] },
    'integer or text beside a type': { ...text, anyOf: [whole, text] },
    'integer or text beside no type': { ...open, anyOf: [whole, text] },
    'integer or text, and unknown fields': { ...either, ...open },
    'an embedded text': { ...embedded, ...text },
    'an empty embedded resource': embedded,
    'any embedded resource': { ...embedded, ...open },
    'an embedded kind that is no text': { ...embedded, properties: { kind: whole } },
  },
  withField,
);

const lists = all(
  {
    'a set': set(text),
    'a set of objects': set(name),
    'a set of atomic objects': set({ ...name, ...atomic }),
    'a set of sets': set(set(text)),
    'a set with null': set({ ...text, nullable: true }),
    'a set that is no list': { ...text, 'x-kubernetes-list-type': 'set' },
    'an atomic text': { ...text, ...atomic },
    'a map list': byKeys(['name'], { ...name, required: ['name'] }),
    'a map list without keys': { ...set(name), 'x-kubernetes-list-type': 'map' },
    'a map list by a default': byKeys(['a'], object({ a: { ...text, default: 'x' } })),
    'a map list by what may miss': byKeys(['name'], name),
    'a map list by what may be null': byKeys(
      ['a'],
      object({ a: { ...text, nullable: true } }, { required: ['a'] }),
    ),
    'a map list by an object': byKeys(['a'], object({ a: name }, { required: ['a'] })),
    'a map list by nothing known': byKeys(['b'], name),
    'a map list by the same twice': byKeys(['name', 'name'], { ...name, required: ['name'] }),
    'a map list of texts': byKeys(['a'], text),
    'keys without a map list': { ...set(text), 'x-kubernetes-list-map-keys': ['a'] },
  },
  withField,
);

const rules = all(
  {
    'no expression': { ...text, ...rule({ rule: ' ' }) },
    'two lines': { ...text, ...rule({ rule: 'true\n|| false' }) },
    'two lines and a message': { ...text, ...rule({ rule: 'true\n|| false', message: 'm' }) },
    'a message of two lines': { ...text, ...rule({ message: 'a\nb' }) },
    'an empty message': { ...text, ...rule({ message: ' ' }) },
    'a reason': { ...text, ...rule({ reason: 'FieldValueDuplicate' }) },
    'another reason': { ...text, ...rule({ reason: 'Because' }) },
    'a path to a field': { ...name, ...rule({ fieldPath: '.name' }) },
    'a path in brackets': { ...name, ...rule({ fieldPath: "['name']" }) },
    'a path to nothing': { ...name, ...rule({ fieldPath: '.nope' }) },
    'a path without a dot': { ...name, ...rule({ fieldPath: 'name' }) },
    'a path to a key': { type: 'object', additionalProperties: text, ...rule({ fieldPath: '.x' }) },
    'a path to an item': { ...object({ l: set(text) }), ...rule({ fieldPath: '.l[0]' }) },
  },
  withField,
);

const defaults = all(
  {
    'a default': { ...text, default: 'a' },
    'a default of another type': { ...text, default: 5 },
    'a default that is null': { ...text, default: null },
    'a default above its format': { ...whole, format: 'int32', default: 3_000_000_000 },
    'a default with an unknown field': { ...name, default: { b: 'a' } },
    'a default that breaks a rule': { ...whole, default: 5, ...rule({ rule: 'self > 6' }) },
    'a default that breaks a rule within': {
      ...object({ a: { ...whole, ...rule({ rule: 'self > 6' }) } }),
      default: { a: 5 },
    },
    'a wrong default inside a map': { type: 'object', additionalProperties: { ...text, default: 5 } },
    'a default with a value twice': set(text, { default: ['a', 'a'] }),
  },
  withField,
);

const rootSchemas: Readonly<Record<string, Fields>> = {
  'whatever it may be': open,
  'no type': {},
  'no object': text,
  'a map': { type: 'object', additionalProperties: text },
  'null too': { ...sound, nullable: true },
  'a restriction of the name': object({ metadata: name }),
  'labels in metadata': object({ metadata: object({ labels: { type: 'object' } }) }),
  'described metadata': object({ metadata: { type: 'object', description: 'a' } }),
  'a default of the name': object({ metadata: object({ name: { ...text, default: 'a' } }) }),
  'a kind that is no text': object({ kind: whole }),
  'a field named only in a restriction': {
    type: 'object',
    anyOf: [{ properties: { other: { enum: ['x'] } } }],
  },
  'required fields': { ...sound, required: ['spec'] },
  alternatives: { ...sound, oneOf: [{ required: ['spec'] }] },
  'a number of fields': { ...sound, minProperties: 1 },
};
const roots: readonly DefinitionCase[] = [
  ...all(rootSchemas, withRoot),
  ...all(rootSchemas, (schema) => withRoot(schema, { subresources: { status: {} } })).map(
    ([what, one]) => [`${what}, with a status`, one] as const,
  ),
];

const hook = (clientConfig: Fields, conversionReviewVersions = ['v1']): Fields => ({
  conversion: { strategy: 'Webhook', webhook: { clientConfig, conversionReviewVersions } },
});
const service = { name: 'a', namespace: 'b' };
const wholes = all(
  {
    'nothing special': {},
    'a group without a dot': { group: 'single' },
    'a list like its items': { names: { ...names, listKind: 'Widget' } },
    'fields that are kept': { preserveUnknownFields: true },
    'conversion by a service': hook({ service }),
    'conversion by a URL': hook({ url: 'https://a.example/b' }, ['v9', 'v1beta1']),
    'conversion by nobody': { conversion: { strategy: 'Webhook' } },
    'conversion by both': hook({ service, url: 'https://a.example/b' }),
    'conversion without TLS': hook({ url: 'http://a.example/b' }),
    'conversion in unknown words': hook({ service }, ['v9']),
    'conversion that is not asked': {
      conversion: { ...(hook({ service })['conversion'] as Fields), strategy: 'None' },
    },
    'a broken version that is not served': {
      versions: [
        stored,
        { ...stored, name: 'v0', served: false, storage: false, schema: { openAPIV3Schema: text } },
      ],
    },
  },
  definition,
);
const approvals: readonly DefinitionCase[] = [
  undefined,
  'https://a.example/b',
  'unapproved, a trial',
  'no',
].map((reason) => [
  `a group of Kubernetes: ${reason ?? 'no reason'}`,
  definition(
    { group: 'a.k8s.io' },
    { name: 'widgets.a.k8s.io', annotations: { 'api-approved.kubernetes.io': reason } },
  ),
]);

const scale = (specReplicasPath: string, statusReplicasPath: string, labelSelectorPath?: string): Fields => ({
  subresources: { status: {}, scale: { specReplicasPath, statusReplicasPath, labelSelectorPath } },
});
const selectableSchema = {
  openAPIV3Schema: object({ spec: object({ a: text, n: { type: 'number' }, either, name }) }),
};
const selectable = (jsonPath: string): Fields => ({
  schema: selectableSchema,
  selectableFields: [{ jsonPath }],
});
const versions: readonly DefinitionCase[] = [
  ...all(
    {
      'no stored version': { storage: false },
      'a warning': { deprecated: true, deprecationWarning: 'use v2' },
      'a warning without need': { deprecationWarning: 'use v2' },
      'a warning of two lines': { deprecated: true, deprecationWarning: 'a\nb' },
      'an empty warning': { deprecated: true, deprecationWarning: '' },
      scaled: scale('.spec.replicas', '.status.replicas', '.status.selector'),
      'scaled by odd paths': scale('.spec.a[0]', '.status.'),
      'scaled at the root': scale('.replicas', '.status.replicas'),
      'scaled by the spec itself': scale('.spec', '.status.replicas'),
      'counted in the spec': scale('.spec.replicas', '.spec.replicas'),
      'selected by metadata': scale('.spec.replicas', '.status.replicas', '.metadata.a'),
      'a selectable text': selectable('.spec.a'),
      'a selectable number': selectable('.spec.n'),
      'a selectable integer or text': selectable('.spec.either'),
      'a selectable object': selectable('.spec.name'),
      'a selectable field that is not there': selectable('.spec.nope'),
      'a selectable name': selectable('.metadata.name'),
      'a selectable field in brackets': selectable(".spec['a']"),
    },
    withVersion,
  ),
  ...(['both', 'one'] as const).flatMap((fields) =>
    (['alike', 'unlike'] as const).map((schemas): DefinitionCase => {
      const selectableFields = [{ jsonPath: '.spec.a' }];
      const unlike = { openAPIV3Schema: { ...selectableSchema.openAPIV3Schema, description: 'older' } };
      return [
        `selectable in ${fields}, schemas ${schemas}`,
        definition({
          versions: [
            { ...stored, ...selectable('.spec.a') },
            {
              ...stored,
              name: 'v0',
              storage: false,
              schema: schemas === 'alike' ? selectableSchema : unlike,
              ...(fields === 'both' ? { selectableFields } : {}),
            },
          ],
        }),
      ];
    }),
  ),
];

/** Definitions by what they are about. */
export const definitionCases: Readonly<Record<string, readonly DefinitionCase[]>> = {
  'the structure of schemas': structure,
  'integers or texts and embedded resources': kinds,
  'lists and their keys': lists,
  rules,
  defaults,
  'schemas of whole objects': roots,
  'names and conversion': [...wholes, ...approvals],
  'versions and their subresources': versions,
};
