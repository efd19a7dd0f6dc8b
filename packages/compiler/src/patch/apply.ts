import { matchesAddress, parseAddress, parseFieldPath } from '@fairway/kubernetes';
import {
  diagnostic,
  type DefinitionDocument,
  type Diagnostic,
  type KubernetesObject,
  type PatchSpec,
  type Path,
  type SourceRange,
} from '@fairway/model';
import type { UnitPlan } from '../unit/unit-plan.ts';
import type { NamedException } from './exception.ts';
import type { LivingPatch, ServicePatches } from './select.ts';
import { setField } from './set-field.ts';

export type { ServicePatches } from './select.ts';

/** The patch that changed an object. */
export interface AppliedPatch {
  readonly name: string;
  readonly exception: NamedException | undefined;
  readonly place: SourceRange;
}

/** The objects of a unit after its patches, and how they came about. */
export interface Patched {
  readonly objects: readonly KubernetesObject[];
  /** The objects before any patch. */
  readonly rendered: readonly KubernetesObject[];
  /** The patches that changed something, in order, each with all objects as it left them. */
  readonly steps: readonly { readonly patch: AppliedPatch; readonly objects: readonly KubernetesObject[] }[];
}

/**
 * Applies the patches of a service to its rendered objects. Paths are checked against the objects:
 * a patch that meets nothing is an error, never a silent no-op.
 */
export function applyPatches(
  objects: readonly KubernetesObject[],
  plan: UnitPlan,
  environment: string,
  patches: ServicePatches,
  diagnostics: Diagnostic[],
): Patched {
  const mine = plan.service === null ? [] : patches.forService(plan.service, plan.system.name);
  if (mine.length === 0) return { objects, rendered: objects, steps: [] };
  const steps: { patch: AppliedPatch; objects: readonly KubernetesObject[] }[] = [];
  let result = objects;
  for (const patch of mine) {
    const next = applyPatch(patch, result, plan, environment, diagnostics);
    if (next === result) continue;
    const { document, exception } = patch;
    const place = document.source.locate(['spec', 'operations']);
    steps.push({ patch: { name: document.name, exception, place }, objects: (result = next) });
  }
  return { objects: result, rendered: objects, steps };
}

/** The objects with the patch applied; the same list where it changed nothing. */
function applyPatch(
  { document }: LivingPatch,
  objects: readonly KubernetesObject[],
  plan: UnitPlan,
  environment: string,
  diagnostics: Diagnostic[],
): readonly KubernetesObject[] {
  const report = (message: string, fix: string, path: Path, code = 'FWY4011'): void => {
    const place = document.source.locate(['spec', ...path]);
    diagnostics.push(diagnostic({ code, message, fix, units: [plan.id] }, place));
  };
  const position = findTarget(document, objects, plan);
  if (position < 0) {
    const known = objects.map((object) => `${object.kind}/${object.metadata.name}`).join(', ');
    const message = `${document.spec.target.object} is no object of ${plan.service} in ${environment}`;
    report(message, `its objects: ${known}`, ['target', 'object']);
    return objects;
  }
  let object = objects[position] as KubernetesObject;
  for (const [index, operation] of document.spec.operations.entries()) {
    const path = parseFieldPath(operation.path);
    if (!path.ok) {
      report(`${operation.path} is no field path: ${path.reason}`, 'write it as a.b[0] or a[name=web]', [
        'operations',
        index,
        'path',
      ]);
      continue;
    }
    const applied = setField(object, path.path, operation.op, operation.value);
    if (applied.ok) object = applied.object as KubernetesObject;
    else if (applied.problem === 'missing') {
      report(applied.reason, 'run fairway compile to see the object', ['operations', index, 'path']);
    } else {
      report(applied.reason, 'correct the operation, or remove it', ['operations', index], 'FWY4013');
    }
  }
  return object === objects[position] ? objects : objects.with(position, object);
}

function findTarget(
  document: DefinitionDocument<PatchSpec>,
  objects: readonly KubernetesObject[],
  plan: UnitPlan,
): number {
  const address = parseAddress(document.spec.target.object);
  if (!address.ok) return -1;
  return objects.findIndex((object) =>
    matchesAddress(address.address, {
      cluster: plan.cluster,
      namespace: plan.namespace,
      kind: object.kind,
      name: object.metadata.name,
      unit: plan.name,
    }),
  );
}
