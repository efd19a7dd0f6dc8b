import { diagnostic, isObject, type Diagnostic, type Path, type SourceDocument } from '@fairway/model';

/** One Kubernetes object of a document; the items of a List are objects of their own. */
export interface Manifest {
  readonly document: SourceDocument;
  /** Where the object stands in its document. */
  readonly base: Path;
  readonly value: unknown;
}

export interface ManifestsRead {
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The objects of a document, as kubectl sees them: a List is its items. Items of a list of one kind, such as
 * `PodList`, have that kind where they do not say so themselves. Lists in Lists are no objects, for kubectl either.
 *
 * @param value of the document, as kubectl reads it
 */
export function manifestsOf(document: SourceDocument, value: unknown): ManifestsRead {
  if (!isObject(value) || !isList(value))
    return { manifests: [{ document, base: [], value }], diagnostics: [] };
  const { items } = value;
  if (!Array.isArray(items)) {
    const fix = 'write the objects as a list below items';
    return { manifests: [], diagnostics: [notItems('items of a List is no list', fix, document, ['items'])] };
  }
  const manifests: Manifest[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, item] of items.entries()) {
    const base = ['items', index];
    if (isObject(item) && isList(item)) {
      const fix = 'write its items into the outer one';
      diagnostics.push(notItems('a List stands in a List', fix, document, base));
    } else manifests.push({ document, base, value: withKindOf(value, item) });
  }
  return { manifests, diagnostics };
}

function notItems(message: string, fix: string, document: SourceDocument, path: Path): Diagnostic {
  return diagnostic({ code: 'FWY4070', message, fix }, document.locate(path));
}

function isList({ apiVersion, items, kind }: { readonly [key: string]: unknown }): boolean {
  if (kind === 'List' && apiVersion === 'v1') return items !== null && items !== undefined;
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items);
}

function withKindOf(list: { readonly [key: string]: unknown }, item: unknown): unknown {
  const { apiVersion, kind } = list;
  if (kind === 'List' || typeof kind !== 'string' || !isObject(item)) return item;
  if (item['kind'] !== undefined && item['apiVersion'] !== undefined) return item;
  return { apiVersion, kind: kind.slice(0, -'List'.length), ...item };
}

/** Whether an object is for kustomize, which reads it itself and sends it to no API server. */
export function isForKustomize(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { apiVersion } = value;
  return typeof apiVersion === 'string' && apiVersion.startsWith('kustomize.config.k8s.io/');
}
