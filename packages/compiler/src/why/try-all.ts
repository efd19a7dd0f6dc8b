import { resolvePath, type FieldPath } from '@fairway/kubernetes';
import {
  valueAt,
  type Definition,
  type Diagnostic,
  type KubernetesObject,
  type Path,
  type Platform,
  type SourceDocument,
  type Unit,
} from '@fairway/model';
import {
  changedLeaves,
  effectsOf,
  isEqual,
  leafKey,
  objectKey,
  vanishedObjects,
  type FieldChange,
} from './changes.ts';
import type { WhyInput } from './input.ts';
import type { InputLeaf, Voice } from './leaves.ts';
import { isPlacing, leavesWorthTrying } from './screen.ts';
import {
  compileLeniently,
  compileWith,
  placeToWrite,
  type Change,
  type KnownUnit,
  type Outcome,
} from './trial.ts';
import { trialValues, type Trial, type Vocabulary } from './values.ts';

/** An input that decides a field, or would if nothing hid it. */
export interface Decider {
  readonly voice: Voice;
  readonly document: SourceDocument;
  /** From the document's root. */
  readonly path: Path;
  readonly value: unknown;
  /** The other value that was tried (`undefined`: none), and what the field would be then. */
  readonly tried: unknown;
  readonly gives: unknown;
  /** Whether the leaf stands in one of Fairway's own documents. */
  readonly builtIn: boolean;
  /** Where another value is written, at the same path; for a built-in document that is a copy of it in `platform/`. */
  readonly write: SourceDocument;
  /** Documents of the definition: where the author of the service would say the same in the service's own document. */
  readonly written?: Path;
}

/** What trying other values of one input did. */
export interface TriedInput {
  readonly document: SourceDocument;
  /** From the document's root. */
  readonly path: Path;
  readonly value: unknown;
  readonly written?: Path;
  /** Fields that moved, came, or went, each with the first value that did it (`undefined`: none). */
  readonly effects: readonly (FieldChange & { readonly tried: unknown })[];
  /** Units of the same workload that another value brings or takes. */
  readonly units: readonly { readonly id: string; readonly comes: boolean; readonly tried: unknown }[];
  /** The first other value that is an error. */
  readonly refused?: { readonly tried: unknown; readonly error: Diagnostic };
}

/** A decider, and whether a value next to the present one moved the field. */
export interface Move {
  readonly decider: Decider;
  readonly near: boolean;
}

/** What the trials did: moves in order of voices, one per input leaf. */
export interface Moves {
  /** By leaf key of the field. */
  readonly fields: ReadonlyMap<string, readonly Move[]>;
  /** Trials that leave an object out, by `kind/name`. */
  readonly gone: ReadonlyMap<string, readonly Move[]>;
  readonly inputs: readonly TriedInput[];
}

/** What trials compile. */
export interface Trying {
  readonly platform: Platform;
  readonly scope: WhyInput;
  readonly unitId: string;
  readonly known: KnownUnit;
  readonly vocabulary: Vocabulary;
  /** Whether to note all that an input moves, also without any value. */
  readonly withEffects: boolean;
}

type Wanted = { readonly object: KubernetesObject; readonly path: FieldPath } | undefined;

/** Values of one leaf that may leave a field alone before the leaf is given up, where one field is asked for. */
const ENOUGH = 6;

/** Gives each leaf other values and notes what moves. With a wanted field, trials stop as soon as it moved. */
export function tryAll(trying: Trying, leaves: readonly InputLeaf[], wanted: Wanted): Moves {
  const fields = new Map<string, Move[]>();
  const gone = new Map<string, Move[]>();
  const inputs: TriedInput[] = [];
  const target = wanted === undefined ? undefined : leafKey(wanted.object, wanted.path);
  // What places a unit is the weakest voice and takes longest to ask, so one question comes to it last.
  const [first, last] = [leaves.filter((leaf) => !isPlacing(leaf)), leaves.filter(isPlacing)];
  const worth = function* (): Generator<InputLeaf> {
    if (target === undefined) return yield* leaves;
    yield* screened(trying, first, wanted as NonNullable<Wanted>);
    if (!fields.has(target) && !gone.has(objectKey((wanted as NonNullable<Wanted>).object)))
      yield* screened(trying, last, wanted as NonNullable<Wanted>);
  };
  for (const leaf of worth()) inputs.push(tryLeaf(trying, leaf, target, fields, gone));
  return { fields, gone, inputs };
}

