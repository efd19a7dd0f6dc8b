import type { Found } from '../problem.ts';
import { isRecord, join, joinBelow, onObject, problem } from '../problem.ts';
import type { Node } from '../node.ts';
import { amountOf, isWhole, ONE } from './amounts.ts';
import type { Fields } from './fields.ts';
import { isExtended } from './resources.ts';
import type { Overlay } from './words.ts';

const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];
const COUNTED = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];
const QUOTA = new Set([
  ...COMPUTE,
  ...COMPUTE.flatMap((name) => [`requests.${name}`, `limits.${name}`]),
  'requests.storage',
  ...COUNTED,
]);
const STANDARD = new Set([...QUOTA, 'storage']);
const WHOLE = new Set(COUNTED);

function isHugePages(name: string): boolean {
  return /^(?:requests\.)?hugepages-/.test(name);
}

/** Names that quotas know, and whole numbers of what is counted (`ValidateResourceQuotaSpec`). */
function hardAmounts(hard: Fields): Found {
  let found: Found;
  for (const name in hard) {
    if (!name.includes('/') && !QUOTA.has(name) && !isHugePages(name))
      found = joinBelow(found, problem('name', 'quotas know no such resource'), name);
    if ((WHOLE.has(name) || isExtended(name)) && !isWhole(hard[name]))
      found = joinBelow(found, problem('type', 'it must be a whole number'), name);
  }
  return found;
}

const BEST_EFFORT = ['pods'];
const SCOPES: Readonly<Record<string, 'any' | 'pods'>> = {
  Terminating: 'any',
  NotTerminating: 'any',
  NotBestEffort: 'any',
  PriorityClass: 'any',
  CrossNamespacePodAffinity: 'any',
  BestEffort: 'pods',
  VolumeAttributesClass: 'any',
};
const PODS_AND_COMPUTE = new Set([
  'pods',
  ...[...QUOTA].filter((name) => COMPUTE.some((one) => name.endsWith(one))),
]);
const CLAIMS = new Set(['persistentvolumeclaims', 'requests.storage']);
const EXCLUDING = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const;

function fitsScope(scope: string, name: string): boolean {
  if (!QUOTA.has(name)) return true;
  if (scope === 'VolumeAttributesClass') return CLAIMS.has(name);
  return SCOPES[scope] === 'pods' ? BEST_EFFORT.includes(name) : PODS_AND_COMPUTE.has(name);
}

function scopes(spec: Fields): Found {
  const { hard, scopeSelector, scopes: list } = spec;
  const expressions = isRecord(scopeSelector) ? scopeSelector['matchExpressions'] : undefined;
  const chosen = Array.isArray(list) ? list.map(String) : [];
  const selected = Array.isArray(expressions)
    ? expressions.map((one) => (isRecord(one) ? String(one['scopeName']) : ''))
    : [];
  let found: Found;
  for (const [field, names] of [
    ['scopes', chosen],
    ['scopeSelector', selected],
  ] as const) {
    for (const scope of names) {
      if (SCOPES[scope] === undefined)
        found = join(found, problem('enum', `there is no scope ${JSON.stringify(scope)}`, field));
      else {
        const wrong = Object.keys(isRecord(hard) ? hard : {}).find((name) => !fitsScope(scope, name));
        if (wrong !== undefined)
          found = join(found, problem('combination', `scope ${scope} does not go with ${wrong}`, field));
      }
    }
    for (const [one, other] of EXCLUDING)
      if (names.includes(one) && names.includes(other))
        found = join(found, problem('combination', `${one} and ${other} exclude each other`, field));
  }
  return found;
}

const ALWAYS_EXISTS = new Set([
  'BestEffort',
  'NotBestEffort',
  'Terminating',
  'NotTerminating',
  'CrossNamespacePodAffinity',
]);

function scopeRequirement({ operator, scopeName, values }: Fields): Found {
  if (ALWAYS_EXISTS.has(String(scopeName)) && operator !== 'Exists')
    return problem('combination', `scope ${String(scopeName)} goes with Exists only`, 'operator');
  const some = Array.isArray(values) && values.length > 0;
  if (operator === 'In' || operator === 'NotIn')
    return some ? undefined : problem('required', `${operator} needs values`, 'values');
  return some ? problem('forbidden', `${String(operator)} takes no values`, 'values') : undefined;
}

function amountIn(amounts: unknown, name: string): bigint | undefined {
  return isRecord(amounts) ? amountOf(amounts[name]) : undefined;
}

