import type { Definition, Unit } from '@fairway/model';
import { changedLeaves, vanishedObjects } from './changes.ts';
import type { InputLeaf } from './leaves.ts';
import type { Change } from './trial.ts';
import { trialValues } from './values.ts';

interface Tries {
  readonly leaf: InputLeaf;
  /** The nearest other value and the farthest one, as changes. */
  readonly near: readonly Change[];
  readonly far: readonly Change[];
}

/**
 * Leaves that may move one field. Trying each of hundreds of leaves takes long, and nearly none of them matters,
 * so all leaves of a document are changed together: where neither their near nor their far values move the field,
 * none of them is tried alone; otherwise each half is asked again. A change that breaks something says nothing,
 * so it counts as one that may move the field.
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
  const worth = new Set<InputLeaf>();
  const moves = (changes: readonly Change[]): boolean => {
    if (changes.length === 0) return false;
    const unit = compileChanged(changes);
    return unit === undefined || changedLeaves(base, unit).has(target) || vanishedObjects(base, unit).some((key) => target.startsWith(`${key} `));
  };
  const ask = (group: readonly Tries[]): void => {
    const [only] = group;
    if (only === undefined) return;
    if (group.length === 1) {
      worth.add(only.leaf);
      return;
    }
    if (!moves(group.flatMap(({ near }) => near)) && !moves(group.flatMap(({ far }) => far))) return;
    const middle = Math.ceil(group.length / 2);
    ask(group.slice(0, middle));
    ask(group.slice(middle));
  };
  const tries = leaves.map((leaf) => triesOf(leaf, definition));
  for (const group of Map.groupBy(tries, ({ leaf }) => leaf.document).values()) ask(group);
  return leaves.filter((leaf) => worth.has(leaf));
}

function triesOf(leaf: InputLeaf, definition: Definition): Tries {
  const values = trialValues(leaf.value, leaf.shape, definition);
  const change = ({ value }: { readonly value: unknown }): Change => ({ leaf, value });
  return { leaf, near: values.slice(0, 1).map(change), far: values.slice(1).slice(-1).map(change) };
}
