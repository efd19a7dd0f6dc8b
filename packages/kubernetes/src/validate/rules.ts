import type { UpstreamKind } from '../upstream/index.ts';
import type { Node } from './node.ts';
import type { Check } from './problem.ts';

/** The CEL rules of a node. */
export function rulesCheck(_node: Node, _upstream: UpstreamKind, _minor: number): Check | undefined {
  return undefined;
}
