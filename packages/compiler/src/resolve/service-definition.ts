import type { Definition, DefinitionDocument } from '@fairway/model';

/** The definition as one service sees it in one environment. */
export interface ServiceDefinition {
  readonly definition: Definition;
  /** `Kind/name@version` of each document it was asked for. */
  readonly used: Set<string>;
  /** Whether it is the same for every service: no pin chooses other versions. */
  readonly shared: boolean;
}

const names = new WeakMap<DefinitionDocument, string>();

/** A definition document as locks name it: `Kind/name@version`. */
export function usedName(document: DefinitionDocument): string {
  let name = names.get(document);
  if (name === undefined) {
    name = `${document.kind}/${document.name}@${document.version}`;
    names.set(document, name);
  }
  return name;
}

/** Wraps a definition so that pins choose versions and the documents used are remembered. */
export function serviceDefinition(
  definition: Definition,
  service: string,
  environment: string,
): ServiceDefinition {
  const used = new Set<string>();
  const pinned = definition.all('Pin').length > 0;
  const find = (kind: never, name: string): DefinitionDocument | undefined =>
    pinned ? definition.forService(kind, name, service, environment) : definition.get(kind, name);
  const view = Object.create(definition) as { get: unknown };
  view.get = (kind: never, name: string) => {
    const document = find(kind, name);
    if (document !== undefined) used.add(usedName(document));
    return document;
  };
  return { definition: view as unknown as Definition, used, shared: !pinned };
}
