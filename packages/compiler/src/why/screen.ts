import type { InputLeaf } from './leaves.ts';
import type { Change } from './trial.ts';
import { trialValues, type Vocabulary } from './values.ts';

interface Tries {
  readonly leaf: InputLeaf;
  /** The nearest other value and the farthest one, as changes. */
  readonly near: readonly Change[];
  readonly far: readonly Change[];
}

/**
 * Leaves that may move one field. Trying each of hundreds of leaves takes long, and nearly none of them matters,
 * so all of them are changed together: where neither their near nor their far values move the field, none of them
 * is tried alone; otherwise each half is asked again. Changes that leave nothing to look at may move the field.
 *
 * @param moves whether changes move the field, or leave nothing of its unit to look at.
 */
export function leavesWorthTrying(
  leaves: readonly InputLeaf[],
  vocabulary: Vocabulary,
  moves: (changes: readonly Change[]) => boolean,
): readonly InputLeaf[] {
  const worth = new Set<InputLeaf>();
  const moved = (changes: readonly Change[]): boolean => changes.length > 0 && moves(changes);
  const ask = (group: readonly Tries[]): void => {
    const [only] = group;
    if (only === undefined) return;
    if (!moved(group.flatMap(({ near }) => near)) && !moved(group.flatMap(({ far }) => far))) return;
    if (group.length === 1) {
      worth.add(only.leaf);
      return;
    }
    const middle = Math.ceil(group.length / 2);
    ask(group.slice(0, middle));
    ask(group.slice(middle));
  };
  const tries = leaves.map((leaf) => triesOf(leaf, vocabulary));
  ask(tries);
  return leaves.filter((leaf) => worth.has(leaf));
}

const PLACING: ReadonlySet<string> = new Set(['Organization', 'Environment', 'System', 'Team', 'TenantTier']);

/** Whether a leaf says where units stand and whose they are: changed, it makes the unit vanish more often than not. */
export function isPlacing({ definition, path }: InputLeaf): boolean {
  if (definition === undefined) return ['owner', 'system', 'placement', 'team'].includes(String(path.at(-1)));
  return PLACING.has(definition.kind) || (definition.kind === 'KindDefault' && path[1] === 'kind');
}

function triesOf(leaf: InputLeaf, vocabulary: Vocabulary): Tries {
  const values = trialValues(leaf.value, leaf.shape, vocabulary);
  const change = ({ value }: { readonly value: unknown }): Change => ({ leaf, value });
  return { leaf, near: values.slice(0, 1).map(change), far: values.slice(1).slice(-1).map(change) };
}
