import type { Platform, SourceDocument } from '@fairway/model';
import { compileObserved } from '../compile-observed.ts';
import type { CompileInput } from '../compile-input.ts';

/** Documents enough to compile one unit, and what its own documents could name instead of what they name. */
export interface Cone {
  readonly documents: readonly SourceDocument[];
  /** Names of other services among the documents, those of the same system first. */
  readonly services: readonly string[];
}

/** How many services that have nothing to do with a unit are kept, so that trials have something else to refer to. */
const SPARE = 2;

/**
 * The documents that one unit can depend on: its own workloads, what they reach, who reaches them, and what
 * shares their namespace; some that it could reach instead; and every document that is no workload.
 * Compiling them gives the same unit.
 */
export function coneOf(platform: Platform, input: CompileInput, unitId: string): Cone {
  const [, , namespace, name] = unitId.split('/');
  const { graph } = compileObserved(platform, { ...input, only: () => false }, {});
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
  for (const image of imageSources(input.documents, names)) names.add(image);
  const systems = new Set(workloads.filter(({ id }) => own.has(id)).map(({ system }) => system));
  const near = workloads.filter(({ system }) => systems.has(system));
  const far = workloads.filter(({ system }) => !systems.has(system));
  // A namespace refers to nobody.
  const spares = name === '_namespace' ? 0 : SPARE;
  for (const spare of [...near, ...far].filter((node) => !names.has(node.name)).slice(0, spares))
    names.add(spare.name);
  const all = new Set(workloads.map((node) => node.name));
  return {
    documents: input.documents.filter((document) => {
      const { name: written } = nameAndKind(document);
      return written === undefined || !all.has(written) || names.has(written);
    }),
    services: [...near, ...far]
      .filter((node) => names.has(node.name) && !own.has(node.id))
      .map((node) => node.name),
  };
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
