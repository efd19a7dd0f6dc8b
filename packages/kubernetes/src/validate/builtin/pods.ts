import { annotationsNode, labelsNode } from '../metadata.ts';
import type { Node } from '../node.ts';
import type { Found } from '../problem.ts';
import { isRecord, onObject, problem } from '../problem.ts';
import type { Fields } from './fields.ts';
import { listOf } from './fields.ts';
import { podAnnotations } from './pod-annotations.ts';
import { podCheck } from './pod-check.ts';
import { amounts } from './resources.ts';
import type { Overlay } from './words.ts';
import { dnsLabel, labelKey, positive, some, subdomain, userOrGroup } from './words.ts';

function toleration(one: Fields): Found {
  const { key, operator, value, effect, tolerationSeconds } = one;
  const exists = operator === 'Exists';
  if ((key ?? '') === '' && !exists)
    return problem('combination', 'without a key it must be Exists', 'operator');
  if (exists && (value ?? '') !== '') return problem('forbidden', 'Exists takes no value', 'value');
  return tolerationSeconds !== undefined && tolerationSeconds !== null && effect !== 'NoExecute'
    ? problem('combination', 'tolerationSeconds goes with NoExecute only', 'effect')
    : undefined;
}

function localhostProfile(what: Fields): Found {
  const has = (what['localhostProfile'] ?? undefined) !== undefined;
  if (what['type'] === 'Localhost')
    return has ? undefined : problem('required', 'Localhost needs it', 'localhostProfile');
  return has ? problem('forbidden', 'it goes with Localhost only', 'localhostProfile') : undefined;
}

function spread(constraint: Fields): Found {
  const { minDomains, whenUnsatisfiable, labelSelector, matchLabelKeys } = constraint;
  if (minDomains !== undefined && minDomains !== null && whenUnsatisfiable !== 'DoNotSchedule')
    return problem('combination', 'minDomains goes with DoNotSchedule only', 'minDomains');
  return Array.isArray(matchLabelKeys) &&
    matchLabelKeys.length > 0 &&
    (labelSelector ?? undefined) === undefined
    ? problem('combination', 'matchLabelKeys needs a labelSelector', 'matchLabelKeys')
    : undefined;
}

/** Keys of the labels that a selector is about. */
function keysOf(selector: unknown): readonly unknown[] {
  if (!isRecord(selector)) return [];
  const { matchExpressions, matchLabels } = selector;
  const keys = listOf(matchExpressions).map((one) => (isRecord(one) ? one['key'] : undefined));
  return isRecord(matchLabels) ? [...keys, ...Object.keys(matchLabels)] : keys;
}

/** A key is matched by the selector or by the pods' own label. */
function keysOnce({ labelSelector, matchLabelKeys }: Fields): Found {
  const keys = listOf(matchLabelKeys);
  if (keys.length === 0) return undefined;
  const selected = keysOf(labelSelector);
  const at = keys.findIndex((key) => selected.includes(key));
  return at === -1 ? undefined : problem('combination', 'labelSelector has it too', 'matchLabelKeys', at);
}

/** Keys go with a selector, and no key is to match and to differ. */
function affinityKeys(term: Fields): Found {
  const same = listOf(term['matchLabelKeys']);
  const different = listOf(term['mismatchLabelKeys']);
  if (same.length + different.length === 0) return undefined;
  const field = same.length === 0 ? 'mismatchLabelKeys' : 'matchLabelKeys';
  if ((term['labelSelector'] ?? undefined) === undefined)
    return problem('combination', 'it needs a labelSelector', field);
  const at = same.findIndex((key) => different.includes(key));
  return at === -1 ? undefined : problem('combination', 'mismatchLabelKeys has it too', 'matchLabelKeys', at);
}

function profile(name: Node): Node {
  return {
    required: ['type'],
    properties: { type: { enum: ['Localhost', 'RuntimeDefault', 'Unconfined'] }, localhostProfile: name },
    checks: [onObject(localhostProfile)],
  };
}