function isMore(amounts: unknown, others: unknown, name: string): boolean {
  const left = amountIn(amounts, name);
  const right = amountIn(others, name);
  return left !== undefined && right !== undefined && left > right;
}

const FIELDS = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;

/** Pairs of which the first is at most the second. */
const ORDER = [
  ['min', 'max'],
  ['min', 'defaultRequest'],
  ['defaultRequest', 'max'],
  ['defaultRequest', 'default'],
  ['min', 'default'],
  ['default', 'max'],
] as const;

/** min ≤ defaultRequest ≤ default ≤ max (`ValidateLimitRange`). */
function limits(item: Fields): Found {
  const { type } = item;
  let found: Found;
  const isPart = type === 'Container' || type === 'Pod';
  for (const field of FIELDS) {
    const amounts = item[field];
    if (!isRecord(amounts)) continue;
    for (const name in amounts) {
      const known =
        name.includes('/') || (isPart ? COMPUTE.includes(name) : STANDARD.has(name)) || isHugePages(name);
      if (!known)
        found = joinBelow(found, problem('name', `${String(type)} knows no such resource`, name), field);
    }
    if (
      type === 'Pod' &&
      (field === 'default' || field === 'defaultRequest') &&
      Object.keys(amounts).length > 0
    )
      found = join(found, problem('forbidden', 'Pod has none', field));
  }
  for (const [low, high] of ORDER)
    for (const name in isRecord(item[low]) ? (item[low] as Fields) : {})
      if (isMore(item[low], item[high], name))
        found = join(found, problem('range', `${low} is more than ${high}`, low, name));
  return join(found, join(join(ratios(item), claimLimits(item)), defaultsAgree(item)));
}

/** What cannot be shared is asked for as it is limited. */
function defaultsAgree(item: Fields): Found {
  let found: Found;
  const requests = item['defaultRequest'];
  for (const name in isRecord(requests) ? requests : {}) {
    const limit = amountIn(item['default'], name);
    if (
      (isExtended(name) || name.startsWith('hugepages-')) &&
      limit !== undefined &&
      amountIn(requests, name) !== limit
    )
      found = join(found, problem('range', 'it must be equal to default', 'defaultRequest', name));
  }
  return found;
}

function ratios({ max, maxLimitRequestRatio, min }: Fields): Found {
  if (!isRecord(maxLimitRequestRatio)) return undefined;
  let found: Found;
  for (const name in maxLimitRequestRatio) {
    const ratio = amountOf(maxLimitRequestRatio[name]);
    if (ratio === undefined) continue;
    if (ratio < ONE)
      found = join(found, problem('range', 'a ratio is at least 1', 'maxLimitRequestRatio', name));
    const low = amountIn(min, name) ?? 0n;
    const high = amountIn(max, name);
    if (low > 0n && high !== undefined && ratio * low > high * ONE)
      found = join(found, problem('range', 'it is more than max over min', 'maxLimitRequestRatio', name));
  }
  return found;
}

function claimLimits({ max, min, type }: Fields): Found {
  if (type !== 'PersistentVolumeClaim') return undefined;
  const hasStorage = (amounts: unknown): boolean => isRecord(amounts) && amounts['storage'] !== undefined;
  return hasStorage(min) || hasStorage(max)
    ? undefined
    : problem('required', 'min or max of storage must be set');
}

const amounts: Node = { keyFormat: 'resource-name', additionalProperties: { format: 'quantity' } };

/** Quotas and limit ranges (`pkg/apis/core/validation`). */
export const quotas: Overlay = {
  'core.v1.ResourceQuotaSpec': {
    properties: {
      hard: {
        keyFormat: 'resource-name',
        additionalProperties: { format: 'quantity-not-negative' },
        checks: [onObject(hardAmounts)],
      },
    },
    checks: [onObject(scopes)],
  },
  'core.v1.ScopedResourceSelectorRequirement': {
    required: ['scopeName', 'operator'],
    properties: { operator: { enum: ['In', 'NotIn', 'Exists', 'DoesNotExist'] } },
    checks: [onObject(scopeRequirement)],
  },
  'core.v1.LimitRangeSpec': { required: [], properties: { limits: { unique: ['type'] } } },
  'core.v1.LimitRangeItem': {
    required: ['type'],
    properties: {
      type: { format: 'limit-type' },
      max: amounts,
      min: amounts,
      default: amounts,
      defaultRequest: amounts,
      maxLimitRequestRatio: amounts,
    },
    checks: [onObject(limits)],
  },
};
