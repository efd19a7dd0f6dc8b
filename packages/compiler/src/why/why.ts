import { formatFieldPath, leafPaths, type FieldPath } from '@fairway/kubernetes';
import {
  valueAt,
  type Definition,
  type KubernetesObject,
  type Path,
  type Platform,
  type SourceDocument,
  type Unit,
} from '@fairway/model';
import { compileObserved } from '../compile.ts';
import { changedLeaves, leafKey, objectKey, vanishedObjects } from './changes.ts';
import type { ResolvedWorkload } from '../resolve/workload.ts';
import { coneOf } from './cone.ts';
import type { WhyInput } from './input.ts';
import { leavesOf, type InputLeaf, type Voice } from './leaves.ts';
import { reasonFor } from './reasons.ts';
import { createRecorder } from './record.ts';
import { isPlacing, leavesWorthTrying } from './screen.ts';
import {
  type Change,
  compileKnown,
  compileLeniently,
  compileWith,
  type KnownUnit,
  placeToWrite,
} from './trial.ts';
import { trialValues } from './values.ts';

/** An input that decides a field, or would if nothing hid it. */
export interface Decider {
  readonly voice: Voice;
  readonly document: SourceDocument;
  /** From the document's root. */
  readonly path: Path;
  readonly value: unknown;
  /** The other value that was tried, and what the field would be then. */
  readonly tried: unknown;
  readonly gives: unknown;
  /** Whether the leaf stands in one of Fairway's own documents. */
  readonly builtIn: boolean;
  /** Where another value is written, at the same path; for a built-in document that is a copy of it in `platform/`. */
  readonly write: SourceDocument;
}

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
  readonly about?: (leaf: Pick<Decider, 'document' | 'path'>) => boolean;
}

/** All answers about one unit, by object and canonical path. */
export interface UnitExplanation {
  readonly unit: Unit;
  readonly answer: (object: KubernetesObject, path: FieldPath) => Answer;
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
  const scope: WhyInput = { ...input, documents: cone, only: ({ id }) => id === unitId };
  const { observer, log } = createRecorder();
  const observed = compileObserved(platform, scope, observer);
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
  const moves = tryAll(platform, scope, unitId, known, leaves, question.field);
  return {
    unit: base,
    answer: (object, path) => answerFor(platform, base, moves, object, path),
  };
}

/** Reads everything of an observed unit, so that lazily read leaves are recorded too. */
function drain(unit: Unit): void {
  for (const object of unit.objects) JSON.stringify(object);
}

interface Move {
  readonly decider: Decider;
  readonly near: boolean;
}

/** What the trials did: moves in order of voices, one per input leaf. */
interface Moves {
  /** By leaf key of the field. */
  readonly fields: ReadonlyMap<string, readonly Move[]>;
  /** Trials that leave an object out, by `kind/name`. */
  readonly gone: ReadonlyMap<string, readonly Move[]>;
}

/** Values of one leaf that may leave a field alone before the leaf is given up, where one field is asked for. */
const ENOUGH = 3;

function tryAll(
  platform: Platform,
  scope: WhyInput,
  unitId: string,
  known: KnownUnit,
  leaves: readonly InputLeaf[],
  wanted: { readonly object: KubernetesObject; readonly path: FieldPath } | undefined,
): Moves {
  const { unit: base } = known;
  const fields = new Map<string, Move[]>();
  const gone = new Map<string, Move[]>();
  const target = wanted === undefined ? undefined : leafKey(wanted.object, wanted.path);
  const compileChanged = (changes: readonly Change[]): Unit | undefined =>
    compileWith(platform, scope, unitId, changes, known);
  // What places a unit is the weakest voice and takes longest to ask, so one question comes to it last.
  const [first, last] = [leaves.filter((leaf) => !isPlacing(leaf)), leaves.filter(isPlacing)];
  const worth = function* (): Generator<InputLeaf> {
    if (target === undefined) return yield* leaves;
    yield* screened(platform, scope, unitId, base, first, target);
    if (!fields.has(target) && !gone.has(objectKey((wanted as NonNullable<typeof wanted>).object)))
      yield* screened(platform, scope, unitId, base, last, target);
  };
  for (const leaf of worth()) {
    const moved = new Set<string>();
    let still = 0;
    for (const { value, near } of trialValues(leaf.value, leaf.shape, scope.definition)) {
      // One question wants an answer soon: a leaf that left the field alone several times is taken at its word.
      if (target !== undefined && (moved.has(target) || still === ENOUGH)) break;
      still += 1;
      const unit = compileChanged([{ leaf, value }]);
      if (unit === undefined) continue;
      for (const [key, gives] of changedLeaves(base, unit)) {
        if (moved.has(key)) continue;
        moved.add(key);
        record(fields, key, { decider: deciderOf(leaf, scope.definition, value, gives), near });
      }
      for (const key of vanishedObjects(base, unit)) {
        if (moved.has(key)) continue;
        moved.add(key);
        record(gone, key, { decider: deciderOf(leaf, scope.definition, value, undefined), near });
      }
    }
  }
  return { fields, gone };
}

