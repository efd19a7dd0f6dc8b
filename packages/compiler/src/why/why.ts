import { formatFieldPath, leafPaths, type FieldPath } from '@fairway/kubernetes';
import { valueAt, type KubernetesObject, type Path, type Platform, type SourceDocument, type Unit } from '@fairway/model';
import { compileObserved } from '../compile.ts';
import { changedLeaves, leafKey } from './changes.ts';
import type { ResolvedWorkload } from '../resolve/workload.ts';
import { coneOf } from './cone.ts';
import type { WhyInput } from './input.ts';
import { leavesOf, type InputLeaf, type Voice } from './leaves.ts';
import { reasonFor } from './reasons.ts';
import { createRecorder } from './record.ts';
import { leavesWorthTrying } from './screen.ts';
import { compileWith, type Change } from './trial.ts';
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
  /** What to write, where the leaf stands in one of Fairway's own documents. */
  readonly builtIn: boolean;
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

/** All answers about one unit, by object and canonical path. */
export interface UnitExplanation {
  readonly unit: Unit;
  readonly answer: (object: KubernetesObject, path: FieldPath) => Answer;
}

/**
 * Explains one unit: "read, then try" (ARCHITECTURE.md). The unit is compiled once with recorded inputs;
 * each leaf that was read is then given another value that its schema admits, and the unit is compiled again.
 *
 * @param wanted only answers about this field matter: trials stop as soon as it moved.
 * @returns `undefined` where the unit does not compile.
 */
export function explainUnit(
  platform: Platform,
  input: WhyInput,
  unitId: string,
  wanted?: { readonly object: KubernetesObject; readonly path: FieldPath },
): UnitExplanation | undefined {
  const cone = coneOf(platform, input, unitId);
  const scope: WhyInput = { ...input, documents: cone, only: ({ id }) => id === unitId };
  const { observer, log } = createRecorder();
  const observed = compileObserved(platform, scope, observer);
  for (const unit of observed.units) drain(unit);
  const [, , namespace, name] = unitId.split('/');
  const isOwn = (workload: ResolvedWorkload): boolean =>
    name === '_namespace' ? workload.placements.some((at) => at.namespace === namespace) : workload.name === name;
  const base = compileWith(platform, scope, unitId);
  if (base === undefined) return undefined;
  const moves = tryAll(platform, scope, unitId, base, leavesOf(log, platform, input.definition, isOwn), wanted);
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

/** What each trial moved: leaf key of the field → moves in order of voices, one per input leaf. */
type Moves = ReadonlyMap<string, readonly Move[]>;

function tryAll(
  platform: Platform,
  scope: WhyInput,
  unitId: string,
  base: Unit,
  leaves: readonly InputLeaf[],
  wanted: { readonly object: KubernetesObject; readonly path: FieldPath } | undefined,
): Moves {
  const moves = new Map<string, Move[]>();
  const target = wanted === undefined ? undefined : leafKey(wanted.object, wanted.path);
  const compileChanged = (changes: readonly Change[]): Unit | undefined => compileWith(platform, scope, unitId, changes);
  const worth = target === undefined ? leaves : leavesWorthTrying(leaves, target, base, scope.definition, compileChanged);
  for (const leaf of worth) {
    const moved = new Set<string>();
    for (const { value, near } of trialValues(leaf.value, leaf.shape, scope.definition)) {
      const unit = compileChanged([{ leaf, value }]);
      if (unit === undefined) continue;
      for (const [key, gives] of changedLeaves(base, unit)) {
        if (moved.has(key)) continue;
        moved.add(key);
        const decider: Decider = {
          voice: leaf.voice,
          document: leaf.document,
          path: leaf.path,
          value: leaf.value,
          tried: value,
          gives,
          builtIn: leaf.definition?.builtIn ?? false,
        };
        const list = moves.get(key);
        if (list === undefined) moves.set(key, [{ decider, near }]);
        else list.push({ decider, near });
      }
      if (target !== undefined && moved.has(target)) break;
    }
  }
  return moves;
}

function answerFor(platform: Platform, unit: Unit, moves: Moves, object: KubernetesObject, path: FieldPath): Answer {
  const found = moves.get(leafKey(object, path)) ?? [];
  const decided = found.filter(({ near }) => near).map(({ decider }) => decider);
  const limited = found.filter(({ near }) => !near).map(({ decider }) => decider);
  const value = valueOf(object, path);
  if (decided.length > 0 || limited.length > 0) return { object, path, value, decided, limited };
  const fixed = reasonFor(platform, unit, object, path);
  return fixed === undefined ? { object, path, value, decided, limited } : { object, path, value, decided, limited, fixed };
}

function valueOf(object: KubernetesObject, path: FieldPath): unknown {
  const text = formatFieldPath(path);
  for (const leaf of leafPaths(object)) if (formatFieldPath(leaf.path) === text) return leaf.value;
  return valueAt(object, path as Path);
}