/** Nobody can choose the node of a pod that waits. */
function waiting({ spec }: Fields): Found {
  if (!isRecord(spec) || (spec['nodeName'] ?? '') === '' || listOf(spec['schedulingGates']).length === 0)
    return undefined;
  return problem('forbidden', 'it does not go with schedulingGates', 'spec', 'nodeName');
}

const weighted = { properties: { weight: { minimum: 1, maximum: 100 } } };

/** The minor from which pods have claims and resources of their own; before, the API server drops them. */
const CLAIMS_SINCE = 34;

/** The minor from which pods may have a host name that is none of DNS. */
const HOST_NAMES_SINCE = 35;

/** Definitions of what the API server drops unseen, once its types are right. */
export const UNREAD_CLAIM = 'core.v1.PodResourceClaim unread';
export const UNREAD_RESOURCES = 'core.v1.ResourceRequirements unread';
const unread: Node['properties'] = {
  resourceClaims: { items: { ref: UNREAD_CLAIM } },
  resources: { ref: UNREAD_RESOURCES },
};

/** Pods without what holds between their parts, as a minor of Kubernetes (the number after the dot) sees them. */
export function podSpecAlone(minor: number): Node {
  const spec = pods['core.v1.PodSpec'];
  return {
    ...spec,
    properties: {
      ...spec?.properties,
      ...(minor < CLAIMS_SINCE ? unread : {}),
      ...(minor < HOST_NAMES_SINCE ? {} : { hostnameOverride: { ...subdomain, minLength: 1, maxLength: 64 } }),
    },
  };
}

/** Pods, as a minor of Kubernetes (the number after the dot) sees them. */
export function podSpec(minor: number): Node {
  return { ...podSpecAlone(minor), checks: [onObject((pod) => podCheck(pod, minor))] };
}

/** The minor from which keys are added to selectors, which may have them already. */
const MERGED_SINCE = 34;

/** How pods are spread, as a minor of Kubernetes (the number after the dot) sees it. */
export function spreads(minor: number): Overlay {
  const words = pods['core.v1.TopologySpreadConstraint'];
  if (minor >= MERGED_SINCE || words === undefined) return {};
  return {
    'core.v1.TopologySpreadConstraint': { ...words, checks: [...(words.checks ?? []), onObject(keysOnce)] },
  };
}

