import type { Platform, SourceDocument } from '@fairway/model';
import { compile } from '../compile.ts';
import type { CompileInput } from '../compile-input.ts';

/**
 * The documents that one unit can depend on: its own workloads, what they reach, who reaches them, and what
 * shares their namespace; and every document that is no workload. Compiling them gives the same unit.
 */
export function coneOf(platform: Platform, input: CompileInput, unitId: string): readonly SourceDocument[] {
  const [, , namespace, name] = unitId.split('/');
  const { graph } = compile(platform, { ...input, only: () => false });
  const workloads = graph.nodes.filter(({ type }) => type === 'workload');
  const own = new Set(
    workloads
      .filter((node) =>
        name === '_namespace' ? node.placements.some((at) => at.namespace === namespace) : node.name === name,
      )
      .map(({ id }) => id),
  );
  const names = new Set<string>();
  const byId = new Map(workloads.map((node) => [node.id, node.name]));
  for (const id of own) names.add(byId.get(id) as string);
  for (const { from, to } of graph.edges) {
    const other = own.has(from) ? byId.get(to) : own.has(to) ? byId.get(from) : undefined;
    if (other !== undefined) names.add(other);
  }
  const images = imageSources(input.documents, names);
  return input.documents.filter((document) => {
    const { name: written } = nameAndKind(document);
    return (
      written === undefined || !isWorkload(workloads, written) || names.has(written) || images.has(written)
    );
  });
}

function isWorkload(workloads: readonly { readonly name: string }[], name: string): boolean {
  return workloads.some((node) => node.name === name);
}

/** Workloads whose image another one of the cone takes. */
function imageSources(documents: readonly SourceDocument[], names: ReadonlySet<string>): ReadonlySet<string> {
  const sources = new Set<string>();
  for (const document of documents) {
    const { name, imageFrom } = nameAndKind(document);
    if (name !== undefined && names.has(name) && imageFrom !== undefined) sources.add(imageFrom);
  }
  return sources;
}

function nameAndKind(document: SourceDocument): { readonly name?: string; readonly imageFrom?: string } {
  const value = document.value as {
    readonly metadata?: { readonly name?: unknown };
    readonly spec?: { readonly runtime?: { readonly imageFrom?: unknown } };
  } | null;
  const name = value?.metadata?.name;
  const imageFrom = value?.spec?.runtime?.imageFrom;
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof imageFrom === 'string' ? { imageFrom: imageFrom.slice(imageFrom.indexOf('/') + 1) } : {}),
  };
}
