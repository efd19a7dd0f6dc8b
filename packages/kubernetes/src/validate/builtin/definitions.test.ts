import { describe, expect, it } from 'vitest';
import { verdict, type Fields } from './testing.ts';

const text = { type: 'string' };
const names = { kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList' };
const version = {
  name: 'v1',
  served: true,
  storage: true,
  schema: { openAPIV3Schema: { type: 'object', properties: { spec: text } } },
};
const name = 'widgets.example.com';

/** A definition with changes of its spec, its names, and its only version. */
function definition(spec: Fields, ofNames: Fields = {}, ofVersion: Fields = {}): Fields {
  const versions = [{ ...version, ...ofVersion }];
  return {
    metadata: { name },
    spec: { group: 'example.com', scope: 'Namespaced', names: { ...names, ...ofNames }, versions, ...spec },
  };
}

function withSpec(spec: Fields): Fields {
  return definition({}, {}, { schema: { openAPIV3Schema: { type: 'object', properties: { spec } } } });
}

function converted(webhook: Fields | undefined, strategy = 'Webhook'): Fields {
  return definition({ conversion: { strategy, ...(webhook === undefined ? {} : { webhook }) } });
}

function hook(clientConfig: Fields, conversionReviewVersions: readonly string[] = ['v1']): Fields {
  return { clientConfig, conversionReviewVersions };
}

function scaled(specPath: string, statusPath: string, labelSelectorPath?: string): Fields {
  const scale = { specReplicasPath: specPath, statusReplicasPath: statusPath };
  return definition(
    {},
    {},
    {
      subresources: {
        status: {},
        scale: { ...scale, ...(labelSelectorPath === undefined ? {} : { labelSelectorPath }) },
      },
    },
  );
}

const APPROVAL = 'metadata.annotations["api-approved.kubernetes.io"]';
function approved(reason: string | undefined): Fields {
  const annotations = reason === undefined ? {} : { 'api-approved.kubernetes.io': reason };
  return {
    ...definition({ group: 'a.k8s.io' }),
    metadata: { name: 'widgets.a.k8s.io', ...(reason === undefined ? {} : { annotations }) },
  };
}

const selectableFields = [{ jsonPath: '.spec' }];
/** Two versions, the older with changes. */
function twoVersions(newer: Fields, older: Fields): Fields {
  const v0 = { ...version, name: 'v0', storage: false, ...older };
  return definition({ versions: [{ ...version, ...newer }, v0] });
}
const described = {
  schema: { openAPIV3Schema: { ...version.schema.openAPIV3Schema, description: 'An older one.' } },
};

const service = { name: 'a', namespace: 'b' };
const HOOK = 'spec.conversion.webhook';
const V1 = 'spec.versions[name=v1]';
const SCALE = `${V1}.subresources.scale`;
const SPEC = `${V1}.schema.openAPIV3Schema.properties.spec`;

describe.each<
  readonly [about: string, cases: readonly (readonly [what: string, object: Fields, expected?: string])[]]
>([
  [
    'names',
    [
      ['as usual', definition({})],
      ['another name', { ...definition({}), metadata: { name: 'a.example.com' } }, 'name metadata.name'],
      [
        'a group without a dot',
        { ...definition({ group: 'single' }), metadata: { name: 'widgets.single' } },
        'name spec.group',
      ],
      ['a list like its items', definition({}, { listKind: 'Widget' }), 'combination spec.names.listKind'],
      ['a group of Kubernetes', approved(undefined), `required ${APPROVAL}`],
      ['an approved group', approved('https://github.com/kubernetes/kubernetes/pull/78458')],
      ['a group that nobody approved', approved('unapproved, an experiment')],
      ['a group with a poor reason', approved('no'), `format ${APPROVAL}`],
      ['a kind with _', definition({}, { kind: 'My_Kind' }), 'pattern spec.names.kind'],
      ['a short name with capitals', definition({}, { shortNames: ['W'] }), 'format spec.names.shortNames[0]'],
      ['fields that are kept', definition({ preserveUnknownFields: true }), 'enum spec.preserveUnknownFields'],
      ['fields that are not kept', definition({ preserveUnknownFields: false })],
    ],
  ],
  [
    'conversion',
    [
      ['none', converted(undefined, 'None')],
      ['of another kind', converted(undefined, 'Magic'), 'enum spec.conversion.strategy'],
      ['by a service', converted(hook({ service: { ...service, path: '/a/b.c', port: 443 } }))],
      ['by a URL', converted(hook({ url: 'https://a.example:8443/b' }, ['v2', 'v1beta1']))],
      ['by nobody', converted(undefined), `required ${HOOK}`],
      ['by no client', converted({ conversionReviewVersions: ['v1'] }), `required ${HOOK}.clientConfig`],
      ['by none of both', converted(hook({})), `combination ${HOOK}.clientConfig`],
      ['by both', converted(hook({ url: 'https://a/b', service })), `combination ${HOOK}.clientConfig`],
      ['in unknown words', converted(hook({ service }, ['v9'])), `enum ${HOOK}.conversionReviewVersions`],
      [
        'in words named twice',
        converted(hook({ service }, ['v1', 'v1'])),
        `duplicate ${HOOK}.conversionReviewVersions[1]`,
      ],
      ['by an address', converted(hook({ url: 'https://[::1]:443' }))],
      ['at a port that is none', converted(hook({ url: 'https://a:b/c' })), `pattern ${HOOK}.clientConfig.url`],
      ['without TLS', converted(hook({ url: 'http://a/b' })), `pattern ${HOOK}.clientConfig.url`],
      ['with a query', converted(hook({ url: 'https://a/b?c=d' })), `pattern ${HOOK}.clientConfig.url`],
      [
        'at a path that is none',
        converted(hook({ service: { ...service, path: 'a//b' } })),
        `pattern ${HOOK}.clientConfig.service.path`,
      ],
      [
        'at no port',
        converted(hook({ service: { ...service, port: 70_000 } })),
        `range ${HOOK}.clientConfig.service.port`,
      ],
      ['by a webhook that is not asked', converted(hook({ service }), 'None'), `forbidden ${HOOK}`],
    ],
  ],
  [
    'versions',
    [
      ['none stored', definition({}, {}, { storage: false }), 'combination spec.versions'],
      ['deprecated', definition({}, {}, { deprecated: true, deprecationWarning: 'use v2, ä' })],
      [
        'a warning without need',
        definition({}, {}, { deprecationWarning: 'a' }),
        `forbidden ${V1}.deprecationWarning`,
      ],
      [
        'an empty warning',
        definition({}, {}, { deprecated: true, deprecationWarning: '' }),
        `length ${V1}.deprecationWarning`,
      ],
      [
        'a warning of two lines',
        definition({}, {}, { deprecated: true, deprecationWarning: 'a\nb' }),
        `pattern ${V1}.deprecationWarning`,
      ],
      [
        'a long warning',
        definition({}, {}, { deprecated: true, deprecationWarning: 'a'.repeat(257) }),
        `length ${V1}.deprecationWarning`,
      ],
      [
        'an old one that is broken',
        definition({
          versions: [
            version,
            {
              ...version,
              name: 'v0',
              served: false,
              storage: false,
              schema: { openAPIV3Schema: { type: 'object', nullable: true } },
            },
          ],
        }),
        'combination spec.versions[name=v0].schema.openAPIV3Schema.nullable',
      ],
      ['selectable', definition({}, {}, { selectableFields })],
      ['selectable in both', twoVersions({ selectableFields }, { selectableFields })],
      ['selectable in one', twoVersions({ selectableFields }, {}), 'combination spec.versions'],
      [
        'selectable in both, unlike',
        twoVersions({ selectableFields }, { selectableFields, ...described }),
        'combination spec.versions',
      ],
      ['selectable in one, unlike', twoVersions({ selectableFields }, described)],
      ['scaled', scaled('.spec.replicas', '.status.replicas', '.status.selector')],
      ['scaled by odd paths', scaled('.spec.a[0]', '.status.', '.spec.selector')],
      ['scaled at the root', scaled('.replicas', '.status.replicas'), `pattern ${SCALE}.specReplicasPath`],
      ['scaled by the spec itself', scaled('.spec', '.status.replicas'), `pattern ${SCALE}.specReplicasPath`],
      [
        'counted in the spec',
        scaled('.spec.replicas', '.spec.replicas'),
        `pattern ${SCALE}.statusReplicasPath`,
      ],
      [
        'selected by metadata',
        scaled('.spec.a', '.status.a', '.metadata.a'),
        `pattern ${SCALE}.labelSelectorPath`,
      ],
    ],
  ],
  [
    'defaults',
    [
      ['sound', withSpec({ ...text, default: 'a', pattern: '^a' })],
      ['of another type', withSpec({ ...text, default: 5 }), `format ${SPEC}.default`],
      [
        'beside a rule that is none',
        withSpec({ type: 'integer', default: 5, 'x-kubernetes-validations': [{ rule: 'self >' }] }),
        `format ${SPEC}.x-kubernetes-validations[0].rule`,
      ],
      [
        'that break a rule',
        withSpec({ type: 'integer', default: 5, 'x-kubernetes-validations': [{ rule: 'self > 6' }] }),
        `format ${SPEC}.default`,
      ],
      [
        'that break a rule within',
        withSpec({
          type: 'object',
          default: { a: 5 },
          properties: { a: { type: 'integer', 'x-kubernetes-validations': [{ rule: 'self > 6' }] } },
        }),
        `format ${SPEC}.default`,
      ],
      [
        'above the range of their format',
        withSpec({ type: 'integer', format: 'int32', default: 3_000_000_000 }),
      ],
      ['inside maps', withSpec({ type: 'object', additionalProperties: { ...text, default: 5 } })],
      [
        'that name a value twice',
        withSpec({ type: 'array', items: text, 'x-kubernetes-list-type': 'set', default: ['a', 'a'] }),
      ],
      [
        'with labels that are none',
        withSpec({
          type: 'object',
          'x-kubernetes-embedded-resource': true,
          'x-kubernetes-preserve-unknown-fields': true,
          default: { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { 'a b': 'c' } } },
        }),
        `format ${SPEC}.default`,
      ],
    ],
  ],
])('a definition is taken and refused as an API server does: %s', (_, cases) => {
  it.each(cases.map(([what, object, expected]) => ({ what, object, expected })))(
    '$what',
    ({ object, expected }) => {
      const found = verdict('apiextensions.k8s.io/v1', 'CustomResourceDefinition', object);
      expect(found).toEqual(expected === undefined ? [] : [expected]);
    },
  );
});
