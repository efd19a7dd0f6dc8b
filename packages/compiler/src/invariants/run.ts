import {
  diagnostic,
  type Diagnostic,
  type Invariant,
  type InvariantContext,
  type Violation,
} from '@fairway/model';
import type { AppliedPatch, Patched } from '../patch/apply.ts';
import { placeOf, type UnitPlan } from '../unit/unit-plan.ts';

/** Invariants by shape and environment class: the same question is asked for every unit. */
function applying(
  invariants: readonly Invariant[],
  { shape, environmentClass }: InvariantContext,
): readonly Invariant[] {
  return invariants.filter(
    ({ appliesTo }) =>
      appliesTo.shapes.includes(shape) &&
      (appliesTo.environmentClasses === undefined || appliesTo.environmentClasses.includes(environmentClass)),
  );
}

/**
 * Holds a finished unit to the invariants. A violation that a patch caused is refused
 * unless the patch names a living exception; any other one is a mistake of the platform.
 */
export function checkInvariants(
  context: InvariantContext,
  invariants: readonly Invariant[],
  plan: UnitPlan,
  patched: Patched,
  diagnostics: Diagnostic[],
): void {
  for (const invariant of applying(invariants, context)) {
    for (const violation of invariant.check(context)) {
      const { object, path, message } = violation;
      const patch = causeOf(violation, invariant, context, patched);
      if (patch?.excepted === true) continue;
      const address = `${object.kind}/${object.metadata.name}`;
      diagnostics.push(
        diagnostic(
          {
            code: 'FWY4010',
            message:
              patch === undefined
                ? `${address} breaks the invariant ${invariant.id} at ${path}: ${message}`
                : `the patch ${patch.name} breaks the invariant ${invariant.id} at ${path} of ${address}: ${message}`,
            fix:
              patch === undefined
                ? `${invariant.reason} This is a mistake of the platform; report it`
                : `${invariant.reason} Remove the operation, or name a living PolicyException in spec.exception`,
            units: [plan.id],
          },
          patch === undefined ? placeOf(plan, []) : patch.place,
        ),
      );
    }
  }
}

/** The patch after which the violation was there; `undefined` where it was there before all patches. */
function causeOf(
  violation: Violation,
  invariant: Invariant,
  context: InvariantContext,
  { rendered, steps }: Patched,
): AppliedPatch | undefined {
  if (steps.length === 0) return undefined;
  const wanted = keyOf(violation);
  const isIn = (objects: InvariantContext['objects']): boolean => {
    for (const one of invariant.check({ ...context, objects })) if (keyOf(one) === wanted) return true;
    return false;
  };
  return isIn(rendered) ? undefined : steps.find(({ objects }) => isIn(objects))?.patch;
}

function keyOf({ object, path, message }: Violation): string {
  return `${object.kind}/${object.metadata.name} ${path} ${message}`;
}