/** Pods without their containers and volumes (`ValidatePodSpec` and below, `pkg/apis/core/validation`). */
export const pods: Overlay = {
  'core.v1.PodTemplateSpec': {
    required: ['spec'],
    properties: { metadata: { also: { properties: { labels: labelsNode, annotations: annotationsNode } } } },
    checks: [onObject(podAnnotations)],
  },
  'core.v1.Pod': { required: ['spec'], checks: [onObject(podAnnotations), onObject(waiting)] },
  'core.v1.PodSpec': {
    required: ['containers'],
    properties: {
      containers: some,
      activeDeadlineSeconds: { minimum: 1, maximum: 2_147_483_647 },
      dnsPolicy: { enum: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'] },
      hostname: dnsLabel,
      subdomain: dnsLabel,
      nodeName: subdomain,
      nodeSelector: { keyFormat: 'label-key', additionalProperties: { format: 'label-value' } },
      preemptionPolicy: { enum: ['PreemptLowerPriority', 'Never'] },
      priorityClassName: subdomain,
      restartPolicy: { enum: ['Always', 'OnFailure', 'Never'] },
      runtimeClassName: { ...subdomain, minLength: 1 },
      serviceAccountName: subdomain,
      serviceAccount: subdomain,
      overhead: amounts,
      ephemeralContainers: { maxItems: 0 },
      resourceClaims: { unique: ['name'] },
      resources: { also: { forbidden: ['claims'] } },
    },
  },
  [UNREAD_CLAIM]: { required: [], properties: { name: { default: '' } } },
  [UNREAD_RESOURCES]: { required: [] },
  // Nobody looks at the owners in a template.
  'meta.v1.OwnerReference': { required: [], properties: { uid: { default: '' } } },
  'core.v1.LocalObjectReference': { properties: { name: { default: '' } } },
  'core.v1.PodResourceClaim': {
    required: ['name'],
    exactlyOne: ['resourceClaimName', 'resourceClaimTemplateName'],
    properties: {
      name: dnsLabel,
      resourceClaimName: { ...subdomain, minLength: 1 },
      resourceClaimTemplateName: { ...subdomain, minLength: 1 },
    },
  },
  'core.v1.PodReadinessGate': {
    required: ['conditionType'],
    properties: { conditionType: { format: 'qualified-name' } },
  },
  'core.v1.PodSchedulingGate': { required: ['name'], properties: { name: { format: 'qualified-name' } } },
  'core.v1.PodOS': { required: ['name'], properties: { name: { enum: ['linux', 'windows'] } } },
  'core.v1.HostAlias': {
    required: ['ip'],
    properties: { ip: { format: 'ip' }, hostnames: { items: { format: 'host-alias', minLength: 1 } } },
  },
  'core.v1.PodDNSConfigOption': { required: ['name'] },
  'core.v1.PodDNSConfig': {
    properties: {
      nameservers: { maxItems: 3, items: { format: 'ip', minLength: 1 } },
      searches: { maxItems: 32, items: { format: 'search-domain', minLength: 1 } },
    },
  },
  'core.v1.Toleration': {
    properties: {
      key: labelKey,
      operator: { enum: ['Exists', 'Equal'] },
      value: { format: 'label-value' },
      effect: { enum: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] },
    },
    checks: [onObject(toleration)],
  },
  'core.v1.TopologySpreadConstraint': {
    required: ['maxSkew', 'topologyKey', 'whenUnsatisfiable'],
    properties: {
      maxSkew: positive,
      minDomains: positive,
      whenUnsatisfiable: { enum: ['DoNotSchedule', 'ScheduleAnyway'] },
      nodeAffinityPolicy: { enum: ['Honor', 'Ignore'] },
      nodeTaintsPolicy: { enum: ['Honor', 'Ignore'] },
      matchLabelKeys: { items: labelKey },
    },
    checks: [onObject(spread)],
  },
  'core.v1.PreferredSchedulingTerm': { required: ['weight'], ...weighted },
  'core.v1.WeightedPodAffinityTerm': { required: ['weight', 'podAffinityTerm'], ...weighted },
  'core.v1.PodAffinityTerm': {
    required: ['topologyKey'],
    properties: {
      topologyKey: labelKey,
      namespaces: { items: { format: 'dns-label', minLength: 1 } },
      matchLabelKeys: { items: labelKey },
      mismatchLabelKeys: { items: labelKey },
    },
    checks: [onObject(affinityKeys)],
  },
  'core.v1.PodSecurityContext': {
    properties: {
      runAsUser: userOrGroup,
      runAsGroup: userOrGroup,
      fsGroup: userOrGroup,
      supplementalGroups: { items: userOrGroup },
      supplementalGroupsPolicy: { enum: ['Merge', 'Strict'], minLength: 1 },
      fsGroupChangePolicy: { enum: ['OnRootMismatch', 'Always'], minLength: 1 },
      seLinuxChangePolicy: { enum: ['MountOption', 'Recursive'], minLength: 1 },
      sysctls: { unique: ['name'] },
    },
  },
  'core.v1.Sysctl': {
    required: ['name'],
    properties: {
      name: {
        maxLength: 253,
        pattern: '^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$',
      },
    },
  },
  'core.v1.SeccompProfile': profile({ format: 'local-path' }),
  // A name, even if it looks like a path.
  'core.v1.AppArmorProfile': profile({
    minLength: 1,
    maxLength: 4095,
    pattern: String.raw`^\S(?:[\s\S]*\S)?$`,
  }),
};
