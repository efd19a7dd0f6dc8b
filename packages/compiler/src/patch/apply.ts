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
import type { LivingPatch, ServicePatches } from './select.ts';
import { setField } from './set-field.ts';

export type { ServicePatches } from './select.ts';

/** The patch that changed an object. */
export interface AppliedPatch {
  readonly name: string;
  readonly excepted: boolean;
  readonly place: SourceRange;
}

/** The objects of a unit after its patches. */
export interface Patched {
  readonly objects: readonly KubernetesObject[];
  /** The last patch that changed an object. */
  readonly by: (object: KubernetesObject) => AppliedPatch | undefined;
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
  if (mine.length === 0) return { objects, by: () => undefined };
  const result = [...objects];
  const changed = new Map<KubernetesObject, AppliedPatch>();
  for (const patch of mine) applyPatch(patch, result, plan, environment, changed, diagnostics);
  return { objects: result, by: (object) => changed.get(object) };
}

function applyPatch(
  { document, excepted }: LivingPatch,
  objects: KubernetesObject[],
  plan: UnitPlan,
  environment: string,
  changed: Map<KubernetesObject, AppliedPatch>,
  diagnostics: Diagnostic[],
): void {
  const at = (path: Path): SourceRange => document.source.locate(['spec', ...path]);
  const report = (message: string, fix: string, path: Path): void => {
    diagnostics.push(diagnostic({ code: 'FWY4011', message, fix, units: [plan.id] }, at(path)));
  };
  const position = findTarget(document, objects, plan);
  if (position < 0) {
    const known = objects.map((object) => `${object.kind}/${object.metadata.name}`).join(', ');
    const message = `${document.spec.target.object} is no object of ${plan.service} in ${environment}`;
    report(message, `its objects: ${known}`, ['target', 'object']);
    return;
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
    else report(applied.reason, 'run fairway compile to see the object', ['operations', index, 'path']);
  }
  if (object === objects[position]) return;
  objects[position] = object;
  changed.set(object, { name: document.name, excepted, place: at(['operations']) });
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