function tryLeaf(
  trying: Trying,
  leaf: InputLeaf,
  target: string | undefined,
  fields: Map<string, Move[]>,
  gone: Map<string, Move[]>,
): TriedInput {
  const { platform, scope, unitId, known, vocabulary } = trying;
  const moved = new Set<string>();
  const effects = new Map<string, TriedInput['effects'][number]>();
  let refused: TriedInput['refused'];
  const units = new Map<string, TriedInput['units'][number]>();
  const attempt = (value: unknown): Unit | undefined => {
    const outcome: Outcome = {};
    const unit = compileWith(platform, scope, unitId, [{ leaf, value }], known, outcome);
    const { error, unitIds = known.unitIds } = outcome;
    if (error !== undefined) refused ??= { tried: value, error };
    else
      for (const { id, comes } of movedUnits(known.unitIds, unitIds))
        units.set(id, { id, comes, tried: value });
    return unit;
  };
  const notice = (moves: Map<string, Move[]>, key: string, { value, near }: Trial, gives: unknown): void => {
    if (moved.has(key)) return;
    moved.add(key);
    record(moves, key, { decider: deciderOf(leaf, scope.definition, value, gives), near });
  };
  let still = 0;
  for (const trial of trialValues(leaf.value, leaf.shape, vocabulary)) {
    // One question wants an answer soon: a leaf that left the field alone several times is taken at its word.
    if (target !== undefined && (moved.has(target) || still === ENOUGH)) break;
    still += 1;
    const unit = attempt(trial.value);
    if (unit === undefined) continue;
    for (const [key, gives] of changedLeaves(known.unit, unit)) notice(fields, key, trial, gives);
    for (const key of vanishedObjects(known.unit, unit)) notice(gone, key, trial, undefined);
    if (trying.withEffects) noteEffects(effects, known.unit, unit, trial.value);
  }
  if (trying.withEffects && mayBeLeftOut(leaf)) {
    const unit = attempt(undefined);
    if (unit !== undefined) noteEffects(effects, known.unit, unit, undefined);
  }
  const { document, path, value, written } = leaf;
  return {
    document,
    path,
    value,
    ...(written === undefined ? {} : { written }),
    effects: [...effects.values()],
    units: [...units.values()],
    ...(refused === undefined ? {} : { refused }),
  };
}

function movedUnits(before: readonly string[], after: readonly string[]) {
  return [
    ...before.filter((id) => !after.includes(id)).map((id) => ({ id, comes: false })),
    ...after.filter((id) => !before.includes(id)).map((id) => ({ id, comes: true })),
  ];
}

function noteEffects(
  effects: Map<string, TriedInput['effects'][number]>,
  base: Unit,
  other: Unit,
  tried: unknown,
): void {
  for (const change of effectsOf(base, other)) {
    const key = leafKey(change.object, change.path);
    if (!effects.has(key)) effects.set(key, { ...change, tried });
  }
}

/** What authors of services write may be left out; then something weaker speaks. */
function mayBeLeftOut({ voice }: InputLeaf): boolean {
  return voice === 'spec' || voice === 'environment' || voice === 'delivery';
}

/**
 * The leaves that may move one field. Where the field comes out the same without the documents of other services,
 * they decide nothing about it, and the rest is soon compiled.
 */
function screened(
  trying: Trying,
  leaves: readonly InputLeaf[],
  { object, path }: NonNullable<Wanted>,
): readonly InputLeaf[] {
  const { platform, scope, unitId, vocabulary } = trying;
  const base = trying.known.unit;
  const name = unitId.slice(unitId.lastIndexOf('/') + 1);
  const own = scope.documents.filter(({ value }) => valueAt(value, ['metadata', 'name']) === name);
  const target = leafKey(object, path);
  const compiled = (documents: readonly SourceDocument[], changes: readonly Change[]): Unit | undefined =>
    compileLeniently(platform, { ...scope, documents }, unitId, changes, object.kind);
  const alone = own.length === 0 ? undefined : compiled(own, []);
  const isAlone = alone !== undefined && isSame(base, alone, object, path, target);
  const start = isAlone ? alone : base;
  const documents = isAlone ? own : scope.documents;
  const dropped = new Set(isAlone ? scope.documents.filter((document) => !own.includes(document)) : []);
  return leavesWorthTrying({
    leaves: leaves.filter(({ document }) => !dropped.has(document)),
    vocabulary,
    value: resolvePath(object, path),
    moves: (changes) => {
      const unit = compiled(documents, changes);
      return unit === undefined || !isSame(start, unit, object, path, target);
    },
  });
}

/** Whether a field is the same in two versions of a unit. */
function isSame(
  one: Unit,
  other: Unit,
  { kind, metadata }: KubernetesObject,
  path: FieldPath,
  target: string,
): boolean {
  const named = ({ objects }: Unit): KubernetesObject | undefined =>
    objects.find((object) => object.kind === kind && object.metadata.name === metadata.name);
  const [old, now] = [named(one), named(other)];
  if (old !== undefined && now !== undefined && one.namespace === other.namespace)
    return isEqual(resolvePath(old, path), resolvePath(now, path));
  // It may have another name, by which it is found where only that changed.
  const ofKind = (unit: Unit): Unit => ({
    ...unit,
    objects: unit.objects.filter((object) => object.kind === kind),
  });
  const [before, after] = [ofKind(one), ofKind(other)];
  if (changedLeaves(before, after).has(target)) return false;
  return !vanishedObjects(before, after).some((key) => target.startsWith(`${key} `));
}

function deciderOf(leaf: InputLeaf, definition: Definition, tried: unknown, gives: unknown): Decider {
  const { voice, document, path, value, written } = leaf;
  const write = placeToWrite(leaf, definition) ?? document;
  const builtIn = leaf.definition?.builtIn ?? false;
  return {
    voice,
    document,
    path,
    value,
    tried,
    gives,
    builtIn,
    write,
    ...(written === undefined ? {} : { written }),
  };
}

function record(moves: Map<string, Move[]>, key: string, move: Move): void {
  const list = moves.get(key);
  if (list === undefined) moves.set(key, [move]);
  else list.push(move);
}
