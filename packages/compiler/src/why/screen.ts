import type { Definition, Unit } from '@fairway/model';
import { changedLeaves } from './changes.ts';
import type { InputLeaf } from './leaves.ts';
import type { Change } from './trial.ts';
import { trialValues } from './values.ts';

/**
 * Leaves that may move one field. Trying each of hundreds of leaves takes long, and nearly none of them matters,
 * so all leaves of one part of a document are changed together first: where neither their near nor their far values
 * move the field, none of them is tried alone. A change that breaks something says nothing, so its leaves stay.
 *
 * @param target key of the field, as `leafKey` makes it.
 */
export function leavesWorthTrying(
  leaves: readonly InputLeaf[],
  target: string,
  base: Unit,
  definition: Definition,
  compileChanged: (changes: readonly Change[]) => Unit | undefined,
): readonly InputLeaf[] {
  const groups = Map.groupBy(leaves, (leaf) => groupOf(leaf));
  const worth = new Set<InputLeaf>();
  const moves = (changes: readonly Change[]): boolean => {
    if (changes.length === 0) return false;
    const unit = compileChanged(changes);
    return unit === undefined || changedLeaves(base, unit).has(target);
  };
  for (const group of groups.values()) {
    const tries = group.map((leaf) => ({ leaf, values: trialValues(leaf.value, leaf.shape, definition) }));
    const near = tries.flatMap(({ leaf, values }) => values.slice(0, 1).map(({ value }) => ({ leaf, value })));
    const far = tries.flatMap(({ leaf, values }) => values.slice(1).slice(-1).map(({ value }) => ({ leaf, value })));
    if (group.length < 3 || moves(near) || moves(far)) for (const leaf of group) worth.add(leaf);
  }
  return leaves.filter((leaf) => worth.has(leaf));
}

/** Leaves that are changed together: those below one field of `spec`, or of an environment's own values. */
function groupOf({ document, path }: InputLeaf): string {
  const depth = path[0] === 'environments' || path[1] === 'defaults' ? 3 : 2;
  return `${document.file}#${document.index} ${path.slice(0, depth).join('.')}`;
}
