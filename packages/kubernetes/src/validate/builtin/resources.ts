import { labelKeyReason } from '../../names/index.ts';
import type { Node } from '../node.ts';
import type { Found } from '../problem.ts';
import { isRecord, joinBelow, onObject, problem, quote } from '../problem.ts';
import { amountOf, isWhole, ONE } from './amounts.ts';
import type { Fields } from './fields.ts';
import type { Overlay } from './words.ts';
import { dnsLabel } from './words.ts';

const STANDARD = new Set(['cpu', 'memory', 'ephemeral-storage']);
const HUGE_PAGES = 'hugepages-';

/** Whether a resource comes in pages of a size that its name tells. */
export function isHugePages(name: string): boolean {
  return name.startsWith(HUGE_PAGES);
}

/** Resources with a prefix of their own (`IsExtendedResourceName`); they come in whole numbers. */
export function isExtended(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/') && !name.startsWith('requests.');
}

/** What is wrong with an amount of a resource in a container. */
function wrongAmount(name: string, amount: unknown): Found {
  if (STANDARD.has(name)) return undefined;
  if (isHugePages(name)) {
    const page = amountOf(name.slice(HUGE_PAGES.length)) ?? 0n;
    const value = amountOf(amount);
    const fits = page > 0n && page % ONE === 0n && (value === undefined || value % page === 0n);
    return fits ? undefined : problem('range', `it is no multiple of the size of ${name}`);
  }
  if (!name.includes('/')) return problem('name', 'it is no resource of containers');
  if (name.includes('kubernetes.io/')) return undefined;
  if (!isExtended(name) || labelKeyReason(`requests.${name}`) !== undefined)
    return problem('name', 'it is no resource of containers');
  return isWhole(amount) ? undefined : problem('type', 'it must be a whole number');
}

/** Resources that containers may ask for: the standard ones, huge pages, and those with a prefix. */
function resourceNames(amounts: Fields): Found {
  let found: Found;
  for (const name in amounts) {
    const wrong = wrongAmount(name, amounts[name]);
    if (wrong !== undefined) found = joinBelow(found, wrong, name);
  }
  return found;
}

/** Requests are at most their limits; those of resources that cannot be shared are equal to them. */
function requestsFit({ requests, limits }: Fields): Found {
  if (!isRecord(requests)) return undefined;
  const bounds: Fields = isRecord(limits) ? limits : {};
  let found: Found;
  for (const name in requests) {
    const wanted = requests[name];
    const limit = bounds[name];
    const exact = !STANDARD.has(name) && (isExtended(name) || isHugePages(name));
    if (limit === undefined || limit === null) {
      if (exact) found = joinBelow(found, problem('required', 'a limit must be set too'), name);
      continue;
    }
    if (limit === wanted) continue;
    const left = amountOf(wanted);
    const right = amountOf(limit);
    if (left === undefined || right === undefined) continue;
    if (left > right)
      found = joinBelow(
        found,
        problem('range', `${quote(wanted)} is more than the limit ${quote(limit)}`),
        name,
      );
    else if (exact && left !== right)
      found = joinBelow(found, problem('range', `it must be equal to the limit ${quote(limit)}`), name);
  }
  return found === undefined ? undefined : joinBelow(undefined, found, 'requests');
}

/** Huge pages go with a request or limit of CPU or memory. */
function pagesNeedMore({ requests, limits }: Fields): Found {
  let pages = false;
  for (const amounts of [requests, limits])
    for (const name in isRecord(amounts) ? amounts : {}) {
      if (name === 'cpu' || name === 'memory') return undefined;
      pages ||= isHugePages(name);
    }
  return pages ? problem('combination', 'huge pages go with cpu or memory only') : undefined;
}

/** Amounts of resources that containers ask for. */
export const amounts: Node = {
  keyFormat: 'resource-name',
  additionalProperties: { format: 'quantity-not-negative' },
  checks: [onObject(resourceNames)],
};

/** The minor from which pods have claims; before, the API server drops them unseen. */
const CLAIMS_SINCE = 34;
const unread: Node = { required: [], properties: { name: { default: '' } } };

/** What containers ask for (`validateResourceRequirements`, `pkg/apis/core/validation`), as a minor sees it. */
export function resources(minor: number): Overlay {
  return {
    'core.v1.ResourceRequirements': {
      properties: { limits: amounts, requests: amounts },
      checks: [onObject(requestsFit), onObject(pagesNeedMore)],
    },
    'core.v1.ResourceClaim': minor < CLAIMS_SINCE ? unread : { properties: { request: dnsLabel } },
  };
}
