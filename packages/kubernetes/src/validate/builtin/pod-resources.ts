import type { Quantity } from '../../quantity/index.ts';
import type { Found } from '../problem.ts';
import { isRecord, join, problem, quote } from '../problem.ts';
import { amountOf } from './amounts.ts';
import type { Fields } from './fields.ts';
import { listIn } from './fields.ts';
import { isHugePages } from './resources.ts';

type Kind = 'requests' | 'limits';

function amountsOf(owner: unknown, kind: Kind): Fields {
  const resources = isRecord(owner) ? owner['resources'] : undefined;
  const amounts = isRecord(resources) ? resources[kind] : undefined;
  return isRecord(amounts) ? amounts : {};
}

function amountIn(container: unknown, kind: Kind, name: string): Quantity {
  return amountOf(amountsOf(container, kind)[name]) ?? 0n;
}

/** What the containers of a pod take at most at one time: init containers run one by one, sidecars stay. */
function together(pod: Fields, kind: Kind, name: string): Quantity {
  let sum = 0n;
  for (const container of listIn(pod, 'containers')) sum += amountIn(container, kind, name);
  let sidecars = 0n;
  let start = 0n;
  for (const container of listIn(pod, 'initContainers')) {
    const amount = amountIn(container, kind, name);
    if (sidecars + amount > start) start = sidecars + amount;
    if (isRecord(container) && container['restartPolicy'] === 'Always') sidecars += amount;
  }
  const lasting = sum + sidecars;
  return start > lasting ? start : lasting;
}

function isPodLevel(name: string): boolean {
  return name === 'cpu' || name === 'memory' || isHugePages(name);
}

/**
 * What a pod asks for as a whole covers what its containers ask for (`validatePodResources` of
 * `pkg/apis/core/validation`). Requests that follow from limits are not counted.
 */
export function podResources(pod: Fields): Found {
  let found: Found;
  for (const kind of ['requests', 'limits'] as const) {
    const amounts = amountsOf(pod, kind);
    for (const name in amounts) {
      const amount = amountOf(amounts[name]);
      if (!isPodLevel(name))
        found = join(
          found,
          problem('name', 'a pod as a whole has cpu, memory, and huge pages', 'resources', kind, name),
        );
      else if (
        amount !== undefined &&
        (kind === 'requests' || isHugePages(name)) &&
        together(pod, kind, name) > amount
      )
        found = join(found, problem('range', 'its containers together have more', 'resources', kind, name));
      else if (amount !== undefined && kind === 'limits')
        found = join(found, containersWithin(pod, name, amount));
    }
  }
  return found;
}

function containersWithin(pod: Fields, name: string, limit: Quantity): Found {
  let found: Found;
  for (const [at, container] of listIn(pod, 'containers').entries()) {
    const own = amountsOf(container, 'limits')[name];
    if ((amountOf(own) ?? 0n) > limit)
      found = join(
        found,
        problem(
          'range',
          `${quote(own)} is more than the limit of the pod`,
          'containers',
          at,
          'resources',
          'limits',
          name,
        ),
      );
  }
  return found;
}
