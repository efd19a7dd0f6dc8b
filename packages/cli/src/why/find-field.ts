import {
  canonicalPath,
  formatFieldPath,
  indexPath,
  leafPaths,
  parseFieldPath,
  resolvePath,
  type FieldPath,
} from '@fairway/kubernetes';
import { isObject, suggest, type KubernetesObject } from '@fairway/model';
import { WrongUse } from '../exit-code.ts';
import type { FoundObject } from './find-object.ts';

const MOST_LISTED = 16;

/**
 * The leaf of an object that a text means: its path, however it is spelled, or an end of it that only one field has.
 * @throws {WrongUse} where there is no such field, or it holds further fields.
 */
export function findField(found: FoundObject, text: string): FieldPath {
  const { object } = found;
  const title = `${object.kind}/${object.metadata.name}`;
  const leaves = [...leafPaths(object)].map(({ path }) => ({ path, text: formatFieldPath(path) }));
  // As JSONPath and kubectl would have it: `{.spec.replicas}`, `$.spec.replicas`, `.spec.replicas`.
  const plain = text
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .replace(/^\$?\.?/, '');
  const parsed = parseFieldPath(plain);
  const path = parsed.ok ? canonicalPath(object, withPositions(object, parsed.path)) : undefined;
  const wanted = path === undefined ? plain : formatFieldPath(path);
  const exact = leaves.find((leaf) => leaf.text === wanted);
  if (exact !== undefined) return exact.path;
  if (path !== undefined && resolvePath(object, path) !== undefined)
    throw new WrongUse(holdsMore(title, object, path));
  const spelled = leaves.filter((leaf) => isSpelledLike(object, leaf.path, plain, isSame));
  const ends =
    spelled.length > 0 ? spelled : leaves.filter((leaf) => isSpelledLike(object, leaf.path, plain, isEnd));
  const [only] = ends;
  if (only !== undefined && ends.length === 1) return only.path;
  if (ends.length > 1)
    throw new WrongUse(`${text} may be one of ${listed(ends.map((leaf) => leaf.text))} of ${title}`);
  if (path === undefined) throw new WrongUse(parsed.ok ? text : parsed.reason);
  const hint = replicasOwner(found, wanted) ?? `${title} has no field ${text}${hintFor(object, path, leaves)}`;
  throw new WrongUse(hint);
}

/** `containers.0` is `containers[0]` where a list stands. */
function withPositions(object: KubernetesObject, path: FieldPath): FieldPath {
  return path.map((segment, index) =>
    typeof segment === 'string' &&
    /^\d+$/.test(segment) &&
    Array.isArray(resolvePath(object, path.slice(0, index)))
      ? Number(segment)
      : segment,
  );
}

/** What stands directly below a place that is no leaf. */
function holdsMore(title: string, object: KubernetesObject, path: FieldPath): string {
  const text = formatFieldPath(path);
  const below = new Set<string>();
  for (const leaf of leafPaths(object)) {
    if (!isBelow(formatFieldPath(leaf.path), text)) continue;
    // An entry of a list comes with its key.
    const end = typeof leaf.path[path.length + 1] === 'string' ? path.length + 1 : path.length + 2;
    below.add(`${formatFieldPath(leaf.path.slice(0, end))}${leaf.path.length > end ? '…' : ''}`);
  }
  const what = text === '' ? `${title} is a whole object` : `${text} of ${title} holds further fields`;
  return `${what}; ask for one of ${listed([...below])}`;
}

function isBelow(leaf: string, wanted: string): boolean {
  return wanted === '' || (leaf.startsWith(wanted) && /^[.[]/.test(leaf.slice(wanted.length)));
}

function listed(texts: readonly string[]): string {
  const more = texts.length - MOST_LISTED;
  return `${texts.slice(0, MOST_LISTED).join(', ')}${more > 0 ? ` (and ${more} more)` : ''}`;
}

const isSame = (own: string, wanted: string): boolean => own === wanted;
const isEnd = (own: string, wanted: string): boolean => own.endsWith(`.${wanted}`);

/** Whether a text is like a path, with brackets, quotes, and keys of lists forgotten, or with positions. */
function isSpelledLike(
  object: KubernetesObject,
  path: FieldPath,
  text: string,
  isLike: (own: string, wanted: string) => boolean,
): boolean {
  const wanted = loose(text);
  if (wanted === '') return false;
  return [path, indexPath(object, path) ?? path].some((one) => isLike(loose(formatFieldPath(one)), wanted));
}

/** `containers[name=app].image` → `containers.app.image`; `labels["a.b/c"]` → `labels.a.b/c`. */
function loose(text: string): string {
  return text
    .replaceAll(/["']/g, '')
    .replaceAll(/\[[A-Za-z]+=/g, '.')
    .replaceAll(/[[\]]+/g, '.')
    .replaceAll(/\.+/g, '.')
    .replaceAll(/^\.|\.$/g, '');
}

/** Where an autoscaler owns the number of replicas, the object that runs has no such field. */
function replicasOwner({ object, unit }: FoundObject, wanted: string): string | undefined {
  if (!/^(spec\.)?replicas$/.test(wanted)) return undefined;
  for (const { kind, metadata, spec } of unit.objects) {
    const field = kind === 'ScaledObject' ? 'minReplicaCount' : 'minReplicas';
    if (kind !== 'HorizontalPodAutoscaler' && kind !== 'ScaledObject') continue;
    const { scaleTargetRef } = spec as { readonly scaleTargetRef?: { readonly name?: string } };
    if (scaleTargetRef?.name !== object.metadata.name) continue;
    return `${object.kind}/${object.metadata.name} has no spec.replicas, because ${kind}/${metadata.name} owns their number; ask for spec.${field} of ${kind}/${metadata.name}`;
  }
  return undefined;
}

function hintFor(
  object: KubernetesObject,
  path: FieldPath,
  leaves: readonly { readonly text: string }[],
): string {
  const right = corrected(object, path);
  if (right !== undefined) return `; did you mean ${right}?`;
  const nearest = suggest(
    formatFieldPath(path),
    leaves.map(({ text }) => text),
  );
  if (nearest !== undefined) return `; did you mean ${nearest}?`;
  let end = path.length;
  while (end > 0 && resolvePath(object, path.slice(0, end)) === undefined) end -= 1;
  const there = resolvePath(object, path.slice(0, end));
  const names = isObject(there) ? Object.keys(there) : [];
  const place = formatFieldPath(path.slice(0, end));
  return names.length === 0 ? '' : `; ${place === '' ? 'it' : place} has ${listed(names)}`;
}

/** The path with each wrong name replaced by the nearest right one. */
function corrected(object: KubernetesObject, path: FieldPath): string | undefined {
  const right: FieldPath[number][] = [];
  for (const segment of path) {
    const here = resolvePath(object, right);
    if (resolvePath(object, [...right, segment]) !== undefined) {
      right.push(segment);
      continue;
    }
    const wanted = typeof segment === 'object' ? segment.value : String(segment);
    const names =
      Array.isArray(here) && typeof segment === 'object'
        ? here.map((entry) => (isObject(entry) ? String(entry[segment.key]) : ''))
        : isObject(here) && typeof segment === 'string'
          ? Object.keys(here)
          : [];
    const name = suggest(wanted, names);
    if (name === undefined) return undefined;
    right.push(typeof segment === 'object' ? { key: segment.key, value: name } : name);
  }
  return formatFieldPath(canonicalPath(object, right));
}
