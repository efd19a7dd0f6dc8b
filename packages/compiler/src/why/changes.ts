import { diffObjects, formatFieldPath, leafPaths, resolvePath, type FieldPath } from '@fairway/kubernetes';
import type { KubernetesObject, Unit } from '@fairway/model';

/** Tells fields of a unit apart: kind, name, canonical path. */
export function leafKey(
  object: { readonly kind: string; readonly name?: string; readonly metadata?: { readonly name: string } },
  path: FieldPath,
): string {
  return `${object.kind}/${object.metadata?.name ?? object.name} ${formatFieldPath(path)}`;
}

/** Tells objects of a unit apart: kind and name. */
export function objectKey({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.name}`;
}

/** Keys of the objects that another version of a unit does not have. */
export function vanishedObjects(base: Unit, other: Unit): string[] {
  return diffObjects(base.objects, inNamespaceOf(base, other))
    .filter(({ change }) => change === 'removed')
    .map(({ kind, name }) => `${kind}/${name}`);
}

/** The objects of another version as if they stood in the namespace of the first, so that they are the same objects. */
function inNamespaceOf({ namespace }: Unit, other: Unit): readonly KubernetesObject[] {
  if (other.namespace === namespace) return other.objects;
  return other.objects.map((object) => {
    if (object.metadata.namespace !== other.namespace) return object;
    return { ...object, metadata: { ...object.metadata, namespace } };
  });
}

/** The leaves of a unit that another version of it gives other values, with those values (`undefined`: absent). */
export function changedLeaves(base: Unit, other: Unit): Map<string, unknown> {
  const changed = new Map<string, unknown>();
  if (other === base) return changed;
  if (other.namespace !== base.namespace) {
    const kept = new Set(other.objects.map(objectKey));
    for (const object of base.objects) {
      if (object.metadata.namespace !== base.namespace || !kept.has(objectKey(object))) continue;
      changed.set(leafKey(object, ['metadata', 'namespace']), other.namespace);
    }
  }
  for (const change of diffObjects(base.objects, inNamespaceOf(base, other))) {
    if (change.change === 'added' || change.change === 'removed') continue;
    const name = change.previousName ?? change.name;
    const object = base.objects.find(
      (one) => one.kind === change.kind && one.metadata.name === name,
    ) as KubernetesObject;
    const after = other.objects.find(
      (one) => one.kind === change.kind && one.metadata.name === change.name,
    ) as KubernetesObject;
    if (name !== change.name) changed.set(leafKey(object, ['metadata', 'name']), change.name);
    for (const { path, before } of change.fields) {
      if (before === undefined) continue;
      for (const leaf of leavesBelow(object, path)) {
        const gives = resolvePath(after, leaf);
        // A list without keys differs as a whole, though most of its entries may be the same.
        if (!isEqual(gives, resolvePath(object, leaf))) changed.set(leafKey(object, leaf), gives);
      }
    }
  }
  return changed;
}

/** Whether two values of fields are the same. */
export function isEqual(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** Canonical paths of the leaves at and below a place. */
function leavesBelow(object: KubernetesObject, path: FieldPath): FieldPath[] {
  const value = resolvePath(object, path);
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [path];
  const prefix = formatFieldPath(path);
  const found: FieldPath[] = [];
  for (const leaf of leafPaths(object)) {
    const text = formatFieldPath(leaf.path);
    if (text.startsWith(prefix) && /^[.[]/.test(text.slice(prefix.length))) found.push(leaf.path);
  }
  return found;
}

/** A field that another version of a unit has otherwise; an empty path is the object as a whole. */
export interface FieldChange {
  readonly object: KubernetesObject;
  readonly path: FieldPath;
  /** `undefined`: absent. */
  readonly value: unknown;
  readonly gives: unknown;
}

/** All that another version of a unit has otherwise: fields that move, come, and go, and whole objects. */
export function effectsOf(base: Unit, other: Unit): FieldChange[] {
  const found: FieldChange[] = [];
  const changed = changedLeaves(base, other);
  if (other === base) return found;
  const gone = new Set(vanishedObjects(base, other));
  for (const object of base.objects) {
    if (gone.has(objectKey(object))) found.push({ object, path: [], value: object, gives: undefined });
    for (const { path, value } of leafPaths(object)) {
      const key = leafKey(object, path);
      if (changed.has(key)) found.push({ object, path, value, gives: changed.get(key) });
    }
  }
  for (const change of diffObjects(base.objects, inNamespaceOf(base, other))) {
    if (change.change === 'removed') continue;
    const after = other.objects.find(
      (one) => one.kind === change.kind && one.metadata.name === change.name,
    ) as KubernetesObject;
    if (change.change === 'added') {
      found.push({ object: after, path: [], value: undefined, gives: after });
      continue;
    }
    const name = change.previousName ?? change.name;
    const object = base.objects.find((one) => one.kind === change.kind && one.metadata.name === name);
    for (const { path } of change.fields) {
      if (object === undefined || resolvePath(after, path) === undefined) continue;
      for (const leaf of leavesBelow(after, path)) {
        if (resolvePath(object, leaf) === undefined)
          found.push({ object, path: leaf, value: undefined, gives: resolvePath(after, leaf) });
      }
    }
  }
  return found;
}
