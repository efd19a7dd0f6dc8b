import type { Found } from '../problem.ts';
import { onObject, problem } from '../problem.ts';
import type { Fields } from './fields.ts';
import { listIn } from './fields.ts';
import type { Overlay } from './words.ts';

/** `In` and `NotIn` have values, `Exists` and `DoesNotExist` have none, `Gt` and `Lt` have one. */
function valuesFit(requirement: Fields): Found {
  const { length } = listIn(requirement, 'values');
  switch (requirement['operator']) {
    case 'In':
    case 'NotIn':
      return length === 0 ? problem('required', 'In and NotIn need values', 'values') : undefined;
    case 'Exists':
    case 'DoesNotExist':
      return length === 0
        ? undefined
        : problem('forbidden', 'Exists and DoesNotExist take no values', 'values');
    default:
      return length === 1 ? undefined : problem('combination', 'Gt and Lt take one value', 'values');
  }
}

const labelOperators = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** Selectors that nobody looks at, and what they require. */
export const UNREAD_SELECTOR = 'meta.v1.LabelSelector unread';
export const UNREAD_REQUIREMENT = 'meta.v1.LabelSelectorRequirement unread';

/**
 * Label selectors (`ValidateLabelSelector` of `apimachinery/pkg/apis/meta/v1/validation`) and node selectors
 * (`ValidateNodeSelector` of `pkg/apis/core/validation`).
 */
export const selectors: Overlay = {
  'meta.v1.LabelSelector': {
    properties: {
      matchLabels: { keyFormat: 'label-key', additionalProperties: { format: 'label-value' } },
    },
  },
  'meta.v1.LabelSelectorRequirement': {
    required: ['key', 'operator'],
    properties: {
      key: { format: 'label-key' },
      operator: { enum: labelOperators },
      values: { items: { format: 'label-value' } },
    },
    checks: [onObject(valuesFit)],
  },
  [UNREAD_SELECTOR]: { properties: { matchExpressions: { items: { ref: UNREAD_REQUIREMENT } } } },
  [UNREAD_REQUIREMENT]: { required: [] },
  'core.v1.NodeSelector': {
    required: ['nodeSelectorTerms'],
    properties: {
      nodeSelectorTerms: {
        minItems: 1,
        items: {
          also: {
            properties: {
              matchExpressions: { items: { properties: { values: { items: { format: 'label-value' } } } } },
            },
          },
        },
      },
    },
  },
  'core.v1.NodeSelectorTerm': {
    properties: {
      matchFields: {
        items: {
          also: {
            properties: {
              key: { enum: ['metadata.name'] },
              operator: { enum: ['In', 'NotIn'] },
              values: { maxItems: 1, items: { format: 'dns-subdomain', minLength: 1 } },
            },
          },
        },
      },
    },
  },
  'core.v1.NodeSelectorRequirement': {
    required: ['key', 'operator'],
    properties: {
      key: { format: 'label-key' },
      operator: { enum: [...labelOperators, 'Gt', 'Lt'] },
    },
    checks: [onObject(valuesFit)],
  },
};
