import { formatFieldPath, leafPaths, type FieldPath } from '@fairway/kubernetes';
import { valueAt, type KubernetesObject, type Path, type Platform, type Unit } from '@fairway/model';
import { compileObserved } from '../compile-observed.ts';
import type { ResolvedWorkload } from '../resolve/workload.ts';
import { leafKey, objectKey } from './changes.ts';
import { coneOf } from './cone.ts';
import type { WhyInput } from './input.ts';
import { leavesOf, VOICES } from './leaves.ts';
import { reasonFor } from './reasons.ts';
import { createRecorder } from './record.ts';
import { compileKnown } from './trial.ts';
import { tryAll, type Decider, type Move, type Moves, type TriedInput } from './try-all.ts';

/** Why one field has its value. */
export interface Answer {
  readonly object: KubernetesObject;
  readonly path: FieldPath;
  readonly value: unknown;
  /** Changing one of these changes the field; strongest voice first. */
  readonly decided: readonly Decider[];
  /** Read, but a cap or a step hides them; `tried` is the value at which the field would move. */
  readonly limited: readonly Decider[];
  /** Nothing moves the field: the declared reason. */
  readonly fixed?: { readonly reason: string; readonly by: string };
}

/** What is asked about a unit; nothing means everything. */
export interface Question {
  /** Only answers about this field matter: trials stop as soon as it moved. */
  readonly field?: { readonly object: KubernetesObject; readonly path: FieldPath };
  /** Only these inputs are tried. */
  readonly about?: (leaf: Pick<Decider, 'document' | 'path' | 'written'>) => boolean;
}

/** All answers about one unit, by object and canonical path. */
export interface UnitExplanation {
  readonly unit: Unit;
  readonly answer: (object: KubernetesObject, path: FieldPath) => Answer;
  /** The inputs that were tried, the strongest first; their effects where the question is about inputs. */
  readonly inputs: readonly TriedInput[];
  /**
   * Where the author of the unit's workload writes a field of intent that the hub calls so, from the document's root;
   * `undefined` where the author's kind has no such field, or the unit no workload.
   */
  readonly placeOf: (path: Path) => Path | undefined;
}

/**
 * Explains one unit: "read, then try" (ARCHITECTURE.md). The unit is compiled once with recorded inputs;
 * each leaf that was read is then given another value that its schema admits, and the unit is compiled again.
 *
 * @param question narrows the work: to the answers about one field, or to what some inputs decide.
 * @returns `undefined` where the unit does not compile.
 */
export function explainUnit(
  platform: Platform,
  input: WhyInput,
  unitId: string,
  question: Question = {},
): UnitExplanation | undefined {
  const cone = coneOf(platform, input, unitId);
  const scope: WhyInput = { ...input, documents: cone.documents, only: ({ id }) => id === unitId };
  const { observer, log } = createRecorder();
  const observed = compileObserved(platform, scope, { observer });
  for (const unit of observed.units) drain(unit);
  const [, , namespace, name] = unitId.split('/');
  const isOwn = (workload: ResolvedWorkload): boolean =>
    name === '_namespace'
      ? workload.placements.some((at) => at.namespace === namespace)
      : workload.name === name;
  const known = compileKnown(platform, scope, unitId);
  if (known === undefined) return undefined;
  const { unit: base } = known;
  const leaves = leavesOf(log, platform, input.definition, isOwn).filter(
    (leaf) => question.about?.(leaf) ?? true,
  );
  const vocabulary = { definition: input.definition, services: cone.services };
  const moves = tryAll(
    { platform, scope, unitId, known, vocabulary, withEffects: question.about !== undefined },
    leaves,
    question.field,
  );
  return {
    unit: base,
    answer: (object, path) => answerFor(platform, base, moves, object, path),
    inputs: moves.inputs,
    placeOf: (path) => {
      const own = [...log.specs.values()].find(({ workload }) => workload.name === name)?.workload;
      const at = own?.intent.place(path);
      return at === undefined || at.length < 2 ? undefined : at;
    },
  };
}

/** Reads everything of an observed unit, so that lazily read leaves are recorded too. */
function drain(unit: Unit): void {
  for (const object of unit.objects) JSON.stringify(object);
}

/** What moves the field; else the declared reason; else what would leave out its object. */
function answerFor(
  platform: Platform,
  unit: Unit,
  moves: Moves,
  object: KubernetesObject,
  path: FieldPath,
): Answer {
  const value = valueOf(object, path);
  const found = moves.fields.get(leafKey(object, path));
  if (found !== undefined) return { object, path, value, ...sorted(found, value) };
  const fixed = reasonFor(platform, unit, object, path);
  if (fixed !== undefined) return { object, path, value, decided: [], limited: [], fixed };
  return { object, path, value, ...sorted(moves.gone.get(objectKey(object)) ?? [], value) };
}

/** Within a voice, what says the value itself comes before what only chooses it. */
function sorted(moves: readonly Move[], value: unknown): Pick<Answer, 'decided' | 'limited'> {
  const text = JSON.stringify(value);
  const says = ({ decider }: Move): number => (JSON.stringify(decider.value) === text ? 0 : 1);
  const ordered = moves.toSorted(
    (a, b) => VOICES.indexOf(a.decider.voice) - VOICES.indexOf(b.decider.voice) || says(a) - says(b),
  );
  return {
    decided: ordered.filter(({ near }) => near).map(({ decider }) => decider),
    limited: ordered.filter(({ near }) => !near).map(({ decider }) => decider),
  };
}

function valueOf(object: KubernetesObject, path: FieldPath): unknown {
  const text = formatFieldPath(path);
  for (const leaf of leafPaths(object)) if (formatFieldPath(leaf.path) === text) return leaf.value;
  return valueAt(object, path as Path);
}
