import type { Node } from '../node.ts';
import type { Check, Found } from '../problem.ts';
import { isRecord, onObject, problem } from '../problem.ts';
import type { Fields } from './fields.ts';
import { isSet } from './fields.ts';
import { UNREAD_SELECTOR } from './selectors.ts';
import type { Overlay } from './words.ts';
import { positive } from './words.ts';

function replicas({ maxReplicas, minReplicas }: Fields): Found {
  const minimum = typeof minReplicas === 'number' ? minReplicas : 1;
  return typeof maxReplicas === 'number' && maxReplicas < minimum
    ? problem('range', `${maxReplicas} is less than minReplicas`, 'maxReplicas')
    : undefined;
}

const SOURCES: Readonly<Record<string, string>> = {
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
  External: 'external',
  ContainerResource: 'containerResource',
};

function sourceFits(metric: Fields): Found {
  const wanted = SOURCES[String(metric['type'])];
  if (wanted === undefined) return undefined;
  if (!isSet(metric[wanted])) return problem('required', `type ${String(metric['type'])} needs it`, wanted);
  const other = Object.values(SOURCES).find((name) => name !== wanted && isSet(metric[name]));
  return other === undefined
    ? undefined
    : problem('forbidden', `it does not go with type ${String(metric['type'])}`, other);
}

/** Of the values of a target, which ones a source takes: at least one of them, at most one if they exclude each other. */
function targetOf(names: readonly string[], exclusive: boolean): Check {
  return onObject((source) => {
    const { target } = source;
    if (!isRecord(target)) return undefined;
    const set = names.filter((name) => isSet(target[name]));
    if (set.length === 0)
      return problem('required', `${names.join(' or ')} must be set`, 'target', names[0] ?? '');
    return exclusive && set.length > 1
      ? problem('combination', `${set.join(' and ')} exclude each other`, 'target', set[0] ?? '')
      : undefined;
  });
}

/** Scaling to zero takes a metric that does not come from the pods themselves. */
function toZero({ metrics, minReplicas }: Fields): Found {
  if (minReplicas !== 0) return undefined;
  const types = Array.isArray(metrics)
    ? metrics.map((metric) => (isRecord(metric) ? metric['type'] : undefined))
    : [];
  return types.includes('Object') || types.includes('External')
    ? undefined
    : problem('combination', 'scaling to 0 needs an Object or External metric', 'metrics');
}

/** What is scaled has an API group, or is a ReplicationController. */
function targetGroup({ scaleTargetRef }: Fields): Found {
  if (!isRecord(scaleTargetRef)) return undefined;
  const { apiVersion, kind } = scaleTargetRef;
  const version = typeof apiVersion === 'string' ? apiVersion : '';
  if (version.includes('/') ? !version.startsWith('/') : kind === 'ReplicationController') return undefined;
  return problem('required', 'it must name an API group, such as apps/v1', 'scaleTargetRef', 'apiVersion');
}

const reference: Node = {
  required: ['kind', 'name'],
  properties: { kind: { format: 'path-segment' }, name: { format: 'path-segment' } },
};

/** The minors from which API versions of objects are read, and from which autoscalers have a tolerance. */
const VERSIONS_SINCE = 34;
const TOLERANCE_SINCE = 35;
const versioned: Node = {
  ...reference,
  properties: { ...reference.properties, apiVersion: { pattern: '^[^/]*(?:/[^/]*)?$' } },
};

const scaled: Node = {
  required: ['scaleTargetRef', 'maxReplicas'],
  properties: { minReplicas: positive, maxReplicas: positive },
  checks: [onObject(replicas), onObject(targetGroup)],
};

/** What minors do not have in common. */
function scalingSince(minor: number): Overlay {
  const named = minor < VERSIONS_SINCE ? reference : versioned;
  return {
    'autoscaling.v1.CrossVersionObjectReference': named,
    'autoscaling.v2.CrossVersionObjectReference': named,
    'autoscaling.v2.HPAScalingRules': {
      properties: {
        stabilizationWindowSeconds: { minimum: 0, maximum: 3600 },
        selectPolicy: { enum: ['Max', 'Min', 'Disabled'], minLength: 1 },
        policies: { minItems: 1 },
        ...(minor < TOLERANCE_SINCE ? {} : { tolerance: { format: 'quantity-not-negative' } }),
      },
    },
  };
}

/**
 * Autoscaling and disruption budgets (`pkg/apis/autoscaling/validation`, `pkg/apis/policy/validation`), as a minor
 * (the number after the dot) has them.
 */
export function scaling(minor: number): Overlay {
  return { ...words, ...scalingSince(minor) };
}

const words: Overlay = {
  'autoscaling.v2.HorizontalPodAutoscaler': { required: ['spec'] },
  'autoscaling.v1.HorizontalPodAutoscaler': { required: ['spec'] },
  'autoscaling.v1.HorizontalPodAutoscalerSpec': {
    ...scaled,
    properties: { ...scaled.properties, targetCPUUtilizationPercentage: positive },
  },
  'autoscaling.v2.HorizontalPodAutoscalerSpec': {
    ...scaled,
    checks: [...(scaled.checks ?? []), onObject(toZero)],
  },
  'autoscaling.v2.MetricSpec': {
    required: ['type'],
    properties: { type: { enum: Object.keys(SOURCES) } },
    checks: [onObject(sourceFits)],
  },
  'autoscaling.v2.MetricIdentifier': {
    required: ['name'],
    properties: { name: { format: 'path-segment' }, selector: { ref: UNREAD_SELECTOR } },
  },
  'autoscaling.v2.MetricTarget': {
    required: ['type'],
    properties: {
      type: { enum: ['Utilization', 'Value', 'AverageValue'] },
      value: { format: 'quantity-positive' },
      averageValue: { format: 'quantity-positive' },
      averageUtilization: positive,
    },
  },
  'autoscaling.v2.ResourceMetricSource': {
    required: ['name', 'target'],
    checks: [targetOf(['averageUtilization', 'averageValue'], true)],
  },
  'autoscaling.v2.ContainerResourceMetricSource': {
    required: ['container', 'name', 'target'],
    properties: { container: { format: 'dns-label' }, name: { format: 'qualified-name' } },
    checks: [targetOf(['averageUtilization', 'averageValue'], true)],
  },
  'autoscaling.v2.PodsMetricSource': { checks: [targetOf(['averageValue'], false)] },
  'autoscaling.v2.ObjectMetricSource': { checks: [targetOf(['averageValue', 'value'], false)] },
  'autoscaling.v2.ExternalMetricSource': { checks: [targetOf(['averageValue', 'value'], true)] },
  'autoscaling.v2.HPAScalingPolicy': {
    required: ['type', 'value', 'periodSeconds'],
    properties: {
      type: { enum: ['Pods', 'Percent'] },
      value: positive,
      periodSeconds: { minimum: 1, maximum: 1800 },
    },
  },
  'policy.v1.PodDisruptionBudgetSpec': {
    atMostOne: ['minAvailable', 'maxUnavailable'],
    properties: {
      minAvailable: { minimum: 0, format: 'percent-to-100', minLength: 1 },
      maxUnavailable: { minimum: 0, format: 'percent-to-100', minLength: 1 },
      unhealthyPodEvictionPolicy: { enum: ['IfHealthyBudget', 'AlwaysAllow'], minLength: 1 },
    },
  },
};
