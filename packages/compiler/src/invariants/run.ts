import {
  diagnostic,
  type Diagnostic,
  type Invariant,
  type InvariantContext,
  type Violation,
} from '@fairway/model';
import type { AppliedPatch, Patched } from '../patch/apply.ts';
import { gapOf, type Gap } from '../patch/exception.ts';
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
 * unless the patch names an exception that covers it; any other one is a mistake of the platform.
 */
export function checkInvariants(
  context: InvariantContext,
  invariants: readonly Invariant[],
  { plan, environment }: { readonly plan: UnitPlan; readonly environment: string },
  patched: Patched,
  diagnostics: Diagnostic[],
): void {
  for (const invariant of applying(invariants, context)) {
    for (const violation of invariant.check(context)) {
      const patch = causeOf(violation, invariant, context, patched);
      const text = `the invariant ${invariant.id} at ${violation.path}`;
      const address = `${violation.object.kind}/${violation.object.metadata.name}`;
      if (patch === undefined) {
        const message = `${address} breaks ${text}: ${violation.message}`;
        const fix = `${invariant.reason} This is a mistake of the platform; report it`;
        diagnostics.push(diagnostic({ code: 'FWY4010', message, fix, units: [plan.id] }, placeOf(plan, [])));
        continue;
      }
      const { exception } = patch;
      const { object } = violation;
      const gap = exception && gapOf(exception, { rule: invariant.id, object, plan, environment });
      if (exception !== undefined && gap === undefined) continue;
      const message = `the patch ${patch.name} breaks ${text} of ${address}: ${violation.message}`;
      diagnostics.push(refused(patch, { message, reason: invariant.reason, gap, unit: plan.id }));
    }
  }
}

/** A patch that breaks an invariant, with what would have to change in the exception that it names. */
function refused(
  { exception, place }: AppliedPatch,
  {
    message,
    reason,
    gap,
    unit,
  }: {
    readonly message: string;
    readonly reason: string;
    readonly gap: Gap | undefined;
    readonly unit: string;
  },
): Diagnostic {
  if (exception === undefined || gap === undefined) {
    const fix = `${reason} Remove the operation, or name a living PolicyException in spec.exception`;
    return diagnostic({ code: 'FWY4010', message, fix, units: [unit] }, place);
  }
  const title = `PolicyException ${exception.document.name}`;
  const { file, line, column } = exception.document.source.locate(['spec']);
  return diagnostic(
    {
      code: 'FWY4010',
      message: `${message}; ${title} does not allow it: ${gap.why}`,
      fix: `${reason} Remove the operation, or ${gap.fix}`,
      units: [unit],
      related: [{ file, line, column, message: title }],
    },
    place,
  );
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
