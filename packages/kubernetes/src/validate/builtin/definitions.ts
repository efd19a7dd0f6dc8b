import type { Found } from '../problem.ts';
import { isRecord, join, onObject, problem } from '../problem.ts';
import { definitionCheck } from './definition-check.ts';
import type { Fields } from './fields.ts';
import type { Overlay } from './words.ts';
import { port, subdomain } from './words.ts';

const REVIEWS: ReadonlySet<unknown> = new Set(['v1', 'v1beta1']);

/** A webhook is there where it converts, and only there. */
function conversion({ strategy, webhook }: Fields): Found {
  if (strategy !== 'Webhook')
    return isRecord(webhook)
      ? problem('forbidden', 'it is only for the strategy Webhook', 'webhook')
      : undefined;
  if (!isRecord(webhook)) return problem('required', 'the strategy Webhook needs it', 'webhook');
  const { clientConfig, conversionReviewVersions } = webhook;
  let found: Found;
  if (!isRecord(clientConfig))
    found = problem('required', 'the strategy Webhook needs it', 'webhook', 'clientConfig');
  if (!Array.isArray(conversionReviewVersions) || !conversionReviewVersions.some((one) => REVIEWS.has(one)))
    found = join(found, problem('enum', 'v1 or v1beta1 is one of them', 'webhook', 'conversionReviewVersions'));
  return found;
}

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const SEGMENT = String.raw`${LABEL}(?:\.${LABEL})*`;

const WORDS: Overlay = {
  'apiextensions.v1.CustomResourceDefinitionSpec': {
    required: ['group', 'names', 'scope', 'versions'],
    properties: {
      group: subdomain,
      scope: { enum: ['Namespaced', 'Cluster'] },
      preserveUnknownFields: { enum: [false] },
      versions: { minItems: 1, unique: ['name'] },
    },
  },
  'apiextensions.v1.CustomResourceDefinitionNames': {
    required: ['plural', 'kind'],
    properties: {
      plural: { format: 'dns-1035-label' },
      singular: { format: 'dns-1035-label' },
      kind: { pattern: '^[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?$', maxLength: 63 },
      listKind: { pattern: '^[A-Za-z]([-A-Za-z0-9]*[A-Za-z0-9])?$', maxLength: 63 },
      shortNames: { items: { format: 'dns-1035-label' } },
      categories: { items: { format: 'dns-1035-label' } },
    },
    checks: [
      onObject(({ kind, listKind }) =>
        kind !== '' && kind !== undefined && kind === listKind
          ? problem('combination', 'it cannot be the same as the kind', 'listKind')
          : undefined,
      ),
    ],
  },
  'apiextensions.v1.CustomResourceConversion': {
    properties: { strategy: { enum: ['None', 'Webhook'] } },
    checks: [onObject(conversion)],
  },
  'apiextensions.v1.WebhookConversion': {
    properties: { conversionReviewVersions: { items: { format: 'dns-1035-label' }, unique: [] } },
  },
  'apiextensions.v1.WebhookClientConfig': {
    exactlyOne: ['url', 'service'],
    properties: {
      url: { pattern: String.raw`(?i)^https://(?:\[[^\]\s]+\]|[^\s/?#@:]+)(?::\d*)?(?:/[^\s?#]*)?$` },
    },
  },
  'apiextensions.v1.ServiceReference': {
    properties: { path: { pattern: `^/(?:${SEGMENT}(?:/${SEGMENT})*/?)?$` }, port },
  },
  'apiextensions.v1.CustomResourceDefinitionVersion': {
    required: ['name', 'schema'],
    properties: {
      name: { format: 'dns-1035-label' },
      deprecationWarning: {
        minLength: 1,
        maxLength: 256,
        pattern: String.raw`^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$`,
      },
      selectableFields: { maxItems: 8, unique: ['jsonPath'] },
    },
    checks: [
      onObject(({ deprecated, deprecationWarning }) =>
        typeof deprecationWarning === 'string' && deprecated !== true
          ? problem('forbidden', 'it is only for deprecated versions', 'deprecationWarning')
          : undefined,
      ),
    ],
  },
  'apiextensions.v1.CustomResourceSubresourceStatus': { additionalProperties: true },
  'apiextensions.v1.SelectableField': {
    required: ['jsonPath'],
    properties: { jsonPath: { pattern: String.raw`^\.` } },
  },
  'apiextensions.v1.CustomResourceSubresourceScale': {
    required: ['specReplicasPath', 'statusReplicasPath'],
    properties: {
      specReplicasPath: { pattern: String.raw`^\.spec\.` },
      statusReplicasPath: { pattern: String.raw`^\.status\.` },
      labelSelectorPath: { pattern: String.raw`^\.(?:spec|status)\.` },
    },
  },
  'apiextensions.v1.CustomResourceColumnDefinition': {
    required: ['name', 'type', 'jsonPath'],
    properties: {
      type: { enum: ['boolean', 'date', 'integer', 'number', 'string'] },
      format: { enum: ['int32', 'int64', 'float', 'double', 'byte', 'date', 'date-time', 'password'] },
      jsonPath: { pattern: String.raw`^\.` },
    },
  },
};

/** Resource definitions (`apiextensions-apiserver/pkg/apis/apiextensions/validation`), as a minor (the number after the dot) has them. */
export function definitions(minor: number): Overlay {
  return {
    ...WORDS,
    'apiextensions.v1.CustomResourceDefinition': {
      required: ['spec'],
      checks: [definitionCheck(minor)],
    },
  };
}
