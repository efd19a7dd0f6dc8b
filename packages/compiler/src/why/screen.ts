import type { InputLeaf } from './leaves.ts';
import type { Change } from './trial.ts';
import { trialValues, type Vocabulary } from './values.ts';

interface Tries {
  readonly leaf: InputLeaf;
  /** The nearest other value and the farthest one, as changes. */
  readonly near: readonly Change[];
  readonly far: readonly Change[];
}

/** What may move one field, and how to find out. */
export interface Screening {
  readonly leaves: readonly InputLeaf[];
  readonly vocabulary: Vocabulary;
  /** The present value of the field. */
  readonly value: unknown;
  /** Whether changes move the field, or leave nothing of its unit to look at. */
  readonly moves: (changes: readonly Change[]) => boolean;
}

/** More suspects than these are no clue. */
const MOST_SUSPECTS = 8;

/**
 * Leaves that may move one field. Trying each of hundreds of leaves takes long, and nearly none of them matters,
 * so all of them are changed together: where neither their near nor their far values move the field, none of them
 * is tried alone; otherwise each half is asked again. Changes that leave nothing to look at may move the field.
 * Leaves that look like the field are asked first and alone, since the others mostly move nothing without them.
 */
export function leavesWorthTrying({ leaves, moves, value, vocabulary }: Screening): readonly InputLeaf[] {
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
  const suspects = suspectsAmong(leaves, value);
  const tries = leaves.map((leaf) => triesOf(leaf, vocabulary));
  for (const one of tries) if (suspects.has(one.leaf)) ask([one]);
  ask(tries.filter(({ leaf }) => !suspects.has(leaf)));
  return leaves.filter((leaf) => worth.has(leaf));
}

/** Leaves that say the value of the field, and leaves that name the documents of such leaves. */
function suspectsAmong(leaves: readonly InputLeaf[], value: unknown): ReadonlySet<InputLeaf> {
  const text = String(value);
  const saying = leaves.filter((leaf) => String(leaf.value) === text);
  const names = new Set(
    saying.flatMap(({ definition }) => (definition === undefined ? [] : [definition.name])),
  );
  const naming = leaves.filter((leaf) => typeof leaf.value === 'string' && names.has(leaf.value));
  const found = new Set([...saying, ...naming]);
  return found.size > MOST_SUSPECTS ? new Set() : found;
}

const PLACING: ReadonlySet<string> = new Set(['Organization', 'Environment', 'System', 'Team', 'TenantTier']);

/** Whether a leaf says where units stand and whose they are: changed, it makes the unit vanish more often than not. */
export function isPlacing({ definition, path }: InputLeaf): boolean {
  if (definition === undefined) return ['owner', 'system', 'placement', 'team'].includes(String(path.at(-1)));
  if (definition.kind === 'ReleaseSet') return path.at(-1) === 'environment';
  if (definition.kind !== 'KindDefault') return PLACING.has(definition.kind);
  const { kind } = definition.spec as { readonly kind?: unknown };
  return path[1] === 'kind' || PLACING.has(String(kind));
}

function triesOf(leaf: InputLeaf, vocabulary: Vocabulary): Tries {
  const values = trialValues(leaf.value, leaf.shape, vocabulary);
  const change = ({ value }: { readonly value: unknown }): Change => ({ leaf, value });
  return { leaf, near: values.slice(0, 1).map(change), far: values.slice(1).slice(-1).map(change) };
}