/**
 * The leaves that may move one field. Where the field comes out the same without the documents of other services,
 * they decide nothing about it, and the rest is soon compiled.
 */
function screened(
  platform: Platform,
  scope: WhyInput,
  unitId: string,
  base: Unit,
  leaves: readonly InputLeaf[],
  target: string,
): readonly InputLeaf[] {
  const name = unitId.slice(unitId.lastIndexOf('/') + 1);
  const own = scope.documents.filter(({ value }) => valueAt(value, ['metadata', 'name']) === name);
  const alone =
    own.length === 0 ? undefined : compileLeniently(platform, { ...scope, documents: own }, unitId, []);
  const isAlone = alone !== undefined && isSame(base, alone, target);
  const start = isAlone ? alone : base;
  const documents = isAlone ? own : scope.documents;
  const dropped = new Set(isAlone ? scope.documents.filter((document) => !own.includes(document)) : []);
  const moves = (changes: readonly Change[]): boolean => {
    const unit = compileLeniently(platform, { ...scope, documents }, unitId, changes);
    return unit === undefined || !isSame(start, unit, target);
  };
  return leavesWorthTrying(
    leaves.filter(({ document }) => !dropped.has(document)),
    scope.definition,
    moves,
  );
}

function isSame(one: Unit, other: Unit, target: string): boolean {
  const kind = target.slice(0, target.indexOf('/'));
  const ofKind = (unit: Unit): Unit => ({
    ...unit,
    objects: unit.objects.filter((object) => object.kind === kind),
  });
  const [before, after] = [ofKind(one), ofKind(other)];
  if (changedLeaves(before, after).has(target)) return false;
  return !vanishedObjects(before, after).some((key) => target.startsWith(`${key} `));
}

function deciderOf(leaf: InputLeaf, definition: Definition, tried: unknown, gives: unknown): Decider {
  const { voice, document, path, value } = leaf;
  const write = placeToWrite(leaf, definition) ?? document;
  return { voice, document, path, value, tried, gives, builtIn: leaf.definition?.builtIn ?? false, write };
}

function record(moves: Map<string, Move[]>, key: string, move: Move): void {
  const list = moves.get(key);
  if (list === undefined) moves.set(key, [move]);
  else list.push(move);
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
  if (found !== undefined) return { object, path, value, ...sorted(found) };
  const fixed = reasonFor(platform, unit, object, path);
  if (fixed !== undefined) return { object, path, value, decided: [], limited: [], fixed };
  return { object, path, value, ...sorted(moves.gone.get(objectKey(object)) ?? []) };
}

function sorted(moves: readonly Move[]): Pick<Answer, 'decided' | 'limited'> {
  return {
    decided: moves.filter(({ near }) => near).map(({ decider }) => decider),
    limited: moves.filter(({ near }) => !near).map(({ decider }) => decider),
  };
}

function valueOf(object: KubernetesObject, path: FieldPath): unknown {
  const text = formatFieldPath(path);
  for (const leaf of leafPaths(object)) if (formatFieldPath(leaf.path) === text) return leaf.value;
  return valueAt(object, path as Path);
}
